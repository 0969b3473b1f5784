/** The screens that the frame leads to. An item shows when the role may call its procedure. */
import Bell from "lucide-solid/icons/bell";
import Building from "lucide-solid/icons/building";
import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import CalendarCheck from "lucide-solid/icons/calendar-check";
import CalendarRange from "lucide-solid/icons/calendar-range";
import CloudUpload from "lucide-solid/icons/cloud-upload";
import Construction from "lucide-solid/icons/construction";
import KeyRound from "lucide-solid/icons/key-round";
import FileUp from "lucide-solid/icons/file-up";
import HandCoins from "lucide-solid/icons/hand-coins";
import LayoutDashboard from "lucide-solid/icons/layout-dashboard";
import MapPinned from "lucide-solid/icons/map-pinned";
import QrCode from "lucide-solid/icons/qr-code";
import RadioTower from "lucide-solid/icons/radio-tower";
import ScrollText from "lucide-solid/icons/scroll-text";
import Settings from "lucide-solid/icons/settings";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Store from "lucide-solid/icons/store";
import Truck from "lucide-solid/icons/truck";
import Wrench from "lucide-solid/icons/wrench";
import Users from "lucide-solid/icons/users";
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
  {
    href: "/reservations",
    label: "shell.nav.reservations",
    icon: CalendarCheck,
    group: "plan",
    permission: "reservations.list",
  },
  {
    href: "/calendar",
    label: "shell.nav.calendar",
    icon: CalendarRange,
    group: "plan",
    permission: "reservations.calendar",
  },
  { href: "/alerts", label: "shell.nav.alerts", icon: Bell, group: "work", permission: "alerts.list", bottomBar: true },
  { href: "/tasks", label: "shell.nav.tasks", icon: ClipboardList, group: "work", permission: "tasks.list" },
  { href: "/queue", label: "shell.nav.sync", icon: CloudUpload, group: "work", permission: "rentals.checkOut" },
  {
    href: "/maintenance",
    label: "shell.nav.maintenance",
    icon: Wrench,
    group: "plan",
    permission: "maintenance.board",
  },
  {
    href: "/check-lists",
    label: "shell.nav.checkLists",
    icon: ClipboardCheck,
    group: "control",
    permission: "inspections.saveCheckList",
  },
  { href: "/rates", label: "shell.nav.rates", icon: HandCoins, group: "plan", permission: "rates.list" },
  { href: "/ledger", label: "shell.nav.ledger", icon: ScrollText, group: "control", permission: "ledger.list" },
  { href: "/labels", label: "shell.nav.labels", icon: QrCode, group: "control", permission: "assets.labels" },
  { href: "/import", label: "shell.nav.import", icon: FileUp, group: "control", permission: "import.machines" },
  {
    href: "/sources",
    label: "shell.nav.sources",
    icon: RadioTower,
    group: "control",
    permission: "telematics.sources",
  },
  { href: "/dealers", label: "shell.nav.dealers", icon: Store, group: "control", permission: "dealers.list" },
  { href: "/customers", label: "shell.nav.customers", icon: Building, group: "control", permission: "customers.list" },
  {
    href: "/our-dealers",
    label: "shell.nav.ourDealers",
    icon: Store,
    group: "control",
    permission: "relations.dealers",
  },
  { href: "/members", label: "shell.nav.members", icon: Users, group: "control", permission: "members.list" },
  {
    href: "/api-clients",
    label: "shell.nav.apiClients",
    icon: KeyRound,
    group: "control",
    permission: "credentials.clients",
  },
  {
    href: "/rules",
    label: "shell.nav.rules",
    icon: SlidersHorizontal,
    group: "control",
    permission: "policies.get",
  },
  { href: "/settings", label: "shell.nav.settings", icon: Settings, group: "control" },
];

/** The items that a role with these procedures gets. */
export function visibleNavItems(permissions: ReadonlySet<string>): readonly NavItem[] {
  return navItems.filter((item) => item.permission === undefined || permissions.has(item.permission));
}
