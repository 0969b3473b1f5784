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
      class="group relative flex min-h-10 items-center gap-3 rounded-md px-3 text-sm font-medium text-frame-muted hover:bg-frame-raised hover:text-frame-ink coarse:min-h-12 [&.is-active]:bg-frame-raised [&.is-active]:font-semibold [&.is-active]:text-frame-ink"
    >
      <span class="absolute inset-y-2 start-0 w-1 rounded-full bg-accent opacity-0 group-[.is-active]:opacity-100" />
      <Dynamic component={props.item.icon} aria-hidden="true" class="size-5 shrink-0 group-[.is-active]:text-accent" />
      <span class="flex-1 truncate">{t(props.item.label)}</span>
      <Show when={props.count > 0}>
        <span class="rounded-sm bg-accent px-1.5 text-xs font-bold text-on-accent">{props.count}</span>
      </Show>
    </A>
  );
}

/** Navigation of a desk: all screens by group, with Scan on top. */
export function Sidebar(props: { nav: readonly NavItem[]; counts: Record<string, number> | undefined }) {
  return (
    <aside class="on-frame sticky top-0 hidden h-dvh w-60 shrink-0 flex-col overflow-y-auto bg-frame text-frame-ink md:flex">
      <A href="/" class="m-2 flex h-12 items-center gap-3 rounded-md px-2 font-bold tracking-tight">
        <Mark />
        {t("common.product")}
      </A>
      <nav aria-label={t("shell.mainNavigation")} class="flex flex-1 flex-col px-3 pb-6">
        <A href="/scan" class={cn(buttonStyle({ variant: "primary", size: "lg" }), "mb-4 mt-2 w-full")}>
          <ScanLine aria-hidden="true" />
          {t("shell.nav.scan")}
        </A>
        <For each={groups}>
          {(group) => {
            const items = () => props.nav.filter((item) => item.group === group);
            return (
              <Show when={items().length > 0}>
                <div role="group" aria-labelledby={`nav-${group}`} class="mb-4">
                  <h2 id={`nav-${group}`} class="px-3 pb-1 text-xs font-semibold text-frame-muted">
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
