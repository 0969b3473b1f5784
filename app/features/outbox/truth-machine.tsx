import { useQuery } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { failureOf } from "~/lib/outbox/failure.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import type { Definition } from "~/ui/definition-list.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { RefusalNotice } from "../reservations/refusal-notice.tsx";
import type { Presented } from "../scan/draft.ts";
import { presentQuery } from "../scan/scan.queries.ts";
import { TruthFrame } from "./truth-frame.tsx";

/** Refusals that tell who has the machine reserved, and what is free instead. */
const BOOKED: readonly unknown[] = ["reservation.overlap", "reservation.none_free"];

/** The machine of an entry, and the bookings that stood in its way. */
export function MachineTruth(props: { entry: OutboxEntry; humanId: string }) {
  const format = useFormat();
  const { me } = useSession();
  const machine = useQuery(() => presentQuery({ humanId: props.humanId }));
  const zoneOf = (found: Presented) => found.standsAt?.timeZone ?? me().organization.timeZone;
  const facts = (found: Presented): Definition[] => {
    const since = found.rental?.checkedOutAt;
    return [
      { term: t("outbox.field.status"), value: <StatusBadge status={found.status} /> },
      { term: t("outbox.field.meter"), value: format().hours(found.hourMeter) },
      { term: t("outbox.field.standsAt"), value: found.standsAt?.name },
      {
        term: t("outbox.field.rental"),
        value: found.rental
          ? since
            ? t("outbox.field.since", { time: format().dateTime(since, zoneOf(found)) })
            : ""
          : t("outbox.field.nothingOut"),
      },
      ...(found.rental
        ? [{ term: t("outbox.field.due"), value: format().dateTime(found.rental.dueAt, zoneOf(found)) }]
        : []),
    ];
  };
  const booked = () => {
    const failure = failureOf(props.entry);
    return failure && BOOKED.includes(errorCode(failure)) ? failure : null;
  };
  return (
    <TruthFrame<Presented>
      query={machine}
      facts={facts}
      hint={({ blockedBy }) =>
        blockedBy ? errorSentence({ data: { appCode: blockedBy }, message: t("outbox.entry.nowHint") }, t) : null
      }
    >
      {(found) => (
        <Show when={booked()}>
          {(failure) => (
            <div class="mt-4">
              <RefusalNotice error={failure()} timeZone={zoneOf(found)} />
            </div>
          )}
        </Show>
      )}
    </TruthFrame>
  );
}
