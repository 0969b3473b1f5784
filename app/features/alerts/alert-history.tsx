import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { eventLook } from "~/features/ledger/event-icon.tsx";
import { eventSentence } from "~/features/ledger/event-words.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Timeline } from "~/ui/timeline.tsx";
import { clearedWord } from "./alert-words.ts";
import type { AlertDetail } from "./alerts.queries.ts";

type Props = { alert: AlertDetail; timeZone: string };

/** What happened to an alert, newest first, as the ledger has it. */
export function AlertHistory(props: Props) {
  const format = useFormat();
  // What was brought in from elsewhere was not opened here, and began all the same.
  const steps = (): AlertDetail["history"] => {
    const { id, openedAt, history, kind } = props.alert;
    const opened = { id, type: "alert.opened", at: openedAt, actorName: null, actorRole: "SYSTEM", data: { kind } };
    return history.some(({ type }) => type === "alert.opened") ? history : [opened, ...history];
  };
  const entries = () =>
    steps()
      .toReversed()
      .map(({ id, type, at, actorName, actorRole, data }) => {
        const look = eventLook(type);
        const cleared = typeof data["clearedBy"] === "string" ? clearedWord(data["clearedBy"]) : null;
        const until = typeof data["until"] === "string" ? data["until"] : null;
        const who =
          actorRole === "SYSTEM"
            ? t("alertPage.page.system")
            : (actorName ?? t(`common.role.${actorRole as "OPERATOR"}`));
        const lines = [
          who,
          cleared,
          until && t("alertPage.snoozedUntil", { time: format().dateTime(until, props.timeZone) }),
          data["why"] === "unanswered" && t("alertPage.escalated"),
        ].filter((line): line is string => typeof line === "string");
        return {
          id,
          at,
          title: eventSentence({ type, data }),
          time: format().dateTime(at, props.timeZone),
          tone: look.tone,
          icon: <Dynamic component={look.icon} aria-hidden="true" />,
          detail: lines.join(" · "),
        };
      });
  return <Timeline label={t("alertPage.page.history")} entries={entries()} />;
}

/** Earlier alerts of the same kind about the same machine, each with how long it lasted. */
export function AlertEarlier(props: Props) {
  const format = useFormat();
  const lasted = (from: string, to: string | null) => {
    if (!to) return null;
    const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
    return hours < 48 ? format().hours(hours) : format().days(Math.round(hours / 24));
  };
  return (
    <Show
      when={props.alert.earlier.length > 0}
      fallback={<p class="text-sm text-muted">{t("alertPage.page.noEarlier")}</p>}
    >
      <ul class="-mx-4 -my-2 divide-y divide-line">
        <For each={props.alert.earlier}>
          {(one) => (
            <li class="relative px-4 py-3 hover:bg-hover">
              <A href={`/alerts/${one.id}`} class="font-semibold after:absolute after:inset-0">
                <time datetime={one.openedAt}>{format().dateTime(one.openedAt, props.timeZone)}</time>
              </A>
              <p class="text-sm text-muted">
                {[lasted(one.openedAt, one.resolvedAt), clearedWord(one.clearedBy)].filter(Boolean).join(" · ")}
              </p>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
