import CalendarCheck from "lucide-solid/icons/calendar-check";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import Hourglass from "lucide-solid/icons/hourglass";
import PackageCheck from "lucide-solid/icons/package-check";
import type { Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { ReservationState } from "../../../server/domain/reservations/words.ts";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Tone } from "~/ui/tone.ts";

const looks: Record<ReservationState, { tone: Tone; icon: Component<{ "aria-hidden": "true" }> }> = {
  REQUESTED: { tone: "amber", icon: Hourglass },
  CONFIRMED: { tone: "blue", icon: CalendarCheck },
  PICKED_UP: { tone: "green", icon: PackageCheck },
  CLOSED: { tone: "grey", icon: CircleCheck },
  DECLINED: { tone: "red", icon: CircleX },
  CANCELLED: { tone: "grey", icon: CircleX },
};

/** A reservation's state as icon and word in its tone. */
export function ReservationBadge(props: { state: ReservationState }) {
  return (
    <Badge tone={looks[props.state].tone} icon={<Dynamic component={looks[props.state].icon} aria-hidden="true" />}>
      {t(`reservations.state.${props.state}`)}
    </Badge>
  );
}
