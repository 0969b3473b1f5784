/**
 * The frame around every signed-in screen: sidebar on a desk, bottom bar with Scan on the phone, top bar with the
 * organisation, the live dot and the account. It only shows what it is given; `routes/(app).tsx` feeds it.
 */
import { type JSX, Show } from "solid-js";
import type { NavItem } from "~/features/shell/nav-items.ts";
import type { Me } from "~/lib/session.tsx";
import { t } from "~/lib/i18n.ts";
import { Badge } from "./badge.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { LiveDot, type LiveState } from "./live-dot.tsx";
import { Mark } from "./mark.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { Sidebar } from "./sidebar.tsx";
import { UserMenu } from "./user-menu.tsx";

export interface AppShellProps {
  me: Me;
  nav: readonly NavItem[];
  live: LiveState;
  online: boolean;
  /** Without a connection: how old what is on screen is, in words, and whether something was never there. */
  asOf?: string | null;
  missing?: boolean;
  /** A count on a navigation item, e.g. open alerts: `{ "/alerts": 3 }`. */
  counts?: Record<string, number>;
  onSwitchOrganization: (orgId: string) => void;
  onSignOut: () => void;
  onSwitchPerson: () => void;
  /** Beside the account: e.g. the alerts bell or the sync queue. */
  tools?: JSX.Element;
  children: JSX.Element;
}

export function AppShell(props: AppShellProps) {
  return (
    <div class="flex min-h-dvh">
      <a
        href="#main"
        class="fixed start-4 top-2 z-50 max-w-[calc(100%-2rem)] -translate-y-[calc(100%+1rem)] rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:translate-y-0"
      >
        {t("shell.skip")}
      </a>
      <Sidebar nav={props.nav} counts={props.counts} />
      <div class="flex min-w-0 flex-1 flex-col pb-[calc(var(--bottom-bar)+env(safe-area-inset-bottom))] md:pb-0">
        <header class="sticky top-0 z-30 border-b border-line bg-surface pt-[env(safe-area-inset-top)]">
          <div class="flex h-(--top-bar) items-center gap-2 px-3 md:px-6">
            <Mark class="size-8 md:hidden" />
            <OrganizationSwitcher me={props.me} onSwitch={props.onSwitchOrganization} />
            <div class="flex-1" />
            <Show when={props.me.demo}>
              <Badge tone="amber" class="hidden sm:inline-flex">
                {t("shell.demo")}
              </Badge>
            </Show>
            <LiveDot state={props.live} />
            {props.tools}
            <UserMenu me={props.me} onSignOut={props.onSignOut} onSwitchPerson={props.onSwitchPerson} />
          </div>
        </header>
        <OfflineBanner offline={!props.online} asOf={props.asOf ?? null} missing={props.missing ?? false} />
        <main id="main" tabindex="-1" class="mx-auto w-full max-w-[96rem] flex-1 px-4 py-6 md:px-8 md:py-8">
          {props.children}
        </main>
      </div>
      <BottomBar nav={props.nav} counts={props.counts} />
    </div>
  );
}
