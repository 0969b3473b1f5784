import { useQuery } from "@tanstack/solid-query";
import { Match, Switch } from "solid-js";
import { errorSentence, isNetworkError } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { machineOfLane } from "~/lib/outbox/queue-state.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import type { Presented } from "../scan/draft.ts";
import { presentQuery } from "../scan/scan.queries.ts";

/** The machine as the server knows it at this moment, to be held beside what was entered. */
export function TruthCard(props: { entry: OutboxEntry }) {
  const format = useFormat();
  const { me } = useSession();
  const humanId = () => machineOfLane(props.entry.lane);
  const machine = useQuery(() => {
    const found = humanId();
    return presentQuery(found ? { humanId: found } : null);
  });
  const facts = (found: Presented): Definition[] => {
    const zone = found.standsAt?.timeZone ?? me().organization.timeZone;
    const since = found.rental?.checkedOutAt;
    return [
      { term: t("outbox.field.status"), value: <StatusBadge status={found.status} /> },
      { term: t("outbox.field.meter"), value: format().hours(found.hourMeter) },
      { term: t("outbox.field.standsAt"), value: found.standsAt?.name },
      {
        term: t("outbox.field.rental"),
        value: found.rental
          ? since
            ? t("outbox.field.since", { time: format().dateTime(since, zone) })
            : ""
          : t("outbox.field.nothingOut"),
      },
      ...(found.rental ? [{ term: t("outbox.field.due"), value: format().dateTime(found.rental.dueAt, zone) }] : []),
    ];
  };
  const data = () => (machine.isPending || machine.isError ? undefined : machine.data);
  return (
    <Card title={t("outbox.entry.now")}>
      <Switch>
        <Match when={humanId() === null}>
          <p class="text-muted">{t("outbox.entry.nowNothing")}</p>
        </Match>
        <Match when={machine.fetchStatus === "paused" || (machine.isError && isNetworkError(machine.error))}>
          <p class="text-muted">{t("outbox.entry.nowOffline")}</p>
        </Match>
        <Match when={machine.isError && machine.error}>
          {(error) => <ErrorState error={error()} busy={machine.isFetching} onRetry={() => void machine.refetch()} />}
        </Match>
        <Match when={data()}>
          {(found) => (
            <>
              <p class="mb-4 text-sm text-muted">
                {found().blockedBy
                  ? errorSentence({ data: { appCode: found().blockedBy }, message: t("outbox.entry.nowHint") }, t)
                  : t("outbox.entry.nowHint")}
              </p>
              <DefinitionList items={facts(found())} columns={2} />
            </>
          )}
        </Match>
        <Match when={true}>
          <SkeletonRows rows={3} class="p-0" />
        </Match>
      </Switch>
    </Card>
  );
}
