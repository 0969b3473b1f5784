/** What a dealer's rules look like to who sets them: the values in force, where each comes from, and who changed what. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { DEFAULT_THRESHOLDS, policyThresholdsSchema, type PolicyThresholds } from "./schema.ts";

export type Rule = keyof PolicyThresholds;
export const RULES = Object.keys(policyThresholdsSchema.shape) as [Rule, ...Rule[]];
const ruleSchema = z.enum(RULES);

type Shape = typeof policyThresholdsSchema.shape;
type Bare = { [R in Rule]: z.ZodOptional<Shape[R] extends z.ZodDefault<infer T> ? T : never> };

/** Every rule without its default, so that what is not named stays unnamed. */
export const rulesChangeSchema = z.strictObject(
  Object.fromEntries(RULES.map((rule) => [rule, policyThresholdsSchema.shape[rule].unwrap().optional()])) as Bare,
);
export type RulesChange = z.output<typeof rulesChangeSchema>;

const valueSchema = z.union([
  z.boolean(),
  z.number(),
  policyThresholdsSchema.shape.typeBuffers.unwrap().describe("Of `typeBuffers`: hours by type."),
  policyThresholdsSchema.shape.typeLimits.unwrap().describe("Of `typeLimits`: limits of alerts by type."),
]);
export const ruleChangeSchema = z.object({ rule: ruleSchema, from: valueSchema, to: valueSchema });
export type RuleChange = z.infer<typeof ruleChangeSchema>;

/** `name` is null for somebody whom the reader does not know: headquarters or a program. */
const savedBySchema = z.object({ id: z.uuid(), name: z.string().nullable() });

export const rulesSchema = z.object({
  dealerId: z.uuid(),
  version: z.int().min(0).describe("0 where nothing was ever saved."),
  values: policyThresholdsSchema.describe("What is in force."),
  from: z.record(ruleSchema, z.enum(["dealer", "default"])).describe("Where each value comes from."),
  defaults: policyThresholdsSchema,
  savedAt: z.iso.datetime().nullable(),
  savedBy: savedBySchema.nullable(),
});
export type Rules = z.infer<typeof rulesSchema>;

const dealerId = z.uuid().optional().describe("Whose rules they are, where HQ asks; default: your own dealer.");

export const getRulesInput = z.object({ dealerId });

export const saveRulesInput = z.object({
  ...operationFields,
  dealerId,
  changes: rulesChangeSchema.describe(
    "The rules that change; the others stay. A default's value is kept as the default.",
  ),
  baseVersion: z.int().min(0).describe("The version that was edited: somebody else's newer one is not overwritten."),
});
export type SaveRulesInput = z.output<typeof saveRulesInput>;

export const rulesVersionSchema = z.object({
  version: z.int(),
  savedAt: z.iso.datetime(),
  savedBy: savedBySchema.nullable(),
  changes: z.array(ruleChangeSchema),
});
export const rulesHistoryInput = z.object({ dealerId, ...pageFields });
export const rulesHistoryOutput = pageOf(rulesVersionSchema);

/** Key order does not make two values different. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** What differs between two sets of values in force, in the order of the schema. */
export function changesBetween(before: PolicyThresholds, after: PolicyThresholds): RuleChange[] {
  return RULES.filter((rule) => written(before[rule]) !== written(after[rule])).map((rule) => ({
    rule,
    from: before[rule],
    to: after[rule],
  }));
}

/** Values without those that are the defaults anyway: what an organisation has set itself. */
export function ownValues(values: PolicyThresholds): Partial<PolicyThresholds> {
  const own = changesBetween(DEFAULT_THRESHOLDS, values).map(({ rule, to }) => [rule, to]);
  return Object.fromEntries(own) as Partial<PolicyThresholds>;
}
