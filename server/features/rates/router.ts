import { z } from "zod";
import {
  addRateInput,
  listRatesInput,
  listRatesOutput,
  listTermsOutput,
  rateSchema,
  retireRateInput,
  setTermsInput,
  termsSchema,
} from "../../domain/rates/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { addRate } from "./add.ts";
import { listRates } from "./list.ts";
import { retireRate } from "./retire.ts";
import { listTerms, setTerms } from "./terms.ts";

export const ratesRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/rates", summary: "The dealer's rates, newest first" } })
    .input(listRatesInput)
    .output(listRatesOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listRates(tenant, input, new Date()))),
  add: procedure
    .meta({ rest: { method: "POST", path: "/rates", summary: "Set a rate from a day on" } })
    .input(addRateInput)
    .output(rateSchema)
    .mutation(({ ctx, input }) => operate(ctx, "rates.add", input, (tenant) => addRate(tenant, input, new Date()))),
  retire: procedure
    .meta({ rest: { method: "POST", path: "/rates/{id}/retire", summary: "Take a rate back" } })
    .input(retireRateInput)
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      operate(ctx, "rates.retire", input, (tenant) => retireRate(tenant, input, new Date())),
    ),
  terms: procedure
    .meta({ rest: { method: "GET", path: "/rates/terms", summary: "What single customers are granted" } })
    .output(listTermsOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, listTerms)),
  setTerms: procedure
    .meta({ rest: { method: "POST", path: "/rates/terms", summary: "Grant a customer terms of its own" } })
    .input(setTermsInput)
    .output(termsSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rates.setTerms", input, (tenant) => setTerms(tenant, input, new Date())),
    ),
});
