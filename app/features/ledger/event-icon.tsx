import Ban from "lucide-solid/icons/ban";
import Bell from "lucide-solid/icons/bell";
import CalendarMinus from "lucide-solid/icons/calendar-minus";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import CircleDot from "lucide-solid/icons/circle-dot";
import MapPinned from "lucide-solid/icons/map-pinned";
import MessageCircleQuestion from "lucide-solid/icons/message-circle-question-mark";
import PackageCheck from "lucide-solid/icons/package-check";
import PhoneOff from "lucide-solid/icons/phone-off";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import Repeat from "lucide-solid/icons/repeat";
import Truck from "lucide-solid/icons/truck";
import Gauge from "lucide-solid/icons/gauge";
import StickyNote from "lucide-solid/icons/sticky-note";
import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Signature from "lucide-solid/icons/signature";
import Wrench from "lucide-solid/icons/wrench";
import Undo2 from "lucide-solid/icons/undo-2";
import type { Component } from "solid-js";
import type { Tone } from "~/ui/tone.ts";

type Look = { icon: Component<{ "aria-hidden": "true" }>; tone: Tone };

const looks: Record<string, Look> = {
  "rental.checked_out": { icon: Truck, tone: "blue" },
  "rental.checked_in": { icon: Undo2, tone: "green" },
  "rental.check_out_refused": { icon: Ban, tone: "red" },
  "rental.extended": { icon: CalendarPlus, tone: "blue" },
  "rental.extension_requested": { icon: MessageCircleQuestion, tone: "amber" },
  "rental.extension_declined": { icon: Ban, tone: "red" },
  "rental.shortened": { icon: CalendarMinus, tone: "blue" },
  "rental.transferred": { icon: MapPinned, tone: "violet" },
  "rental.swapped_out": { icon: Repeat, tone: "violet" },
  "rental.swapped_in": { icon: Repeat, tone: "blue" },
  "rental.call_off_requested": { icon: MessageCircleQuestion, tone: "amber" },
  "rental.call_off_declined": { icon: Ban, tone: "red" },
  "rental.called_off": { icon: PhoneOff, tone: "amber" },
  "rental.pick_up_ready": { icon: PackageCheck, tone: "amber" },
  "rental.collected": { icon: Undo2, tone: "green" },
  "reservation.requested": { icon: MessageCircleQuestion, tone: "amber" },
  "reservation.reserved": { icon: CalendarPlus, tone: "blue" },
  "reservation.confirmed": { icon: CalendarPlus, tone: "blue" },
  "reservation.allocated": { icon: PackageCheck, tone: "blue" },
  "reservation.declined": { icon: Ban, tone: "red" },
  "reservation.cancelled": { icon: CalendarMinus, tone: "grey" },
  "task.created": { icon: ClipboardList, tone: "grey" },
  "task.assigned": { icon: ClipboardList, tone: "blue" },
  "task.started": { icon: ClipboardList, tone: "violet" },
  "task.done": { icon: ClipboardCheck, tone: "green" },
  "maintenance.opened": { icon: Wrench, tone: "amber" },
  "maintenance.started": { icon: Wrench, tone: "violet" },
  "maintenance.done": { icon: Wrench, tone: "green" },
  "inspection.submitted": { icon: ClipboardCheck, tone: "blue" },
  "ticket.signed": { icon: Signature, tone: "green" },
  "usage.logged": { icon: Gauge, tone: "blue" },
  "asset.noted": { icon: StickyNote, tone: "grey" },
  "asset.status_changed": { icon: RefreshCw, tone: "violet" },
  "site.created": { icon: MapPinned, tone: "grey" },
};

/** Icon and tone of an event's type. */
export function eventLook(type: string): Look {
  return (
    looks[type] ?? {
      icon: type.startsWith("alert.") ? Bell : CircleDot,
      tone: type.startsWith("alert.") ? "amber" : "grey",
    }
  );
}
