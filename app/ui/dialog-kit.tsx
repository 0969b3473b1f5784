import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { buttonStyle } from "./button.tsx";
import { cn } from "./cn.ts";
import type { DialogProps } from "./dialog.tsx";

/** The window itself; `Dialog` brings it. */
export function DialogView(props: DialogProps & { opener: () => Element | null }) {
  let title: HTMLHeadingElement | undefined;
  return (
    <Kobalte open={props.open} onOpenChange={props.onOpenChange}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-40 animate-fade bg-scrim" />
        <div
          class={cn(
            "fixed inset-0 z-50 flex items-end justify-center",
            props.kind === "sheet" ? "md:items-stretch md:justify-end" : "md:items-center md:p-6",
          )}
        >
          <Kobalte.Content
            onOpenAutoFocus={(event) => {
              if (props.initialFocus !== "title") return;
              event.preventDefault();
              title?.focus();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              const opener = props.opener();
              if (opener instanceof HTMLElement) opener.focus();
            }}
            class={cn(
              "flex max-h-[90dvh] w-full animate-rise flex-col rounded-t-xl border border-line bg-raised text-ink shadow-sheet",
              props.kind === "sheet"
                ? "md:h-full md:max-h-full md:max-w-md md:rounded-none"
                : "md:max-w-lg md:rounded-xl",
            )}
          >
            <header class="flex items-start gap-4 border-b border-line py-2 ps-4 pe-2 sm:ps-6 sm:pe-3">
              <div class="min-w-0 flex-1 py-2">
                <Kobalte.Title
                  ref={(element: HTMLHeadingElement) => (title = element)}
                  tabindex="-1"
                  class="text-lg font-bold"
                >
                  {props.title}
                </Kobalte.Title>
                <Show when={props.description}>
                  <Kobalte.Description class="mt-1 text-sm text-muted">{props.description}</Kobalte.Description>
                </Show>
              </div>
              <Kobalte.CloseButton
                aria-label={t("common.action.close")}
                title={t("common.action.close")}
                class={cn(buttonStyle({ variant: "ghost" }), "size-10 px-0 coarse:size-12")}
              >
                <X aria-hidden="true" />
              </Kobalte.CloseButton>
            </header>
            <div class="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">{props.children}</div>
            <Show when={props.actions}>
              <footer class="flex flex-col gap-2 border-t border-line px-4 pt-4 sm:px-6 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
                {props.actions}
              </footer>
            </Show>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}
