import { z } from "zod";
import { timelineOutput } from "../../domain/assets/schema.ts";
import { pageFields } from "../../domain/paging.ts";
import { atRiskInput, atRiskOutput } from "../../domain/rates/at-risk.ts";
import { rentalRecordSchema, spendSummaryOutput } from "../../domain/rentals/record-schema.ts";
import { listRequestsInput, listRequestsOutput } from "../../domain/rentals/request-schema.ts";
import {
  checkInInput,
  checkOutInput,
  listRentalsInput,
  listRentalsOutput,
  rentalSchema,
} from "../../domain/rentals/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { revenueAtRisk } from "./at-risk.ts";
import { checkIn } from "./check-in.ts";
import { checkOut } from "./check-out.ts";
import { lifeProcedures } from "./life-router.ts";
import { loggingRefusals } from "./log-refusal.ts";
import { listRentals } from "./read.ts";
import { rentalRecord } from "./record.ts";
import { listRequests } from "./requests.ts";
import { spendSummary } from "./spend-summary.ts";
import { rentalTimeline } from "./timeline.ts";

export const rentalsRouter = router({
  ...lifeProcedures,
  // Before `get`, or its path would be taken for an id.
  atRisk: procedure
    .meta({
      rest: { method: "GET", path: "/rentals/at-risk", summary: "Machines out that do not earn as they should" },
    })
    .input(atRiskInput)
    .output(atRiskOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => revenueAtRisk(tenant, input, new Date())),
    ),
  spend: procedure
    .meta({ rest: { method: "GET", path: "/rentals/spend", summary: "What all that is out comes to" } })
    .output(spendSummaryOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, (tenant) => spendSummary(tenant, new Date()))),
  get: procedure
    .meta({ rest: { method: "GET", path: "/rentals/{id}", summary: "One rental in full" } })
    .input(z.object({ id: z.uuid() }))
    .output(rentalRecordSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => rentalRecord(tenant, input.id, new Date())),
    ),
  timeline: procedure
    .meta({ rest: { method: "GET", path: "/rentals/{id}/timeline", summary: "The steps of one rental, newest first" } })
    .input(z.object({ id: z.uuid(), ...pageFields }))
    .output(timelineOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => rentalTimeline(tenant, input))),
  requests: procedure
    .meta({ rest: { method: "GET", path: "/requests", summary: "Requests that you see, newest first" } })
    .input(listRequestsInput)
    .output(listRequestsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listRequests(tenant, input))),

  list: procedure
    .meta({ rest: { method: "GET", path: "/rentals", summary: "Rentals that you see, newest first" } })
    .input(listRentalsInput)
    .output(listRentalsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listRentals(tenant, input))),

  checkOut: procedure
    .meta({ rest: { method: "POST", path: "/rentals/checkout", summary: "Send a machine out" } })
    .input(checkOutInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      loggingRefusals(ctx, input, async () => {
        const tagId = input.label ? await ctx.services.labelKeys.tagOf(input.label) : null;
        return operate(ctx, "rentals.checkOut", input, (tenant) =>
          checkOut(tenant, { ...ctx.services, now: new Date() }, input, tagId),
        );
      }),
    ),

  checkIn: procedure
    .meta({ rest: { method: "POST", path: "/rentals/checkin", summary: "Take a machine back" } })
    .input(checkInInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.checkIn", input, (tenant) => checkIn(tenant, { ...ctx.services, now: new Date() }, input)),
    ),
});
