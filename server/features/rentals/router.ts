import {
  checkInInput,
  checkOutInput,
  listRentalsInput,
  listRentalsOutput,
  rentalSchema,
} from "../../domain/rentals/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { checkIn } from "./check-in.ts";
import { checkOut } from "./check-out.ts";
import { loggingRefusals } from "./log-refusal.ts";
import { listRentals } from "./read.ts";

export const rentalsRouter = router({
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
