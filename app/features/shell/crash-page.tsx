import House from "lucide-solid/icons/house";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { createEffect } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { isLostChunk } from "~/lib/lost-chunk.ts";
import { online } from "~/lib/online.ts";
import { usePageTitle } from "~/lib/page-title.ts";
import { Button, buttonStyle } from "~/ui/button.tsx";

/** The last resort when a screen throws. One whose code could not be loaded has not failed: it says what is missing and offers a reload. */
export function CrashPage(props: { error: unknown; onRetry: () => void }) {
  const isLost = () => isLostChunk(props.error);
  createEffect(() => isLost() || console.error(props.error));
  const title = () =>
    isLost() ? t(online() ? "shell.update.lost" : "shell.offline.noScreen") : t("common.failure.page");
  usePageTitle(title);
  const retry = () => (isLost() ? window.location.reload() : props.onRetry());
  return (
    <div class="mx-auto flex min-h-[60dvh] max-w-lg flex-col items-start justify-center gap-4 px-6 py-12">
      <div class="hazard h-2 w-24 rounded-sm" aria-hidden="true" />
      <h1 class="text-2xl font-bold tracking-tight">{title()}</h1>
      <p class="text-muted">{t(isLost() ? "shell.update.lostHint" : "common.failure.pageHint")}</p>
      <div class="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          <RotateCw aria-hidden="true" />
          {t(isLost() ? "common.failure.reload" : "common.action.retry")}
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
