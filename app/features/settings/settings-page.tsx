import { useMutation } from "@tanstack/solid-query";
import LogOut from "lucide-solid/icons/log-out";
import Printer from "lucide-solid/icons/printer";
import { type JSX, Show } from "solid-js";
import { useI18n } from "~/lib/i18n.ts";
import { type Locale, locales } from "~/lib/locale.ts";
import { useSession } from "~/lib/session.tsx";
import { setSound, signal, soundOn } from "~/lib/sound.ts";
import { setTheme, type Theme, theme } from "~/lib/theme.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { toast } from "~/ui/toast.tsx";
import { PasskeysCard } from "./passkeys-card.tsx";
import { signOutOthers } from "./settings.queries.ts";

function Setting(props: { name: string; hint?: string; children: JSX.Element }) {
  return (
    <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div class="min-w-40 flex-1">
        <p class="font-semibold">{props.name}</p>
        <Show when={props.hint}>
          <p class="max-w-prose text-sm text-muted">{props.hint}</p>
        </Show>
      </div>
      {props.children}
    </div>
  );
}

/** How the app looks and sounds, how one signs in, and what the organisation has set. */
export function SettingsPage() {
  const { t, locale, setLocale } = useI18n();
  const { me, can } = useSession();
  const organization = () => me().organization;
  const others = useMutation(() => ({
    mutationFn: signOutOthers,
    onSuccess: () => toast.success(t("settings.sessions.done")),
    onError: () => toast.error(t("settings.sessions.failed")),
  }));
  const languageNames: Record<Locale, () => string> = {
    en: () => t("shell.user.languageEn"),
    de: () => t("shell.user.languageDe"),
  };

  return (
    <div class="max-w-3xl">
      <PageHeader title={t("settings.title")} />
      <div class="flex flex-col gap-6">
        <Card title={t("settings.display.title")}>
          <div class="-my-3 divide-y divide-line">
            <Setting name={t("settings.display.language")}>
              <SegmentedControl<Locale>
                label={t("settings.display.language")}
                value={locale()}
                onChange={(next) => void setLocale(next)}
                options={locales.map((value) => ({ value, label: languageNames[value]() }))}
              />
            </Setting>
            <Setting name={t("settings.display.theme")}>
              <SegmentedControl<Theme>
                label={t("settings.display.theme")}
                value={theme()}
                onChange={setTheme}
                options={[
                  { value: "system", label: t("shell.user.themeSystem") },
                  { value: "light", label: t("shell.user.themeLight") },
                  { value: "dark", label: t("shell.user.themeDark") },
                ]}
              />
            </Setting>
            <Setting name={t("settings.display.sound")} hint={t("settings.display.soundHint")}>
              <SegmentedControl<"on" | "off">
                label={t("settings.display.sound")}
                value={soundOn() ? "on" : "off"}
                onChange={(next) => {
                  setSound(next === "on");
                  if (next === "on") signal("recognised");
                }}
                options={[
                  { value: "on", label: t("settings.display.soundOn") },
                  { value: "off", label: t("settings.display.soundOff") },
                ]}
              />
            </Setting>
          </div>
        </Card>
        <PasskeysCard />
        <Card title={t("settings.sessions.title")}>
          <p class="mb-4 text-sm text-muted">{t("settings.sessions.hint")}</p>
          <Button busy={others.isPending} onClick={() => others.mutate()}>
            <LogOut aria-hidden="true" />
            {t("settings.sessions.signOutOthers")}
          </Button>
        </Card>
        <Card title={t("settings.organization.title")}>
          <DefinitionList
            columns={2}
            items={[
              { term: t("settings.organization.name"), value: organization().name },
              { term: t("settings.organization.role"), value: t(`common.role.${me().role}`) },
              { term: t("settings.organization.timeZone"), value: organization().timeZone.replaceAll("_", " ") },
              { term: t("settings.organization.units"), value: t(`settings.organization.${organization().units}`) },
              { term: t("settings.organization.currency"), value: organization().currency },
            ]}
          />
          <p class="mt-4 text-sm text-muted">{t("settings.organization.hint")}</p>
        </Card>
        <Show when={can("assets.labels")}>
          <Card title={t("settings.labels.title")}>
            <p class="mb-4 text-sm text-muted">{t("settings.labels.hint")}</p>
            <ButtonLink href="/labels">
              <Printer aria-hidden="true" />
              {t("settings.labels.open")}
            </ButtonLink>
          </Card>
        </Show>
      </div>
    </div>
  );
}
