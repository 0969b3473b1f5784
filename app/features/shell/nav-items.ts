/** The screens that the frame leads to. An item shows when the role may call its procedure. */
import Bell from "lucide-solid/icons/bell";
import ChartColumn from "lucide-solid/icons/chart-column";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Construction from "lucide-solid/icons/construction";

import LayoutDashboard from "lucide-solid/icons/layout-dashboard";
import Lightbulb from "lucide-solid/icons/lightbulb";
import MapIcon from "lucide-solid/icons/map";
import MapPinned from "lucide-solid/icons/map-pinned";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import ScrollText from "lucide-solid/icons/scroll-text";
import Settings from "lucide-solid/icons/settings";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Truck from "lucide-solid/icons/truck";
import Wrench from "lucide-solid/icons/wrench";
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
  { href: "/map", label: "shell.nav.map", icon: MapIcon, group: "work", permission: "assets.list" },
  { href: "/sites", label: "shell.nav.sites", icon: MapPinned, group: "work", permission: "sites.list" },
  { href: "/rentals", label: "shell.nav.rentals", icon: Truck, group: "work", permission: "rentals.list" },
  { href: "/alerts", label: "shell.nav.alerts", icon: Bell, group: "work", permission: "alerts.list", bottomBar: true },
  { href: "/tasks", label: "shell.nav.tasks", icon: ClipboardList, group: "plan", permission: "tasks.list" },
  { href: "/maintenance", label: "shell.nav.maintenance", icon: Wrench, group: "plan", permission: "maintenance.list" },
  {
    href: "/suggestions",
    label: "shell.nav.suggestions",
    icon: Lightbulb,
    group: "plan",
    permission: "suggestions.list",
  },
  {
    href: "/reports",
    label: "shell.nav.reports",
    icon: ChartColumn,
    group: "control",
    permission: "reports.utilization",
  },
  {
    href: "/policies",
    label: "shell.nav.policies",
    icon: SlidersHorizontal,
    group: "control",
    permission: "policies.list",
  },
  { href: "/ledger", label: "shell.nav.ledger", icon: ScrollText, group: "control", permission: "ledger.list" },
  { href: "/sync", label: "shell.nav.sync", icon: RefreshCw, group: "control" },
  { href: "/settings", label: "shell.nav.settings", icon: Settings, group: "control" },
];

/** The items that a role with these procedures gets. */
export function visibleNavItems(permissions: ReadonlySet<string>): readonly NavItem[] {
  return navItems.filter((item) => item.permission === undefined || permissions.has(item.permission));
}
