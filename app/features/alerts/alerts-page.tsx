import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import BellOff from "lucide-solid/icons/bell-off";
import { createMemo, For, Match, Switch } from "solid-js";
import {
  ALERT_KINDS,
  ALERT_SEVERITIES,
  type AlertKind,
  type AlertSeverity,
} from "../../../server/domain/alerts/schema.ts";
import { t } from "~/lib/i18n.ts";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { isAlertKind } from "../../../server/domain/alerts/reason-figures.ts";
import { AlertRow } from "./alert-row.tsx";
import { alertsQuery } from "./alerts.queries.ts";

type Shown = "live" | "resolved";
type Whose = "all" | "mine";
const severityOf = (value: unknown): AlertSeverity | null =>
  ALERT_SEVERITIES.find((severity) => severity === value) ?? null;

/** What asks for attention, newest first. */
export function AlertsPage() {
  const [search, setSearch] = useSearchParams<{ state?: string; kind?: string; severity?: string; whose?: string }>();
  const shown = (): Shown => (search.state === "resolved" ? "resolved" : "live");
  const whose = (): Whose => (search.whose === "mine" ? "mine" : "all");
  const kind = (): AlertKind | null => (isAlertKind(search.kind) ? search.kind : null);
  const severity = () => severityOf(search.severity);
  const alerts = useInfiniteQuery(() =>
    alertsQuery({
      state: shown() === "resolved" ? "RESOLVED" : "LIVE",
      kind: kind() ?? undefined,
      severity: severity() ?? undefined,
      mine: whose() === "mine" || undefined,
    }),
  );
  const rows = createMemo(() => (alerts.isPending ? [] : (alerts.data?.pages.flatMap((page) => page.items) ?? [])));
  return (
    <>
      <PageHeader title={t("alerts.title")} description={t("alertPage.hint")} />
      <div class="mb-4 flex flex-wrap items-end gap-3">
        <SegmentedControl<Shown>
          label={t("alertPage.filter.state")}
          value={shown()}
          onChange={(state) => setSearch({ state: state === "live" ? null : state }, { replace: true })}
          options={[
            { value: "live", label: t("alertPage.filter.live") },
            { value: "resolved", label: t("alertPage.filter.resolved") },
          ]}
        />
        <SegmentedControl<Whose>
          label={t("alertPage.filter.whose")}
          value={whose()}
          onChange={(next) => setSearch({ whose: next === "all" ? null : next }, { replace: true })}
          options={[
            { value: "all", label: t("alertPage.filter.everybodys") },
            { value: "mine", label: t("alertPage.filter.mine") },
          ]}
        />
        <Select<AlertKind | "ALL">
          class="min-w-48 flex-1 sm:max-w-64"
          label={t("alertPage.filter.kind")}
          labelHidden
          value={kind() ?? "ALL"}
          onChange={(next) => setSearch({ kind: next === "ALL" ? null : next }, { replace: true })}
          options={[
            { value: "ALL", label: t("alertPage.filter.allKinds") },
            ...ALERT_KINDS.map((value) => ({ value, label: t(`alerts.kind.${value}`) })),
          ]}
        />
        <Select<AlertSeverity | "ALL">
          class="min-w-48 flex-1 sm:max-w-64"
          label={t("alertPage.filter.severity")}
          labelHidden
          value={severity() ?? "ALL"}
          onChange={(next) => setSearch({ severity: next === "ALL" ? null : next }, { replace: true })}
          options={[
            { value: "ALL", label: t("alertPage.filter.allSeverities") },
            ...ALERT_SEVERITIES.toReversed().map((value) => ({ value, label: t(`common.severity.${value}`) })),
          ]}
        />
      </div>
      <Card flush>
        <Switch>
          <Match when={alerts.isPending}>
            <SkeletonRows rows={6} />
          </Match>
          <Match when={alerts.isError && rows().length === 0}>
            <ErrorState error={alerts.error} busy={alerts.isFetching} onRetry={() => void alerts.refetch()} />
          </Match>
          <Match when={rows().length === 0}>
            <EmptyState
              icon={<BellOff />}
              title={t(`alertPage.empty.${shown()}`)}
              hint={shown() === "live" ? t("alertPage.empty.liveHint") : undefined}
            />
          </Match>
          <Match when={true}>
            <ul aria-label={t("alertPage.list")} class="divide-y divide-line">
              <For each={rows()}>{(alert) => <AlertRow alert={alert} />}</For>
            </ul>
            <LoadMore query={alerts} />
          </Match>
        </Switch>
      </Card>
    </>
  );
}
