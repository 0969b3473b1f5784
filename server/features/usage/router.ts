import { bulkUsageInput, bulkUsageOutput, loggedUsageSchema, logUsageInput } from "../../domain/usage/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { judgeSaid } from "../telematics/judge-said.ts";
import { logUsageInBulk } from "./log-bulk.ts";
import { logUsage } from "./log-usage.ts";

export const usageRouter = router({
  log: procedure
    .meta({ rest: { method: "POST", path: "/usage", summary: "Say what a machine did on a day" } })
    .input(logUsageInput)
    .output(loggedUsageSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "usage.log", input, (tenant) =>
        logUsage(
          tenant,
          { now: new Date(), said: async (dealerId) => void (await judgeSaid(ctx.services.db, dealerId)) },
          input,
        ),
      ),
    ),

  bulk: procedure
    .meta({ rest: { method: "POST", path: "/usage/bulk", summary: "Say what machines did, many days at once" } })
    .input(bulkUsageInput)
    .output(bulkUsageOutput)
    .mutation(({ ctx, input }) => logUsageInBulk(ctx, input.items)),
});
