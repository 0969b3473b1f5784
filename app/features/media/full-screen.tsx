import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createComputed, type JSX, on, onCleanup } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "~/ui/cn.ts";

/** Round, dark, at least 56 px: found by a thumb over any picture. */
export const overPicture =
  "grid min-h-14 min-w-14 place-items-center rounded-full border border-frame-line bg-frame text-frame-ink disabled:opacity-40 [&_svg]:size-6";

interface FullScreenProps {
  open: boolean;
  onClose: () => void;
  title: string;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Beside the title. */
  tools?: JSX.Element;
  children: JSX.Element;
}

/** A modal over the whole screen, dark: traps focus, closes on Escape and gives focus back. */
export function FullScreen(props: FullScreenProps) {
  let opener: Element | null = null;
  createComputed(
    on(
      () => props.open,
      (open) => open && (opener = document.activeElement),
    ),
  );
  // Where the whole modal goes at once there is no closing to hear of.
  onCleanup(() =>
    queueMicrotask(() => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    }),
  );
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Content
          onKeyDown={(event: KeyboardEvent) => props.onKeyDown?.(event)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus();
          }}
          class="on-frame fixed inset-0 z-50 flex animate-fade flex-col bg-frame text-frame-ink"
        >
          <header class="flex items-center gap-3 p-2 pt-[max(0.5rem,env(safe-area-inset-top))]">
            <Kobalte.CloseButton
              aria-label={t("common.action.close")}
              title={t("common.action.close")}
              class={cn(overPicture, "border-transparent")}
            >
              <X aria-hidden="true" />
            </Kobalte.CloseButton>
            <Kobalte.Title class="min-w-0 flex-1 text-base font-bold break-words">{props.title}</Kobalte.Title>
            {props.tools}
          </header>
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
