import { A, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createEffect, on, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SeverityBadge } from "~/ui/status-badge.tsx";
import { AlertActions } from "./alert-actions.tsx";
import { idleDays, shownFacts } from "./alert-facts.ts";
import { AlertEarlier, AlertHistory } from "./alert-history.tsx";
import { AlertState } from "./alert-state.tsx";
import { alertName, alertReason, clearedWord } from "./alert-words.ts";
import { type AlertDetail, oneAlert } from "./alerts.queries.ts";
import { markAlertRead } from "../notifications/notifications.queries.ts";
import { IdleDays } from "./idle-days.tsx";

function AlertWhy(props: { alert: AlertDetail }) {
  const { me } = useSession();
  const format = useFormat();
  const zone = () => props.alert.siteTimeZone ?? me().organization.timeZone;
  const figures = (facts: Record<string, unknown>) =>
    shownFacts(props.alert.kind, facts, format(), zone()).map(({ name, value }) => ({
      term: t(`alertPage.fact.${name}`),
      value,
    }));
  /** Figures that are still the same need not be said twice. */
  const figuresNow = (facts: Record<string, unknown>) => {
    const [before, now] = [figures(props.alert.facts), figures(facts)];
    return JSON.stringify(before) === JSON.stringify(now) ? [] : now;
  };
  const lines = () =>
    [
      props.alert.siteName,
      props.alert.machine && `${props.alert.machine.make} ${props.alert.machine.model}`,
      t("alertPage.since", { time: format().dateTime(props.alert.openedAt, zone()) }),
      props.alert.resolvedAt && t("alertPage.resolvedAt", { time: format().dateTime(props.alert.resolvedAt, zone()) }),
      clearedWord(props.alert.clearedBy),
      props.alert.acknowledgedByName && t("alertPage.acknowledgedBy", { name: props.alert.acknowledgedByName }),
      props.alert.assigneeName && t("alertPage.assignedTo", { name: props.alert.assigneeName }),
    ].filter(Boolean);
  return (
    <>
      <PageHeader
        eyebrow={<A href="/alerts">{t("alerts.title")}</A>}
        title={`${alertName(props.alert)}: ${t(`alerts.kind.${props.alert.kind}`)}`}
        meta={
          <>
            <SeverityBadge severity={props.alert.severity} />
            <AlertState alert={props.alert} whole />
          </>
        }
        description={lines().join(" · ")}
        actions={<AlertActions alert={props.alert} />}
      />
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <div class="flex min-w-0 flex-col gap-4">
          <Card title={t("alertPage.why")}>
            <p class="text-base font-semibold break-words">{alertReason(props.alert, format())}</p>
            <p class="mt-3 text-sm text-muted">
              <span class="font-semibold">{`${t("alertPage.page.rule")}: `}</span>
              {t(`alertPage.rule.${props.alert.kind}`)}
            </p>
          </Card>
          <Show when={figures(props.alert.facts).length > 0}>
            <Card title={t("alertPage.page.figures")}>
              <DefinitionList items={figures(props.alert.facts)} columns={2} />
              <IdleDays facts={props.alert.facts} />
            </Card>
          </Show>
          <Show when={props.alert.current}>
            {(current) => (
              <Card title={t("alertPage.page.now")}>
                <p class="text-sm font-medium">
                  {current().holds ? t("alertPage.page.holds") : t("alertPage.page.gone")}
                </p>
                <Show when={figuresNow(current().facts).length > 0}>
                  <div class="mt-4">
                    <DefinitionList items={figuresNow(current().facts)} columns={2} />
                  </div>
                </Show>
                <Show when={idleDays(props.alert.facts).length === 0}>
                  <IdleDays facts={current().facts} />
                </Show>
              </Card>
            )}
          </Show>
        </div>
        <div class="flex min-w-0 flex-col gap-4">
          <Card title={t("alertPage.page.history")}>
            <AlertHistory alert={props.alert} timeZone={zone()} />
          </Card>
          <Card title={t("alertPage.page.earlier")}>
            <AlertEarlier alert={props.alert} timeZone={zone()} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** Why an alert is there: the rule, its figures and thresholds, and what became of it. */
export function AlertPage() {
  const params = useParams<{ id: string }>();
  const { can } = useSession();
  const alert = useQuery(() => oneAlert(params.id));
  createEffect(
    on(
      () => alert.isSuccess && can("notifications.markRead") && params.id,
      (id) => {
        if (id) void markAlertRead(id).catch(() => undefined);
      },
    ),
  );
  return <Loaded query={alert}>{(data) => <AlertWhy alert={data()} />}</Loaded>;
}
