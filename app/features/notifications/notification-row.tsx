import { A } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { SeverityBadge } from "~/ui/status-badge.tsx";
import { alertName, alertReason } from "../alerts/alert-words.ts";
import type { Notification } from "./notifications.queries.ts";

/** What became of one alert; it leads there, which is reading it. */
export function NotificationRow(props: { notification: Notification; onRead: () => void }) {
  const { me } = useSession();
  const format = useFormat();
  const alert = () => props.notification.alert;
  const isUnread = () => props.notification.readAt === null;
  const zone = () => alert().siteTimeZone ?? me().organization.timeZone;
  return (
    <li class="relative flex items-center gap-3 px-4 py-4 hover:bg-hover">
      <span
        aria-hidden="true"
        class="size-2.5 shrink-0 rounded-full"
        classList={{ "bg-accent": isUnread(), "bg-transparent": !isUnread() }}
      />
      <div class="min-w-0 flex-1">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <A
            href={`/alerts/${alert().id}`}
            onClick={() => props.onRead()}
            class="text-base break-words after:absolute after:inset-0"
            classList={{ "font-bold": isUnread(), "font-semibold text-muted": !isUnread() }}
          >
            {`${alertName(alert())}: ${t(`alerts.kind.${alert().kind}`)}`}
            <Show when={isUnread()}>
              <span class="sr-only">{` (${t("notifications.unread")})`}</span>
            </Show>
          </A>
          <SeverityBadge severity={alert().severity} />
          <Badge tone="grey">{t(`notifications.change.${props.notification.change}`)}</Badge>
        </div>
        <p class="mt-1 break-words" classList={{ "text-muted": !isUnread() }}>
          {alertReason(alert(), format())}
        </p>
        <p class="mt-1 text-sm text-muted">
          <Show when={alert().siteName}>{(name) => <>{`${name()} · `}</>}</Show>
          <time datetime={props.notification.createdAt}>{format().dateTime(props.notification.createdAt, zone())}</time>
        </p>
      </div>
      <ChevronRight class="size-5 shrink-0 text-faint rtl:rotate-180" aria-hidden="true" />
    </li>
  );
}
