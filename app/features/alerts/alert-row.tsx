import { A } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { SeverityBadge } from "~/ui/status-badge.tsx";
import { AlertState } from "./alert-state.tsx";
import { alertName, alertReason, clearedWord } from "./alert-words.ts";
import type { Alert } from "./alerts.queries.ts";

/** One alert of the list: what, which machine, why, since when and with whom. */
export function AlertRow(props: { alert: Alert }) {
  const { me } = useSession();
  const format = useFormat();
  const zone = () => props.alert.siteTimeZone ?? me().organization.timeZone;
  const cleared = () => clearedWord(props.alert.clearedBy);
  return (
    <li class="relative flex items-center gap-3 px-4 py-4 hover:bg-hover">
      <div class="min-w-0 flex-1">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <A href={`/alerts/${props.alert.id}`} class="text-base font-bold break-words after:absolute after:inset-0">
            {alertName(props.alert)}
          </A>
          <span class="font-semibold">{t(`alerts.kind.${props.alert.kind}`)}</span>
          <SeverityBadge severity={props.alert.severity} />
          <AlertState alert={props.alert} />
        </div>
        <p class="mt-1 break-words">{alertReason(props.alert, format())}</p>
        <p class="mt-1 text-sm text-muted">
          <Show when={props.alert.siteName}>{(name) => <>{`${name()} · `}</>}</Show>
          <time datetime={props.alert.openedAt}>
            {t("alertPage.since", { time: format().dateTime(props.alert.openedAt, zone()) })}
          </time>
          <Show when={props.alert.resolvedAt}>
            {(at) => (
              <time
                datetime={at()}
              >{` · ${t("alertPage.resolvedAt", { time: format().dateTime(at(), zone()) })}`}</time>
            )}
          </Show>
          <Show when={cleared()}>{(word) => <>{` · ${word()}`}</>}</Show>
          <Show when={props.alert.assigneeName}>
            {(name) => <>{` · ${t("alertPage.assignedTo", { name: name() })}`}</>}
          </Show>
        </p>
      </div>
      <ChevronRight class="size-5 shrink-0 text-faint rtl:rotate-180" aria-hidden="true" />
    </li>
  );
}
