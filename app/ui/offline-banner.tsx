import WifiOff from "lucide-solid/icons/wifi-off";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "./cn.ts";

/** Tells that the device is offline and that nothing gets lost. */
export function OfflineBanner(props: {
  offline: boolean;
  /** How old what is on screen is, in words. */
  asOf?: string | null;
  /** Something on screen was never there before. */
  missing?: boolean;
}) {
  return (
    <div role="status">
      <Show when={props.offline}>
        <div class="flex items-start gap-3 border-b border-amber-line bg-amber-soft px-4 py-2 text-sm text-amber md:px-6">
          <WifiOff class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <p>
            <strong class="font-bold">{t("shell.offline.title")}</strong>{" "}
            {/* On a phone the screen's own room matters more than what the queue says anyway. */}
            <span class={cn(Boolean(props.asOf || props.missing) && "hidden sm:inline")}>
              {t("shell.offline.hint")}
            </span>
            <Show when={props.missing} fallback={<Show when={props.asOf}>{(words) => <> {words()}</>}</Show>}>
              {" "}
              {t("shell.offline.missing")}
            </Show>
          </p>
        </div>
      </Show>
    </div>
  );
}
