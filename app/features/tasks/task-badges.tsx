import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CircleX from "lucide-solid/icons/circle-x";
import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import PackageCheck from "lucide-solid/icons/package-check";
import Truck from "lucide-solid/icons/truck";
import UserCheck from "lucide-solid/icons/user-check";
import Wrench from "lucide-solid/icons/wrench";
import type { Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Tone } from "~/ui/tone.ts";
import type { Task } from "./tasks.queries.ts";

type Look = { tone: Tone; icon: Component<{ "aria-hidden": "true" }> };

const states: Record<Task["state"], Look> = {
  OPEN: { tone: "amber", icon: CircleDashed },
  ASSIGNED: { tone: "blue", icon: UserCheck },
  IN_WORK: { tone: "violet", icon: LoaderCircle },
  DONE: { tone: "green", icon: CircleCheck },
  CANCELLED: { tone: "grey", icon: CircleX },
};
const kinds: Record<Task["kind"], Look["icon"]> = {
  TRANSPORT: Truck,
  PICK_UP: PackageCheck,
  SERVICE: Wrench,
  INSPECTION: ClipboardCheck,
};

/** Where a task stands, as icon and word. */
export function TaskState(props: { state: Task["state"] }) {
  return (
    <Badge tone={states[props.state].tone} icon={<Dynamic component={states[props.state].icon} aria-hidden="true" />}>
      {t(`tasks.state.${props.state}`)}
    </Badge>
  );
}

/** What kind of work it is. */
export function TaskKind(props: { kind: Task["kind"] }) {
  return (
    <span class="inline-flex items-center gap-1.5 text-sm text-muted [&_svg]:size-4 [&_svg]:shrink-0">
      <Dynamic component={kinds[props.kind]} aria-hidden="true" />
      {t(`tasks.kind.${props.kind}`)}
    </span>
  );
}
