import { type JSX, Show } from "solid-js";
import { useI18n } from "~/lib/i18n.ts";
import { isLocale, languageNames, locales } from "~/lib/locale.ts";
import type { PublicConfig } from "~/lib/public-config.ts";
import { Mark } from "~/ui/mark.tsx";
import { Select } from "~/ui/select.tsx";

/** The frame around what one sees before being signed in: the product beside it, the language and the demo's mailbox below. */
export function AuthFrame(props: { config: PublicConfig | null | undefined; children: JSX.Element }) {
  const { t, locale, setLocale } = useI18n();
  return (
    <div class="flex min-h-dvh flex-col lg:flex-row">
      <header class="bg-frame text-frame-ink lg:w-[44%] lg:max-w-2xl">
        <div class="flex flex-col justify-between gap-8 px-6 py-4 lg:sticky lg:top-0 lg:h-dvh lg:p-12">
          <p class="flex items-center gap-3 text-lg font-bold tracking-tight">
            <Mark class="size-10 lg:size-12" />
            {t("common.product")}
          </p>
          <div class="hidden max-w-md lg:block">
            <p class="text-3xl font-bold tracking-tight text-balance">{t("auth.claim")}</p>
            <p class="mt-4 text-lg text-frame-muted">{t("auth.claimHint")}</p>
          </div>
          <p class="hidden text-sm text-frame-muted lg:block">
            <Show when={props.config?.version}>{(version) => t("auth.version", { version: version() })}</Show>
          </p>
        </div>
        <div class="hazard sticky bottom-0 h-2 lg:-mt-3 lg:h-3" aria-hidden="true" />
      </header>

      <main class="flex flex-1 justify-center px-6 py-8 lg:py-12">
        <div class="flex w-full max-w-md flex-col gap-8 lg:my-auto">
          {props.children}
          <Show when={props.config?.demo}>
            <a
              href="/dev/mailbox"
              rel="external"
              class="self-start py-3 text-sm font-medium underline underline-offset-4"
            >
              {t("auth.demo.mailbox")}
            </a>
          </Show>
          <div>
            <Select
              class="max-w-60"
              label={t("shell.user.language")}
              value={locale()}
              onChange={(next) => isLocale(next) && void setLocale(next)}
              options={locales.map((value) => ({ value, label: languageNames[value] }))}
            />
          </div>
        </div>
      </main>
    </div>
  );
}
