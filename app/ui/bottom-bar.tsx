import { A, useLocation } from "@solidjs/router";
import Menu from "lucide-solid/icons/menu";
import ScanLine from "lucide-solid/icons/scan-line";
import { createEffect, createSignal, For, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { NavItem } from "~/features/shell/nav-items.ts";
import { t } from "~/lib/i18n.ts";
import { Dialog } from "./dialog.tsx";

const slotStyle =
  "relative flex h-full min-w-0 flex-1 flex-col items-center justify-center gap-1 text-[min(0.75rem,14px)] font-medium text-frame-muted [&.is-active]:text-accent";

function Slot(props: { item: NavItem; count: number }) {
  return (
    <A href={props.item.href} end={props.item.href === "/"} activeClass="is-active" class={slotStyle}>
      <span class="relative">
        <Dynamic component={props.item.icon} aria-hidden="true" class="size-[min(1.5rem,32px)]" />
        <Show when={props.count > 0}>
          <span class="absolute -end-3 -top-1.5 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-bold text-on-accent">
            {props.count}
          </span>
        </Show>
      </span>
      <span class="max-w-full truncate">{t(props.item.label)}</span>
    </A>
  );
}

/** The phone's navigation, in reach of the thumb: Scan in the middle, the rest under "More". */
export function BottomBar(props: { nav: readonly NavItem[]; counts: Record<string, number> | undefined }) {
  const [open, setOpen] = createSignal(false);
  const location = useLocation();
  const primary = () => props.nav.filter((item) => item.bottomBar).slice(0, 3);
  const rest = () => props.nav.filter((item) => !primary().includes(item));
  const slot = (item: NavItem) => <Slot item={item} count={props.counts?.[item.href] ?? 0} />;
  createEffect(
    on(
      () => location.pathname,
      () => setOpen(false),
      { defer: true },
    ),
  );

  return (
    <nav
      aria-label={t("shell.bottomNavigation")}
      class="on-frame fixed inset-x-0 bottom-0 z-30 border-t border-frame-line bg-frame pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <div class="flex h-(--bottom-bar) items-stretch">
        <For each={primary().slice(0, 2)}>{slot}</For>
        <div class="flex w-[min(5rem,96px)] shrink-0 justify-center">
          <A
            href="/scan"
            class="-mt-5 flex size-[min(5rem,96px)] flex-col items-center justify-center gap-0.5 rounded-full border-4 border-frame bg-accent text-[min(0.75rem,16px)] font-bold text-on-accent active:bg-accent-hover"
          >
            <ScanLine class="size-[min(2rem,40px)]" aria-hidden="true" />
            {t("shell.nav.scan")}
          </A>
        </div>
        <For each={primary().slice(2)}>{slot}</For>
        <button type="button" class={slotStyle} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Menu class="size-[min(1.5rem,32px)]" aria-hidden="true" />
          {t("common.action.more")}
        </button>
      </div>
      <Dialog open={open()} onOpenChange={setOpen} title={t("shell.moreTitle")}>
        <ul class="grid grid-cols-2 gap-2">
          <For each={rest()}>
            {(item) => (
              <li>
                <A
                  href={item.href}
                  class="flex min-h-14 items-center gap-2.5 rounded-md border border-line px-3 text-sm font-semibold active:bg-hover"
                >
                  <Dynamic component={item.icon} aria-hidden="true" class="size-5 shrink-0 text-muted" />
                  <span class="truncate">{t(item.label)}</span>
                </A>
              </li>
            )}
          </For>
        </ul>
      </Dialog>
    </nav>
  );
}
