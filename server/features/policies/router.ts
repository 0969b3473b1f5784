import {
  getRulesInput,
  rulesHistoryInput,
  rulesHistoryOutput,
  rulesSchema,
  saveRulesInput,
} from "../../domain/policies/rules.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { getRules, rulesHistory } from "./read.ts";
import { saveRules } from "./save.ts";

export const policiesRouter = router({
  get: procedure
    .meta({
      rest: { method: "GET", path: "/policies", summary: "A dealer's rules in force, and where each comes from" },
    })
    .input(getRulesInput)
    .output(rulesSchema)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => getRules(tenant, input))),

  history: procedure
    .meta({ rest: { method: "GET", path: "/policies/history", summary: "Who changed which rule, newest first" } })
    .input(rulesHistoryInput)
    .output(rulesHistoryOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => rulesHistory(tenant, input))),

  save: procedure
    .meta({ rest: { method: "POST", path: "/policies", summary: "Change a dealer's rules" } })
    .input(saveRulesInput)
    .output(rulesSchema)
    .mutation(({ ctx, input }) => operate(ctx, "policies.save", input, (tenant) => saveRules(tenant, input))),
});
