import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import type { Definition } from "~/ui/definition-list.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { dueStatus } from "../rentals/due-status.ts";
import type { RentalRecord } from "../rentals/rentals.queries.ts";
import { TruthFrame } from "./truth-frame.tsx";

/** A rental as it stands: out, called off, or taken in by whom and with what. */
export function RentalTruth(props: { id: string }) {
  const format = useFormat();
  const { me } = useSession();
  const rental = useQuery(() => trpc.rentals.get.queryOptions({ id: props.id }, { staleTime: 0 }));
  const zoneOf = (found: RentalRecord) => found.siteTimeZone ?? me().organization.timeZone;
  const facts = (found: RentalRecord): Definition[] => {
    const time = (at: string) => format().dateTime(at, zoneOf(found));
    const status = dueStatus(found, new Date(), me().organization.timeZone) ?? found.state;
    return [
      { term: t("outbox.field.status"), value: <StatusBadge status={status} /> },
      { term: t("rentals.column.site"), value: found.siteName },
      found.checkedOutAt !== null && { term: t("rentals.column.out"), value: time(found.checkedOutAt) },
      { term: t("rentals.column.due"), value: time(found.dueAt) },
      found.callOffDay !== null && { term: t("rentals.record.lastDay"), value: format().day(found.callOffDay) },
      found.checkedInAt !== null && { term: t("rentals.column.back"), value: time(found.checkedInAt) },
      found.checkedInByName !== null && { term: t("rentals.record.takenBy"), value: found.checkedInByName },
      found.droppedOffAt !== null && { term: t("rentals.record.dropped"), value: time(found.droppedOffAt) },
      { term: t("outbox.field.meter"), value: format().hours(found.engineEnd ?? found.engineStart ?? 0) },
      found.fuelL !== null && { term: t("rentals.collect.fuel"), value: format().volume(found.fuelL) },
      found.condition !== null && {
        term: t("outbox.field.condition"),
        value: t(`ledger.detail.condition.${found.condition.overall}`),
      },
      found.notes !== null && { term: t("outbox.field.notes"), value: found.notes },
      found.reservationId !== null && {
        term: t("rentals.record.booking"),
        value: (
          <A href={`/reservations/${found.reservationId}`} class="underline">
            {t("outbox.show")}
          </A>
        ),
      },
    ].filter((fact) => fact !== false);
  };
  return <TruthFrame<RentalRecord> query={rental} facts={facts} />;
}
