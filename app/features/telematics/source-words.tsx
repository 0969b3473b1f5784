import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CircleOff from "lucide-solid/icons/circle-off";
import Clock from "lucide-solid/icons/clock-alert";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Dynamic } from "solid-js/web";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Tone } from "~/ui/tone.ts";
import type { Source } from "./telematics.queries.ts";

const LOOK = {
  OK: { icon: CircleCheck, tone: "green" },
  LATE: { icon: Clock, tone: "amber" },
  FAILING: { icon: TriangleAlert, tone: "red" },
  WAITING: { icon: CircleDashed, tone: "grey" },
  OFF: { icon: CircleOff, tone: "grey" },
} as const satisfies Record<Source["health"], { icon: unknown; tone: Tone }>;

export function HealthBadge(props: { health: Source["health"] }) {
  return (
    <Badge tone={LOOK[props.health].tone} icon={<Dynamic component={LOOK[props.health].icon} aria-hidden="true" />}>
      {t(`telematics.health.${props.health}`)}
    </Badge>
  );
}

/** A dealer's files have no name that anybody gave. */
export const sourceName = (source: Pick<Source, "kind" | "name">): string =>
  source.kind === "FILE" ? t("telematics.kind.FILE") : source.name;

const KNOWN = [
  "unreachable",
  "timed_out",
  "address_refused",
  "no_credentials",
  "credentials_unreadable",
  "daily_limit",
] as const;

/** Why a source could not be fetched, as a sentence. */
export function failureText(code: string): string {
  const plain = code.replace(/^sign_in_/, "");
  const known = KNOWN.find((each) => each === plain);
  if (known) return t(`telematics.failure.${known}`);
  if (plain === "telematics.malformed_document") return t("telematics.failure.malformed");
  const status = /^status_(\d{3})$/.exec(plain)?.[1];
  return status ? t("telematics.failure.status", { status }) : t("telematics.failure.other", { code: plain });
}
