import BellRing from "lucide-solid/icons/bell-ring";
import ShieldCheck from "lucide-solid/icons/shield-check";
import KeyRound from "lucide-solid/icons/key-round";
import Printer from "lucide-solid/icons/printer";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import { createSignal, type JSX, Show } from "solid-js";
import { OrganizationDialog } from "~/features/organizations/organization-dialog.tsx";
import { fieldMode, setFieldMode } from "~/lib/field-mode.ts";
import { useI18n } from "~/lib/i18n.ts";
import { isLocale, languageNames, locales } from "~/lib/locale.ts";
import { useSession } from "~/lib/session.tsx";
import { setSound, signal, soundOn } from "~/lib/sound.ts";
import { setTheme, type Theme, theme } from "~/lib/theme.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { CalendarFeedsCard } from "../calendar-feeds/calendar-feeds-card.tsx";
import { BadgeCard } from "./badge-card.tsx";
import { PasskeysCard } from "./passkeys-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";

function Setting(props: { name: string; hint?: string; children: JSX.Element }) {
  return (
    <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div class="min-w-[min(10rem,100%)] flex-1">
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
  const [changing, setChanging] = createSignal(false);

  return (
    <div class="max-w-3xl">
      <PageHeader title={t("settings.title")} />
      <div class="flex flex-col gap-6">
        <Card title={t("settings.display.title")}>
          <div class="-my-3 divide-y divide-line">
            <Setting name={t("settings.display.language")}>
              <Select
                label={t("settings.display.language")}
                labelHidden
                value={locale()}
                onChange={(next) => isLocale(next) && void setLocale(next)}
                options={locales.map((value) => ({ value, label: languageNames[value] }))}
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
            <Setting name={t("settings.display.field")} hint={t("settings.display.fieldHint")}>
              <SegmentedControl<"on" | "off">
                label={t("settings.display.field")}
                value={fieldMode() ? "on" : "off"}
                onChange={(next) => setFieldMode(next === "on")}
                options={[
                  { value: "on", label: t("settings.display.soundOn") },
                  { value: "off", label: t("settings.display.soundOff") },
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
        <Show when={can("notifications.preferences")}>
          <Card title={t("settings.notifications.title")}>
            <p class="mb-4 text-sm text-muted">{t("settings.notifications.hint")}</p>
            <ButtonLink href="/notifications/settings">
              <BellRing aria-hidden="true" />
              {t("settings.notifications.open")}
            </ButtonLink>
          </Card>
        </Show>
        <BadgeCard />
        <PasskeysCard />
        <SessionsCard />
        <CalendarFeedsCard />
        <Card
          title={t("settings.organization.title")}
          actions={
            <Show when={can("organizations.update") && me().siteIds === null}>
              <Button size="sm" onClick={() => setChanging(true)}>
                {t("organizations.settings.edit")}
              </Button>
            </Show>
          }
        >
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
          <OrganizationDialog open={changing()} onClose={() => setChanging(false)} />
          <ButtonLink href="/permissions" class="mt-4">
            <ShieldCheck aria-hidden="true" />
            {t("permissions.open")}
          </ButtonLink>
        </Card>
        <Show when={can("credentials.clients")}>
          <Card title={t("settings.clients.title")}>
            <p class="mb-4 text-sm text-muted">{t("settings.clients.hint")}</p>
            <ButtonLink href="/api-clients">
              <KeyRound aria-hidden="true" />
              {t("settings.clients.open")}
            </ButtonLink>
          </Card>
        </Show>
        <Show when={can("policies.get")}>
          <Card title={t("settings.rules.title")}>
            <p class="mb-4 text-sm text-muted">{t("settings.rules.hint")}</p>
            <ButtonLink href="/rules">
              <SlidersHorizontal aria-hidden="true" />
              {t("settings.rules.open")}
            </ButtonLink>
          </Card>
        </Show>
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
