/** How the kinds of entries look. A colour never stands alone: each has its icon and its word. */
import AlarmClock from "lucide-solid/icons/alarm-clock";
import CalendarCheck from "lucide-solid/icons/calendar-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import HardHat from "lucide-solid/icons/hard-hat";
import Hourglass from "lucide-solid/icons/hourglass";
import PackageCheck from "lucide-solid/icons/package-check";
import Undo2 from "lucide-solid/icons/undo-2";
import Wrench from "lucide-solid/icons/wrench";
import type { Component } from "solid-js";
import type { Tone } from "~/ui/tone.ts";
import type { EntryKind } from "./calendar-rows.ts";

export const looks: Record<
  EntryKind,
  { tone: Tone; icon: Component<{ "aria-hidden": "true"; class?: string }>; dashed?: boolean }
> = {
  promise: { tone: "amber", icon: CircleDashed, dashed: true },
  REQUESTED: { tone: "amber", icon: Hourglass },
  RESERVED: { tone: "blue", icon: CalendarCheck },
  ON_RENT: { tone: "green", icon: HardHat },
  PICK_UP_READY: { tone: "amber", icon: PackageCheck },
  OVERDUE: { tone: "red", icon: AlarmClock },
  RETURNED: { tone: "grey", icon: Undo2 },
  WORKSHOP: { tone: "violet", icon: Wrench },
};
