import { Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import type { Alert } from "./alerts.queries.ts";

/** What people have made of an alert; an open one says nothing, unless nobody has answered it for too long. */
export function AlertState(props: {
  alert: Pick<Alert, "state" | "snoozedUntil" | "escalatedAt" | "siteTimeZone">;
  /** Says also that it is resolved. */
  whole?: boolean;
}) {
  const { me } = useSession();
  const format = useFormat();
  const zone = () => props.alert.siteTimeZone ?? me().organization.timeZone;
  return (
    <Switch>
      <Match when={props.alert.state === "SNOOZED" && props.alert.snoozedUntil}>
        {(until) => <Badge>{t("alertPage.snoozedUntil", { time: format().dateTime(until(), zone()) })}</Badge>}
      </Match>
      <Match when={props.alert.state === "ACKNOWLEDGED"}>
        <Badge>{t("alerts.state.ACKNOWLEDGED")}</Badge>
      </Match>
      <Match when={props.alert.state === "OPEN" && props.alert.escalatedAt}>
        <Badge tone="red">{t("alertPage.escalated")}</Badge>
      </Match>
      <Match when={props.alert.state === "RESOLVED"}>
        <Show when={props.whole}>
          <Badge tone="green">{t("alerts.state.RESOLVED")}</Badge>
        </Show>
      </Match>
    </Switch>
  );
}
