import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { Me } from "~/lib/session.tsx";
import { Avatar } from "./avatar.tsx";
import { Menu, MenuChoice } from "./menu.tsx";

/** For whom the person works right now; a menu when there is more than one membership. */
export function OrganizationSwitcher(props: { me: Me; onSwitch: (orgId: string) => void }) {
  const face = () => (
    <>
      <Avatar name={props.me.organization.name} square class="hidden bg-ink text-canvas sm:inline-grid" />
      <span class="min-w-0 text-start leading-tight">
        <span class="block truncate text-sm font-bold">{props.me.organization.name}</span>
        <span class="block truncate text-xs text-muted">{t(`common.role.${props.me.role}`)}</span>
      </span>
    </>
  );
  return (
    <Show
      when={props.me.memberships.length > 1}
      fallback={<div class="flex min-w-0 items-center gap-2 px-1">{face()}</div>}
    >
      <Menu
        label={t("shell.organization.switch")}
        placement="bottom-start"
        triggerClass="flex min-h-12 min-w-0 items-center gap-2 rounded-md px-1 hover:bg-hover md:px-2"
        trigger={
          <>
            {face()}
            <ChevronsUpDown class="size-4 shrink-0 text-muted" aria-hidden="true" />
          </>
        }
      >
        <MenuChoice
          label={t("shell.organization.label")}
          value={props.me.organization.id}
          onChange={(orgId) => orgId !== props.me.organization.id && props.onSwitch(orgId)}
          options={props.me.memberships.map((membership) => ({
            value: membership.orgId,
            label: membership.orgName,
            detail: t(`common.role.${membership.role}`),
          }))}
        />
      </Menu>
    </Show>
  );
}
