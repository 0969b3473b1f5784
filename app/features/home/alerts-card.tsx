import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { SeverityBadge } from "~/ui/status-badge.tsx";
import { liveAlerts } from "./home.queries.ts";

/** The newest open alerts. */
export function AlertsCard() {
  const format = useFormat();
  const query = useQuery(liveAlerts);
  return (
    <Card
      title={t("home.alerts.title")}
      flush
      actions={
        <A href="/alerts" class="text-sm font-semibold underline-offset-2 hover:underline">
          {t("home.alerts.all")}
        </A>
      }
    >
      <Loaded query={query}>
        {(data) => (
          <Show
            when={data().items.length > 0}
            fallback={<p class="px-4 py-6 text-center text-sm text-muted">{t("home.alerts.none")}</p>}
          >
            <ul class="divide-y divide-line">
              <For each={data().items}>
                {(alert) => (
                  <li class="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover">
                    <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
                      <SeverityBadge severity={alert.severity} />
                      <A
                        href={`/alerts/${alert.id}`}
                        class="min-w-0 font-semibold break-words after:absolute after:inset-0"
                      >
                        {alert.humanId ?? t(`alerts.kind.${alert.kind}`)}
                      </A>
                      <span class="text-sm">{t(`alerts.kind.${alert.kind}`)}</span>
                    </div>
                    <p class="flex items-baseline justify-between gap-3 text-sm text-muted">
                      <span class="truncate">{alert.siteName ?? t("assets.unplaced")}</span>
                      <time datetime={alert.openedAt} class="shrink-0 text-xs">
                        {format().relative(alert.openedAt)}
                      </time>
                    </p>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
