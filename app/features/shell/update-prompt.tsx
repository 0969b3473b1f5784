import { createSignal, type JSX, Match, onMount, Switch } from "solid-js";
import type { Workbox } from "workbox-window";
import { t } from "~/lib/i18n.ts";
import { forgetLostChunk, lostChunk } from "~/lib/lost-chunk.ts";
import { Button } from "~/ui/button.tsx";

const CHECK_EVERY_MS = 60 * 60_000;

/** Registers the service worker; `onWaiting` is told of each new version that waits for its turn. */
async function register(onWaiting: () => void): Promise<Workbox | null> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return null;
  const { Workbox } = await import("workbox-window");
  const worker = new Workbox("/sw.js", { scope: "/" });
  worker.addEventListener("waiting", onWaiting);
  const registration = await worker.register();
  // An installed app may stay open for days.
  if (registration) setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
  return worker;
}

/**
 * Registers the service worker and offers a new version, or a reload where a part of this one could not be loaded. Nothing changes under
 * the person's hands, here or in another tab: only the tab in which the new version was accepted is loaded anew.
 */
export function UpdatePrompt() {
  const [isReady, setIsReady] = createSignal(false);
  let worker: Workbox | null = null;
  onMount(() => {
    register(() => setIsReady(true)).then(
      (registered) => (worker = registered),
      // Without a worker the app works as a page.
      () => undefined,
    );
  });
  function update(): void {
    worker?.addEventListener("controlling", () => window.location.reload());
    worker?.messageSkipWaiting();
  }
  return (
    <div role="status">
      <Switch>
        <Match when={isReady()}>
          <Offer title={t("shell.update.title")} onLater={() => setIsReady(false)}>
            <Button variant="primary" onClick={update}>
              {t("shell.update.apply")}
            </Button>
          </Offer>
        </Match>
        <Match when={lostChunk()}>
          <Offer title={t("shell.update.lost")} onLater={forgetLostChunk}>
            <Button variant="primary" onClick={() => window.location.reload()}>
              {t("common.failure.reload")}
            </Button>
          </Offer>
        </Match>
      </Switch>
    </div>
  );
}

function Offer(props: { title: string; onLater: () => void; children: JSX.Element }) {
  return (
    <div class="fixed inset-x-2 bottom-[calc(var(--bottom-bar)+env(safe-area-inset-bottom)+1.5rem)] z-40 mx-auto flex max-w-md animate-rise flex-wrap items-center gap-2 rounded-lg border border-line bg-raised p-3 ps-4 text-ink shadow-pop md:bottom-4">
      <p class="min-w-0 flex-1 font-medium">{props.title}</p>
      <Button variant="ghost" onClick={() => props.onLater()}>
        {t("shell.update.later")}
      </Button>
      {props.children}
    </div>
  );
}
