import { listEventsInput, listEventsOutput, liveInput, verifyInput, verifyOutput } from "../../domain/ledger/schema.ts";
import { procedure, router } from "../../trpc.ts";
import { listEvents } from "./list.ts";
import { verifyLedger } from "./verify.ts";

export const ledgerRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/events", summary: "Audit events that you may read, newest first" } })
    .input(listEventsInput)
    .output(listEventsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listEvents(tenant, input))),

  verify: procedure
    .meta({ rest: { method: "GET", path: "/events/verify", summary: "Verify a whole audit chain" } })
    .input(verifyInput)
    .output(verifyOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => verifyLedger(tenant, input.orgId ?? ctx.actor.orgId)),
    ),

  /** Each committed event that the caller may see, from the last one it knows. */
  live: procedure.input(liveInput).subscription(({ ctx, input, signal }) =>
    ctx.services.hub.subscribe(ctx.actor, {
      lastEventId: input?.lastEventId ?? null,
      signal: signal ?? new AbortController().signal,
    }),
  ),
});
