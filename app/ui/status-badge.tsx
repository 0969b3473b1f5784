import AlarmClock from "lucide-solid/icons/alarm-clock";
import Archive from "lucide-solid/icons/archive";
import CalendarCheck from "lucide-solid/icons/calendar-check";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import Clock from "lucide-solid/icons/clock";
import HardHat from "lucide-solid/icons/hard-hat";
import Info from "lucide-solid/icons/info";
import MapPinOff from "lucide-solid/icons/map-pin-off";
import OctagonAlert from "lucide-solid/icons/octagon-alert";
import PackageCheck from "lucide-solid/icons/package-check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import Undo2 from "lucide-solid/icons/undo-2";
import Wrench from "lucide-solid/icons/wrench";
import type { Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { AlertSeverity } from "../../server/domain/alerts/schema.ts";
import type { EquipmentStatus } from "../../server/domain/assets/schema.ts";
import type { RENTAL_STATES } from "../../server/domain/rentals/schema.ts";
import { t } from "~/lib/i18n.ts";
import { Badge } from "./badge.tsx";
import type { Tone } from "./tone.ts";

type Icon = Component<{ "aria-hidden": "true" }>;

/** States of a machine and of a rental, and the two that a due date adds. */
export type Status = EquipmentStatus | (typeof RENTAL_STATES)[number] | "OVERDUE" | "DUE_SOON";

const looks: Record<Status, { tone: Tone; icon: Icon }> = {
  AVAILABLE: { tone: "green", icon: CircleCheck },
  ON_RENT: { tone: "blue", icon: HardHat },
  IDLE: { tone: "grey", icon: ClipboardCheck },
  MAINTENANCE: { tone: "violet", icon: Wrench },
  LOST: { tone: "red", icon: MapPinOff },
  RETIRED: { tone: "grey", icon: Archive },
  RESERVED: { tone: "blue", icon: CalendarCheck },
  PICK_UP_READY: { tone: "amber", icon: PackageCheck },
  RETURNED: { tone: "grey", icon: Undo2 },
  CANCELLED: { tone: "grey", icon: CircleX },
  OVERDUE: { tone: "red", icon: AlarmClock },
  DUE_SOON: { tone: "amber", icon: Clock },
};

/** A state as icon and word in its tone. */
export function StatusBadge(props: { status: Status }) {
  return (
    <Badge tone={looks[props.status].tone} icon={<Dynamic component={looks[props.status].icon} aria-hidden="true" />}>
      {t(`common.status.${props.status}`)}
    </Badge>
  );
}

const severities: Record<AlertSeverity, { tone: Tone; icon: Icon }> = {
  CRITICAL: { tone: "red", icon: OctagonAlert },
  WARNING: { tone: "amber", icon: TriangleAlert },
  INFO: { tone: "blue", icon: Info },
};

/** An alert's severity as icon and word. */
export function SeverityBadge(props: { severity: AlertSeverity }) {
  return (
    <Badge
      tone={severities[props.severity].tone}
      icon={<Dynamic component={severities[props.severity].icon} aria-hidden="true" />}
    >
      {t(`common.severity.${props.severity}`)}
    </Badge>
  );
}
