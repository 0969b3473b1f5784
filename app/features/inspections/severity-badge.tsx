import Eye from "lucide-solid/icons/eye";
import OctagonAlert from "lucide-solid/icons/octagon-alert";
import Wrench from "lucide-solid/icons/wrench";
import type { Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Severity } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Tone } from "~/ui/tone.ts";

const looks: Record<Severity, { tone: Tone; icon: Component<{ "aria-hidden": "true" }> }> = {
  MINOR: { tone: "grey", icon: Eye },
  MAJOR: { tone: "amber", icon: Wrench },
  UNSAFE: { tone: "red", icon: OctagonAlert },
};

/** How bad a fault is, as icon and words. */
export function FaultBadge(props: { severity: Severity }) {
  return (
    <Badge
      tone={looks[props.severity].tone}
      icon={<Dynamic component={looks[props.severity].icon} aria-hidden="true" />}
    >
      {t(`inspections.severity.${props.severity}`)}
    </Badge>
  );
}
