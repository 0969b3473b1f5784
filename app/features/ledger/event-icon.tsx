import Ban from "lucide-solid/icons/ban";
import Bell from "lucide-solid/icons/bell";
import CircleDot from "lucide-solid/icons/circle-dot";
import MapPinned from "lucide-solid/icons/map-pinned";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import Truck from "lucide-solid/icons/truck";
import Undo2 from "lucide-solid/icons/undo-2";
import type { Component } from "solid-js";
import type { Tone } from "~/ui/tone.ts";

type Look = { icon: Component<{ "aria-hidden": "true" }>; tone: Tone };

const looks: Record<string, Look> = {
  "rental.checked_out": { icon: Truck, tone: "blue" },
  "rental.checked_in": { icon: Undo2, tone: "green" },
  "rental.check_out_refused": { icon: Ban, tone: "red" },
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
