import { Show } from "solid-js";
import { useRegisterSW } from "virtual:pwa-register/solid";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";

const checkEveryMs = 60 * 60_000;

/** Registers the service worker and offers a new version; nothing changes under the person's hands. */
export function UpdatePrompt() {
  const {
    needRefresh: [needRefresh, setNeedRefresh],
    updateServiceWorker,
  } = useRegisterSW({
    onRegisteredSW(_url, registration) {
      // An installed app may stay open for days.
      if (registration) setInterval(() => void registration.update().catch(() => undefined), checkEveryMs);
    },
  });
  return (
    <div role="status">
      <Show when={needRefresh()}>
        <div class="fixed inset-x-2 bottom-[calc(var(--bottom-bar)+env(safe-area-inset-bottom)+1.5rem)] z-40 mx-auto flex max-w-md animate-rise flex-wrap items-center gap-2 rounded-lg border border-line bg-raised p-3 ps-4 text-ink shadow-pop md:bottom-4">
          <p class="min-w-0 flex-1 font-medium">{t("shell.update.title")}</p>
          <Button variant="ghost" onClick={() => setNeedRefresh(false)}>
            {t("shell.update.later")}
          </Button>
          <Button variant="primary" onClick={() => void updateServiceWorker()}>
            {t("shell.update.apply")}
          </Button>
        </div>
      </Show>
    </div>
  );
}
