/** The screens that the frame leads to. An item shows when the role may call its procedure. */
import Bell from "lucide-solid/icons/bell";
import Construction from "lucide-solid/icons/construction";
import LayoutDashboard from "lucide-solid/icons/layout-dashboard";
import MapPinned from "lucide-solid/icons/map-pinned";
import QrCode from "lucide-solid/icons/qr-code";
import ScrollText from "lucide-solid/icons/scroll-text";
import Settings from "lucide-solid/icons/settings";
import Truck from "lucide-solid/icons/truck";
import type { Component } from "solid-js";
import type { MessageKey } from "~/lib/i18n.ts";

export interface NavItem {
  href: string;
  label: MessageKey;
  icon: Component<{ "aria-hidden": "true"; class?: string }>;
  group: "work" | "plan" | "control";
  /** Procedure that the screen lives from; without one everybody sees the item. */
  permission?: string;
  /** Also in the phone's bottom bar, beside Scan. */
  bottomBar?: boolean;
}

export const navItems: readonly NavItem[] = [
  { href: "/", label: "shell.nav.home", icon: LayoutDashboard, group: "work", bottomBar: true },
  {
    href: "/fleet",
    label: "shell.nav.fleet",
    icon: Construction,
    group: "work",
    permission: "assets.list",
    bottomBar: true,
  },
  { href: "/sites", label: "shell.nav.sites", icon: MapPinned, group: "work", permission: "sites.list" },
  { href: "/rentals", label: "shell.nav.rentals", icon: Truck, group: "work", permission: "rentals.list" },
  { href: "/alerts", label: "shell.nav.alerts", icon: Bell, group: "work", permission: "alerts.list", bottomBar: true },
  { href: "/ledger", label: "shell.nav.ledger", icon: ScrollText, group: "control", permission: "ledger.list" },
  { href: "/labels", label: "shell.nav.labels", icon: QrCode, group: "control", permission: "assets.labels" },
  { href: "/settings", label: "shell.nav.settings", icon: Settings, group: "control" },
];

/** The items that a role with these procedures gets. */
export function visibleNavItems(permissions: ReadonlySet<string>): readonly NavItem[] {
  return navItems.filter((item) => item.permission === undefined || permissions.has(item.permission));
}
