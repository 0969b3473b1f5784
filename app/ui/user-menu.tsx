import { useNavigate } from "@solidjs/router";
import LogOut from "lucide-solid/icons/log-out";
import Settings from "lucide-solid/icons/settings";
import { Show } from "solid-js";
import { fieldMode, setFieldMode } from "~/lib/field-mode.ts";
import { useI18n } from "~/lib/i18n.ts";
import type { Me } from "~/lib/session.tsx";
import { setTheme, type Theme, theme } from "~/lib/theme.ts";
import { Avatar } from "./avatar.tsx";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "./menu.tsx";
import { lazyPart } from "./on-demand.tsx";

const SwitchPersonItem = lazyPart(
  async () => (await import("~/features/credentials/switch-person-item.tsx")).SwitchPersonItem,
  () => true,
);

/** Who is signed in, how it looks, and the way out. */
export function UserMenu(props: {
  me: Me;
  onSignOut: () => void;
  /** On a shared phone: hands it to the next person. */
  onSwitchPerson: () => void;
}) {
  const { t } = useI18n();
  const navigate = useNavigate();
  return (
    <Menu
      label={t("shell.user.menu", { name: props.me.user.name })}
      triggerClass="grid size-12 shrink-0 place-items-center rounded-full"
      trigger={<Avatar name={props.me.user.name} class="size-9" />}
    >
      <div class="px-3 py-2">
        <p class="truncate text-sm font-bold">{props.me.user.name}</p>
        <Show when={props.me.user.email}>{(email) => <p class="truncate text-xs text-muted">{email()}</p>}</Show>
      </div>
      <MenuSeparator />
      <MenuItem icon={<Settings aria-hidden="true" />} onSelect={() => navigate("/settings")}>
        {t("shell.user.settings")}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice<Theme>
        label={t("shell.user.theme")}
        value={theme()}
        onChange={setTheme}
        options={[
          { value: "system", label: t("shell.user.themeSystem") },
          { value: "light", label: t("shell.user.themeLight") },
          { value: "dark", label: t("shell.user.themeDark") },
        ]}
      />
      <MenuChoice<"on" | "off">
        label={t("shell.user.field")}
        value={fieldMode() ? "on" : "off"}
        onChange={(next) => setFieldMode(next === "on")}
        options={[
          { value: "on", label: t("shell.user.fieldOn") },
          { value: "off", label: t("shell.user.fieldOff") },
        ]}
      />
      <MenuSeparator />
      <SwitchPersonItem onSelect={props.onSwitchPerson} />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={props.onSignOut}>
        {t("shell.user.signOut")}
      </MenuItem>
    </Menu>
  );
}
