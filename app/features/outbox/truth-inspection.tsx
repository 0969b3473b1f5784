import { skipToken, useQuery } from "@tanstack/solid-query";
import { Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import type { Definition } from "~/ui/definition-list.tsx";
import type { Inspection, InspectionForm } from "../inspections/inspections.queries.ts";
import { FaultList } from "./fault-list.tsx";
import { TruthFrame } from "./truth-frame.tsx";

/** The inspection that the server has of this step, or that it has none and whether one may still be made. */
export function InspectionTruth(props: { rentalId: string; step: "OUT" | "IN" }) {
  const format = useFormat();
  const { me } = useSession();
  const form = useQuery(() =>
    trpc.inspections.form.queryOptions({ rentalId: props.rentalId, kind: props.step }, { staleTime: 0 }),
  );
  const existingId = () => (form.isPending || form.isError ? null : form.data.existingId);
  const inspection = useQuery(() => {
    const inspectionId = existingId();
    return trpc.inspections.get.queryOptions(inspectionId === null ? skipToken : { inspectionId }, { staleTime: 0 });
  });
  const ofStep = (found: InspectionForm): Definition[] => [
    {
      term: t(`inspections.title.${props.step}`),
      value: t(found.open ? "inspections.section.notYet" : "inspections.form.closed"),
    },
    {
      term: t("outbox.field.meter"),
      value: format().hours((props.step === "IN" ? found.engineEnd : null) ?? found.engineStart ?? 0),
    },
    { term: t("rentals.column.site"), value: found.siteName },
    {
      term: t("inspections.sign.pad"),
      value: t(found.signed ? "inspections.section.signed" : "inspections.section.unsigned"),
    },
  ];
  const ofInspection = (found: Inspection): Definition[] =>
    [
      {
        term: t(`inspections.title.${found.kind}`),
        value: [
          found.inspectedByName,
          format().dateTime(found.inspectedAt, found.siteTimeZone ?? me().organization.timeZone),
        ]
          .filter(Boolean)
          .join(", "),
      },
      {
        term: t("inspections.sign.pad"),
        value: t(found.signed ? "inspections.section.signed" : "inspections.section.unsigned"),
      },
      found.engineHours !== null && { term: t("inspections.form.meter"), value: format().hours(found.engineHours) },
      found.fuelL !== null && { term: t("inspections.form.fuel"), value: format().volume(found.fuelL) },
      found.photos.length > 0 && { term: t("outbox.field.photos"), value: format().number(found.photos.length) },
      found.notes !== null && { term: t("inspections.form.notes"), value: found.notes },
    ].filter((fact) => fact !== false);
  return (
    <Switch fallback={<TruthFrame<InspectionForm> query={form} facts={ofStep} />}>
      <Match when={existingId()}>
        <TruthFrame<Inspection> query={inspection} facts={ofInspection} hint={() => t("inspections.form.exists")}>
          {(found) => (
            <Show when={found.items.length > 0}>
              <FaultList items={found.items} />
            </Show>
          )}
        </TruthFrame>
      </Match>
    </Switch>
  );
}
