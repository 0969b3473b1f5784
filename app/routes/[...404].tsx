import House from "lucide-solid/icons/house";
import { t } from "~/lib/i18n.ts";
import { usePageTitle } from "~/lib/page-title.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Mark } from "~/ui/mark.tsx";

export default function NotFound() {
  usePageTitle(() => t("common.notFound.title"));
  return (
    <main class="mx-auto flex min-h-dvh max-w-lg flex-col items-start justify-center gap-4 px-6">
      <Mark class="size-12" />
      <p class="text-sm font-semibold text-muted">404</p>
      <h1 tabindex="-1" class="text-2xl font-bold tracking-tight">
        {t("common.notFound.title")}
      </h1>
      <p class="text-muted">{t("common.notFound.hint")}</p>
      <ButtonLink href="/" variant="primary">
        <House aria-hidden="true" />
        {t("common.failure.home")}
      </ButtonLink>
    </main>
  );
}
