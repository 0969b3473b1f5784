/** Several machines at once. Each goes through the same procedure as one alone, with its permission, its rules and its event. */
import { batchCheckInInput, batchCheckOutInput, batchOutput, batchReserveInput } from "../../domain/batch/schema.ts";
import { createCallerFactory, procedure, router } from "../../trpc.ts";
import { rentalsRouter } from "../rentals/router.ts";
import { reservationsRouter } from "../reservations/router.ts";
import { runItems } from "./run-items.ts";

/** The paths are those of the whole router: permissions are looked up by them. */
const callerOf = createCallerFactory(router({ rentals: rentalsRouter, reservations: reservationsRouter }));

export const batchRouter = router({
  checkOut: procedure
    .meta({ rest: { method: "POST", path: "/batch/checkout", summary: "Send several machines out to one site" } })
    .input(batchCheckOutInput)
    .output(batchOutput)
    .mutation(({ ctx, input: { items, operationId: batchId, ...common } }) =>
      runItems(ctx, batchId, items, async (item, operationId) => {
        const { id: rentalId } = await callerOf(ctx).rentals.checkOut({ ...common, ...item, operationId });
        return { rentalId };
      }),
    ),

  checkIn: procedure
    .meta({ rest: { method: "POST", path: "/batch/checkin", summary: "Take several machines back" } })
    .input(batchCheckInInput)
    .output(batchOutput)
    .mutation(({ ctx, input: { items, operationId: batchId, ...common } }) =>
      runItems(ctx, batchId, items, async (item, operationId) => {
        const { id: rentalId } = await callerOf(ctx).rentals.checkIn({ ...common, ...item, operationId });
        return { rentalId };
      }),
    ),

  reserve: procedure
    .meta({ rest: { method: "POST", path: "/batch/reserve", summary: "Give several machines to a reservation" } })
    .input(batchReserveInput)
    .output(batchOutput)
    .mutation(({ ctx, input: { items, operationId: batchId, reservationId, occurredAt } }) =>
      runItems(ctx, batchId, items, async ({ humanId }, operationId) => {
        await callerOf(ctx).reservations.allocate({ id: reservationId, humanId, occurredAt, operationId });
        return { rentalId: null };
      }),
    ),
});
