/** Values of rules in words. */
import { EQUIPMENT_TYPES } from "../../../server/domain/assets/schema.ts";
import type { Rule, RuleChange } from "../../../server/domain/policies/rules.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { ALERT_LIMITS, type Bounds } from "../../../server/domain/policies/bounds.ts";
import type { Rules } from "./rules.queries.ts";
import { scaleOf, UNIT_OF } from "./rule-groups.ts";

const figure = (value: number, format: Format) => {
  const digits = String(Number(value.toFixed(2))).split(".")[1]?.length ?? 0;
  return format.number(value, digits);
};

/** What stands between a number's whole part and the rest. */
export const decimalMarkOf = (format: Format) => format.number(0.5, 1).replaceAll(/\p{Nd}/gu, "") || ".";

/** A number with its unit, as "4 h". */
export function figureText(rule: Rule, value: number, format: Format): string {
  const unit = UNIT_OF[rule];
  return `${figure(value * scaleOf(rule), format)} ${unit ? t(`rules.unit.${unit}`) : ""}`.trim();
}

/** "4 h", "Yes", "Dozer 2 h before, 4 h after", "Dozer: Idling 60 %". */
export function valueText(rule: Rule, value: RuleChange["from"], format: Format): string {
  if (typeof value === "boolean") return t(value ? "rules.on" : "rules.off");
  if (typeof value === "number") return figureText(rule, value, format);
  const types = EQUIPMENT_TYPES.flatMap((name) => {
    const own = value[name];
    if (!own) return [];
    const type = t(`assets.type.${name}`);
    if ("beforeH" in own)
      return [t("rules.types.one", { type, before: figure(own.beforeH, format), after: figure(own.afterH, format) })];
    const limits = ALERT_LIMITS.flatMap((limit) => {
      const figured = own[limit];
      return figured === undefined ? [] : `${t(`rules.rule.${limit}.name`)} ${figureText(limit, figured, format)}`;
    });
    return [t("rules.types.limits", { type, limits: limits.join(", ") })];
  });
  return types.join("; ") || t("rules.types.none");
}

/** What is wrong with a field. */
export const faultText = ({ min, max, whole }: Bounds, format: Format) =>
  t(whole ? "rules.problem.whole" : "rules.problem.number", { min: figure(min, format), max: figure(max, format) });

export const savedByText = (savedBy: Rules["savedBy"]) =>
  savedBy === null ? t("rules.by.start") : (savedBy.name ?? t("rules.by.other"));
