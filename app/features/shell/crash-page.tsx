import House from "lucide-solid/icons/house";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { createEffect } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { usePageTitle } from "~/lib/page-title.ts";
import { Button, buttonStyle } from "~/ui/button.tsx";

/** A chunk of an older build that the server no longer has: only a reload helps. */
const isStaleBuild = (error: unknown) =>
  error instanceof Error && /dynamically imported module|importing a module script/i.test(error.message);

/** The last resort when a screen throws. */
export function CrashPage(props: { error: unknown; onRetry: () => void }) {
  createEffect(() => console.error(props.error));
  usePageTitle(() => t("common.failure.page"));
  const retry = () => (isStaleBuild(props.error) ? window.location.reload() : props.onRetry());
  return (
    <div class="mx-auto flex min-h-[60dvh] max-w-lg flex-col items-start justify-center gap-4 px-6 py-12">
      <div class="hazard h-2 w-24 rounded-sm" aria-hidden="true" />
      <h1 class="text-2xl font-bold tracking-tight">{t("common.failure.page")}</h1>
      <p class="text-muted">{t("common.failure.pageHint")}</p>
      <div class="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          <RotateCw aria-hidden="true" />
          {t(isStaleBuild(props.error) ? "common.failure.reload" : "common.action.retry")}
        </Button>
        {/* A plain link: after a crash the router's state is not to be trusted. */}
        <a href="/" rel="external" class={buttonStyle()}>
          <House aria-hidden="true" />
          {t("common.failure.home")}
        </a>
      </div>
    </div>
  );
}
