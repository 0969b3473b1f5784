/** Values of rules in words. */
import { EQUIPMENT_TYPES } from "../../../server/domain/assets/schema.ts";
import type { Rule, RuleChange } from "../../../server/domain/policies/rules.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import type { Bounds } from "../../../server/domain/policies/bounds.ts";
import type { Rules } from "./rules.queries.ts";
import { scaleOf, UNIT_OF } from "./rule-groups.ts";

const figure = (value: number, format: Format) => {
  const digits = String(Number(value.toFixed(2))).split(".")[1]?.length ?? 0;
  return format.number(value, digits);
};

/** "4 h", "Yes", "Dozer 2 h before, 4 h after". */
export function valueText(rule: Rule, value: RuleChange["from"], format: Format): string {
  if (typeof value === "boolean") return t(value ? "rules.on" : "rules.off");
  if (typeof value === "number") {
    const unit = UNIT_OF[rule];
    return `${figure(value * scaleOf(rule), format)} ${unit ? t(`rules.unit.${unit}`) : ""}`.trim();
  }
  const types = EQUIPMENT_TYPES.flatMap((type) => {
    const hours = value[type];
    if (!hours) return [];
    const [before, after] = [figure(hours.beforeH, format), figure(hours.afterH, format)];
    return [t("rules.types.one", { type: t(`assets.type.${type}`), before, after })];
  });
  return types.join("; ") || t("rules.types.none");
}

/** What is wrong with a field. */
export const faultText = ({ min, max, whole }: Bounds, format: Format) =>
  t(whole ? "rules.problem.whole" : "rules.problem.number", { min: figure(min, format), max: figure(max, format) });

export const savedByText = (savedBy: Rules["savedBy"]) =>
  savedBy === null ? t("rules.by.start") : (savedBy.name ?? t("rules.by.other"));
