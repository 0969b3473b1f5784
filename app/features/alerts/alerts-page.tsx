import { A, useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import BellOff from "lucide-solid/icons/bell-off";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { createMemo, For, Match, Show, Switch } from "solid-js";
import { ALERT_KINDS, type AlertKind } from "../../../server/domain/alerts/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { SeverityBadge } from "~/ui/status-badge.tsx";
import { isAlertKind, reasonValues } from "./alert-reason.ts";
import { type Alert, alertsQuery } from "./alerts.queries.ts";

type Shown = "live" | "resolved";

function AlertRow(props: { alert: Alert }) {
  const { me } = useSession();
  const format = useFormat();
  const zone = () => props.alert.siteTimeZone ?? me().organization.timeZone;
  const reason = () => {
    const values = reasonValues(props.alert.kind, props.alert.facts, format());
    return values ? t(`alerts.reason.${props.alert.kind}`, values as never) : props.alert.reason;
  };
  return (
    <li class="relative flex items-center gap-3 px-4 py-4 hover:bg-hover">
      <div class="min-w-0 flex-1">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <A href={`/fleet/${props.alert.humanId}`} class="text-base font-bold after:absolute after:inset-0">
            {props.alert.humanId}
          </A>
          <span class="font-semibold">{t(`alerts.kind.${props.alert.kind}`)}</span>
          <SeverityBadge severity={props.alert.severity} />
          <Show when={props.alert.state === "ACKNOWLEDGED" || props.alert.state === "SNOOZED"}>
            <Badge>{t(`alerts.state.${props.alert.state}`)}</Badge>
          </Show>
        </div>
        <p class="mt-1 break-words">{reason()}</p>
        <p class="mt-1 text-sm text-muted">
          <Show when={props.alert.siteName}>{(name) => <>{`${name()} · `}</>}</Show>
          <time datetime={props.alert.openedAt}>
            {t("alerts.since", { time: format().dateTime(props.alert.openedAt, zone()) })}
          </time>
          <Show when={props.alert.resolvedAt}>
            {(at) => (
              <time datetime={at()}>{` · ${t("alerts.resolvedAt", { time: format().dateTime(at(), zone()) })}`}</time>
            )}
          </Show>
        </p>
      </div>
      <ChevronRight class="size-5 shrink-0 text-faint" aria-hidden="true" />
    </li>
  );
}

/** What asks for attention, newest first. */
export function AlertsPage() {
  const [search, setSearch] = useSearchParams<{ state?: string; kind?: string }>();
  const shown = (): Shown => (search.state === "resolved" ? "resolved" : "live");
  const kind = (): AlertKind | null => (isAlertKind(search.kind) ? search.kind : null);
  const alerts = useInfiniteQuery(() =>
    alertsQuery({ state: shown() === "resolved" ? "RESOLVED" : "LIVE", kind: kind() ?? undefined }),
  );
  const rows = createMemo(() => (alerts.isPending ? [] : (alerts.data?.pages.flatMap((page) => page.items) ?? [])));
  return (
    <>
      <PageHeader title={t("alerts.title")} description={t("alerts.hint")} />
      <div class="mb-4 flex flex-wrap items-end gap-3">
        <SegmentedControl<Shown>
          label={t("alerts.filter.state")}
          value={shown()}
          onChange={(state) => setSearch({ state: state === "live" ? null : state }, { replace: true })}
          options={[
            { value: "live", label: t("alerts.filter.live") },
            { value: "resolved", label: t("alerts.filter.resolved") },
          ]}
        />
        <Select<AlertKind | "ALL">
          class="min-w-48 flex-1 sm:max-w-64"
          label={t("alerts.filter.kind")}
          labelHidden
          value={kind() ?? "ALL"}
          onChange={(next) => setSearch({ kind: next === "ALL" ? null : next }, { replace: true })}
          options={[
            { value: "ALL", label: t("alerts.filter.allKinds") },
            ...ALERT_KINDS.map((value) => ({ value, label: t(`alerts.kind.${value}`) })),
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
              title={t(`alerts.empty.${shown()}`)}
              hint={shown() === "live" ? t("alerts.empty.liveHint") : undefined}
            />
          </Match>
          <Match when={true}>
            <ul aria-label={t("alerts.list")} class="divide-y divide-line">
              <For each={rows()}>{(alert) => <AlertRow alert={alert} />}</For>
            </ul>
            <Show when={alerts.hasNextPage}>
              <div class="flex justify-center border-t border-line p-4">
                <Button busy={alerts.isFetchingNextPage} onClick={() => void alerts.fetchNextPage()}>
                  {t("common.action.loadMore")}
                </Button>
              </div>
            </Show>
          </Match>
        </Switch>
      </Card>
    </>
  );
}
