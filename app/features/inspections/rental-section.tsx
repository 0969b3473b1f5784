import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { INSPECTION_KINDS, type InspectionKind } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PendingBadge } from "../tasks/pending-mark.tsx";
import { inspectionsOf } from "./inspections.queries.ts";
import { pendingInspections } from "./pending-inspections.ts";

/** Inspections, tickets and the dispute pack of one rental, as a section of its page. */
export function RentalInspections(props: { rentalId: string }) {
  const { can } = useSession();
  const format = useFormat();
  const both = useQuery(() => inspectionsOf(props.rentalId));
  const path = (kind: InspectionKind) => kind.toLowerCase();
  return (
    <Card
      title={t("inspections.section.title")}
      actions={
        <>
          <ButtonLink size="sm" href={`/rentals/${props.rentalId}/inspections`}>
            {t("inspections.section.compare")}
          </ButtonLink>
          <Show when={can("inspections.dispute")}>
            <ButtonLink size="sm" href={`/rentals/${props.rentalId}/dispute`}>
              {t("inspections.section.dispute")}
            </ButtonLink>
          </Show>
        </>
      }
    >
      <Loaded query={both}>
        {(data) => (
          <ul class="flex flex-col gap-4">
            <For each={INSPECTION_KINDS}>
              {(kind) => {
                const done = () => data().items.find((inspection) => inspection.kind === kind);
                return (
                  <li class="flex flex-wrap items-center gap-x-4 gap-y-2">
                    <div class="min-w-40 flex-1">
                      <p class="font-semibold">{t(`inspections.kind.${kind}`)}</p>
                      <p class="text-sm text-muted">
                        <Show when={done()} fallback={t("inspections.section.notYet")}>
                          {(inspection) =>
                            [
                              format().dateTime(inspection().inspectedAt, inspection().siteTimeZone ?? undefined),
                              t("inspections.section.faults", inspection().failed),
                              t(inspection().signed ? "inspections.section.signed" : "inspections.section.unsigned"),
                            ].join(" · ")
                          }
                        </Show>
                      </p>
                    </div>
                    <div class="flex flex-wrap items-center gap-2">
                      <Show when={!done()}>
                        <PendingBadge entries={pendingInspections(props.rentalId, kind)} />
                        <ButtonLink size="sm" href={`/rentals/${props.rentalId}/inspect/${path(kind)}`}>
                          {t("inspections.section.inspect")}
                        </ButtonLink>
                      </Show>
                      <ButtonLink size="sm" variant="ghost" href={`/rentals/${props.rentalId}/ticket/${path(kind)}`}>
                        {t("inspections.section.ticket")}
                      </ButtonLink>
                    </div>
                  </li>
                );
              }}
            </For>
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
