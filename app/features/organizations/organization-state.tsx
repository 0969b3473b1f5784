import Ban from "lucide-solid/icons/ban";
import CircleCheck from "lucide-solid/icons/circle-check";
import Clock from "lucide-solid/icons/clock";
import { Match, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";

/** Whether an organisation works, waits for its first person, or was shut out. */
export function OrganizationState(props: { active: boolean; run: boolean }) {
  return (
    <Switch>
      <Match when={!props.active}>
        <Badge tone="red" icon={<Ban aria-hidden="true" />}>
          {t("organizations.state.inactive")}
        </Badge>
      </Match>
      <Match when={!props.run}>
        <Badge tone="amber" icon={<Clock aria-hidden="true" />}>
          {t("organizations.state.waiting")}
        </Badge>
      </Match>
      <Match when={true}>
        <Badge tone="green" icon={<CircleCheck aria-hidden="true" />}>
          {t("organizations.state.active")}
        </Badge>
      </Match>
    </Switch>
  );
}
