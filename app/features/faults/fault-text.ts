/** A fault in plain words. */
import type { FaultEvidence } from "../../../server/domain/faults/schema.ts";
import { knownFmi, knownSpn } from "../../../server/domain/faults/j1939.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";

/** Of the dot beside it; the words say the same. */
export const FAULT_INK = { SEVERE: "bg-red", MODERATE: "bg-amber", MINOR: "bg-faint", UNRATED: "bg-faint" } as const;

/** "Engine oil pressure: below normal, most severe", or what the feed says of a maker's own code. */
export function faultText({
  spn,
  fmi,
  description,
  code,
}: Pick<FaultEvidence, "spn" | "fmi" | "description" | "code">): string {
  if (spn === null) return description ?? t("faults.code", { code });
  const part = knownSpn(spn);
  const mode = fmi === null ? null : knownFmi(fmi);
  return [
    part === null ? (description ?? t("faults.unknown", { spn: String(spn) })) : t(`faults.spn.s${part}`),
    fmi === null
      ? t("faults.noMode")
      : mode === null
        ? t("faults.unknownMode", { fmi: String(fmi) })
        : t(`faults.fmi.f${mode}`),
  ].join(": ");
}

/** "Active since 3 Mar, 08:12, last reported 2 hours ago · 3 ×", or from when to when it was there. */
export function faultSpan(
  fault: Pick<FaultEvidence, "firstAt" | "lastAt" | "clearedAt" | "times">,
  format: Format,
): string {
  const first = format.dateTime(fault.firstAt);
  return [
    fault.clearedAt === null
      ? t("faults.active", { first, last: format.relative(fault.lastAt) })
      : t("faults.cleared", { first, cleared: format.dateTime(fault.clearedAt) }),
    ...(fault.times > 1 ? [`${format.number(fault.times)} ×`] : []),
  ].join(" · ");
}

/** Who says so, and how they spell it. */
export const faultOrigin = ({
  source,
  component,
  code,
}: Pick<FaultEvidence, "source" | "component" | "code">): string =>
  [source, ...(component === null ? [] : [component]), code].join(" · ");
