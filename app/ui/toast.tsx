/** Short confirmations at the edge. For what a person must act on use a dialog or an inline error instead. */
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { toast as Sonner } from "solid-sonner";
import { onDemand } from "~/lib/on-demand.ts";

type Title = Parameters<typeof Sonner>[0];
type Options = Parameters<typeof Sonner>[1];
type Kind = "success" | "error" | "info" | "message";

/** Nothing is told before something has happened, so the first screen does without it. */
const kit = onDemand(() => import("./toast-kit.tsx"));

/** Gets it ready, so that the first word comes without delay. */
export const prepareToasts = (): void => void kit.ask();

async function tell(kind: Kind, title: Title, options?: Options): Promise<void> {
  const loaded = await kit.ask();
  // What is told before the region is mounted is lost: it is mounted with the module, and ready one task later.
  if (loaded) setTimeout(() => loaded.toast[kind](title, options));
}

const of =
  (kind: Kind) =>
  (title: Title, options?: Options): void =>
    void tell(kind, title, options);

export const toast = Object.assign(of("message"), { success: of("success"), error: of("error"), info: of("info") });

/** Mounted once by the signed-in layout. */
export function Toaster() {
  return <Show when={kit.here()}>{(loaded) => <Dynamic component={loaded().ToastRegion} />}</Show>;
}
