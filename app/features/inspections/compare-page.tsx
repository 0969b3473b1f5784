import { useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import { createMemo, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { PendingNotice } from "../tasks/pending-mark.tsx";
import { CompareTable } from "./compare-table.tsx";
import { type Inspection, inspectionsOf, oneInspection } from "./inspections.queries.ts";
import { pendingInspections } from "./pending-inspections.ts";

/** Both inspections of one rental side by side. */
export function ComparePage() {
  const params = useParams<{ id: string }>();
  const { can } = useSession();
  const format = useFormat();
  const both = useQuery(() => inspectionsOf(params.id));
  const idOf = (kind: "OUT" | "IN") =>
    both.isPending ? undefined : both.data?.items.find((inspection) => inspection.kind === kind)?.id;
  const out = useQuery(() => ({ ...oneInspection(idOf("OUT") ?? ""), enabled: idOf("OUT") !== undefined }));
  const back = useQuery(() => ({ ...oneInspection(idOf("IN") ?? ""), enabled: idOf("IN") !== undefined }));
  const loaded = (query: typeof out, kind: "OUT" | "IN"): Inspection | null =>
    idOf(kind) === undefined || query.isPending ? null : (query.data ?? null);
  const ready = () =>
    [
      [out, "OUT"],
      [back, "IN"],
    ].every(([query, kind]) => idOf(kind as "OUT") === undefined || !(query as typeof out).isPending);
  const by = (inspection: Inspection) => {
    const time = format().dateTime(inspection.inspectedAt, inspection.siteTimeZone ?? undefined);
    return inspection.inspectedByName ? t("inspections.compare.by", { name: inspection.inspectedByName, time }) : time;
  };
  const lines = createMemo(() =>
    [loaded(out, "OUT"), loaded(back, "IN")]
      .filter((inspection) => inspection !== null)
      .map(
        (inspection) => `${t(`inspections.compare.${inspection.kind === "OUT" ? "out" : "in"}`)}: ${by(inspection)}`,
      ),
  );
  return (
    <Loaded query={both}>
      {(data) => (
        <>
          <PageHeader
            title={t("inspections.compare.title")}
            eyebrow={data().items[0]?.humanId}
            description={lines().length > 0 ? lines().join(" · ") : t("inspections.compare.hint")}
            actions={
              <>
                <Show when={can("inspections.dispute")}>
                  <ButtonLink href={`/rentals/${params.id}/dispute`}>{t("inspections.section.dispute")}</ButtonLink>
                </Show>
                <Show when={!idOf("OUT")}>
                  <ButtonLink href={`/rentals/${params.id}/inspect/out`}>
                    {t("inspections.compare.inspectOut")}
                  </ButtonLink>
                </Show>
                <Show when={!idOf("IN")}>
                  <ButtonLink href={`/rentals/${params.id}/inspect/in`} variant="primary">
                    {t("inspections.compare.inspectIn")}
                  </ButtonLink>
                </Show>
              </>
            }
          />
          <PendingNotice entries={pendingInspections(params.id)} />
          <Card flush>
            <Switch>
              <Match when={data().items.length === 0}>
                <EmptyState
                  icon={<ClipboardCheck />}
                  title={t("inspections.compare.noneTitle")}
                  hint={t("inspections.compare.noneHint")}
                />
              </Match>
              <Match when={ready()}>
                <CompareTable out={loaded(out, "OUT")} in={loaded(back, "IN")} />
              </Match>
            </Switch>
          </Card>
        </>
      )}
    </Loaded>
  );
}
