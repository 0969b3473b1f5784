import EllipsisVertical from "lucide-solid/icons/ellipsis-vertical";
import LogOut from "lucide-solid/icons/log-out";
import UserCog from "lucide-solid/icons/user-cog";
import UserRoundCheck from "lucide-solid/icons/user-round-check";
import UserRoundX from "lucide-solid/icons/user-round-x";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { buttonStyle } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu.tsx";
import { type Member, memberActions } from "./member-actions.tsx";

export type Step = "edit" | "deactivate" | "reactivate" | "leave";

/** The look of a row's menu button, a finger wide. */
export const rowMenuStyle = cn(buttonStyle({ variant: "ghost", size: "md" }), "size-10 px-0 coarse:size-12");

/** What one may do with a member. */
export function MemberMenu(props: { member: Member; onStep: (step: Step, member: Member) => void }) {
  const { me, can } = useSession();
  const manages = () => me().siteIds === null;
  const isMe = () => props.member.userId === me().user.id;
  const step = (wanted: Step) => () => props.onStep(wanted, props.member);
  return (
    <Menu
      label={t("members.menu", { name: props.member.name })}
      triggerClass={rowMenuStyle}
      trigger={<EllipsisVertical aria-hidden="true" />}
    >
      <Show when={props.member.active && manages() && can("members.changeAccess")}>
        <MenuItem icon={<UserCog aria-hidden="true" />} onSelect={step("edit")}>
          {t("members.action.edit")}
        </MenuItem>
      </Show>
      <For each={memberActions}>{(Action) => <Action member={props.member} />}</For>
      <Show when={isMe()}>
        <MenuSeparator />
        <MenuItem danger icon={<LogOut aria-hidden="true" />} onSelect={step("leave")}>
          {t("members.action.leave")}
        </MenuItem>
      </Show>
      <Show when={!isMe() && props.member.active && manages() && can("members.deactivate")}>
        <MenuSeparator />
        <MenuItem danger icon={<UserRoundX aria-hidden="true" />} onSelect={step("deactivate")}>
          {t("members.action.deactivate")}
        </MenuItem>
      </Show>
      <Show when={!props.member.active && manages() && can("members.reactivate")}>
        <MenuItem icon={<UserRoundCheck aria-hidden="true" />} onSelect={step("reactivate")}>
          {t("members.action.reactivate")}
        </MenuItem>
      </Show>
    </Menu>
  );
}
