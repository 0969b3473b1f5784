import { A } from "@solidjs/router";
import ScanLine from "lucide-solid/icons/scan-line";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { NavItem } from "~/features/shell/nav-items.ts";
import { t } from "~/lib/i18n.ts";
import { buttonStyle } from "./button.tsx";
import { cn } from "./cn.ts";
import { Mark } from "./mark.tsx";

const groups = ["work", "plan", "control"] as const;

function Entry(props: { item: NavItem; count: number }) {
  return (
    <A
      href={props.item.href}
      end={props.item.href === "/"}
      activeClass="is-active"
      class="group relative flex min-h-14 flex-col items-center justify-center gap-1 rounded-md px-0.5 text-xs font-medium lg:min-h-10 lg:flex-row lg:justify-start lg:gap-3 lg:px-3 lg:text-sm text-frame-muted hover:bg-frame-raised hover:text-frame-ink lg:coarse:min-h-12 [&.is-active]:bg-frame-raised [&.is-active]:font-semibold [&.is-active]:text-frame-ink"
    >
      <span class="absolute inset-y-2 start-0 w-1 rounded-full bg-accent opacity-0 group-[.is-active]:opacity-100" />
      <Dynamic component={props.item.icon} aria-hidden="true" class="size-5 shrink-0 group-[.is-active]:text-accent" />
      <span class="max-w-full truncate lg:flex-1">{t(props.item.label)}</span>
      <Show when={props.count > 0}>
        <span class="absolute end-2 top-1 rounded-sm bg-accent px-1.5 text-xs font-bold text-on-accent lg:static">
          {props.count}
        </span>
      </Show>
    </A>
  );
}

/** Navigation of a desk: all screens by group, with Scan on top. On a tablet a narrow rail, icon above word. */
export function Sidebar(props: { nav: readonly NavItem[]; counts: Record<string, number> | undefined }) {
  return (
    <aside class="on-frame sticky top-0 hidden h-dvh w-28 shrink-0 flex-col overflow-y-auto bg-frame text-frame-ink md:flex lg:w-60">
      <A
        href="/"
        class="m-2 flex h-12 items-center justify-center gap-3 rounded-md px-2 font-bold tracking-tight lg:justify-start"
      >
        <Mark />
        <span class="sr-only lg:not-sr-only">{t("common.product")}</span>
      </A>
      <nav aria-label={t("shell.mainNavigation")} class="flex flex-1 flex-col px-2 pb-6 lg:px-3">
        <A
          href="/scan"
          class={cn(
            buttonStyle({ variant: "primary", size: "lg" }),
            "mt-2 mb-4 w-full flex-col gap-1 px-2 py-2 text-sm lg:flex-row lg:gap-2 lg:text-base",
          )}
        >
          <ScanLine aria-hidden="true" />
          {t("shell.nav.scan")}
        </A>
        <For each={groups}>
          {(group) => {
            const items = () => props.nav.filter((item) => item.group === group);
            return (
              <Show when={items().length > 0}>
                <div
                  role="group"
                  aria-labelledby={`nav-${group}`}
                  class="mb-2 border-t border-frame-line pt-2 lg:mb-4 lg:border-0 lg:pt-0"
                >
                  <h2
                    id={`nav-${group}`}
                    class="sr-only px-3 pb-1 text-xs font-semibold text-frame-muted lg:not-sr-only lg:px-3 lg:pb-1"
                  >
                    {t(`shell.nav.group.${group}`)}
                  </h2>
                  <div class="flex flex-col gap-0.5">
                    <For each={items()}>{(item) => <Entry item={item} count={props.counts?.[item.href] ?? 0} />}</For>
                  </div>
                </div>
              </Show>
            );
          }}
        </For>
      </nav>
    </aside>
  );
}
