/** Doorways to the steps of a rental's life; they join `rentalsRouter`. */
import {
  callOffBatchInput,
  callOffBatchOutput,
  callOffInput,
  callOffOutput,
  cancelCallOffInput,
  collectInput,
  extendBatchInput,
  extendBatchOutput,
  extendInput,
  extendOutput,
  readyInput,
  setPapersInput,
  shortenInput,
  swapInput,
  swapOutput,
  transferInput,
} from "../../domain/rentals/life-schema.ts";
import { decideRequestInput, rentalRequestSchema, withdrawRequestInput } from "../../domain/rentals/request-schema.ts";
import { rentalSchema } from "../../domain/rentals/schema.ts";
import { operate } from "../../operate.ts";
import { procedure } from "../../trpc.ts";
import type { CallContext } from "../../context.ts";
import { callOffRental, callOffRentals } from "./call-off.ts";
import { cancelCallOff } from "./cancel-call-off.ts";
import { collectRental } from "./collect.ts";
import { decideRequest, withdrawRequest } from "./decide-request.ts";
import { extendRental, extendRentals } from "./extend.ts";
import { markReady } from "./mark-ready.ts";
import { setPapers } from "./set-papers.ts";
import { shortenRental } from "./shorten.ts";
import { swapRental } from "./swap.ts";
import { transferRental } from "./transfer.ts";

const depsOf = ({ services }: CallContext) => ({ ...services, now: new Date() });

export const lifeProcedures = {
  extend: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/extend", summary: "Move the due time later, or ask for it" } })
    .input(extendInput)
    .output(extendOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.extend", input, (tenant) => extendRental(tenant, depsOf(ctx), input)),
    ),
  extendBatch: procedure
    .meta({ rest: { method: "POST", path: "/rentals/extend", summary: "Extend several rentals: all, or none" } })
    .input(extendBatchInput)
    .output(extendBatchOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.extendBatch", input, (tenant) => extendRentals(tenant, depsOf(ctx), input)),
    ),
  shorten: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/shorten", summary: "Move the due time earlier" } })
    .input(shortenInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.shorten", input, (tenant) => shortenRental(tenant, depsOf(ctx), input)),
    ),
  transfer: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/transfer", summary: "Move to another site of the customer" } })
    .input(transferInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.transfer", input, (tenant) => transferRental(tenant, depsOf(ctx), input)),
    ),
  swap: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/swap", summary: "Put another machine in its place" } })
    .input(swapInput)
    .output(swapOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.swap", input, (tenant) => swapRental(tenant, depsOf(ctx), input)),
    ),
  callOff: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/call-off", summary: "End the rent, now or on a day" } })
    .input(callOffInput)
    .output(callOffOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.callOff", input, (tenant) => callOffRental(tenant, depsOf(ctx), input)),
    ),
  callOffBatch: procedure
    .meta({ rest: { method: "POST", path: "/rentals/call-off", summary: "Call off several rentals: all, or none" } })
    .input(callOffBatchInput)
    .output(callOffBatchOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.callOffBatch", input, (tenant) => callOffRentals(tenant, depsOf(ctx), input)),
    ),
  cancelCallOff: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/cancel-call-off", summary: "Take a call-off back" } })
    .input(cancelCallOffInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.cancelCallOff", input, (tenant) => cancelCallOff(tenant, depsOf(ctx), input)),
    ),
  ready: procedure
    .meta({
      rest: { method: "POST", path: "/rentals/{id}/ready", summary: "Say that it stands ready for its pick-up" },
    })
    .input(readyInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.ready", input, (tenant) => markReady(tenant, depsOf(ctx), input)),
    ),
  collect: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{id}/collect", summary: "Check in at the dealer's yard" } })
    .input(collectInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.collect", input, (tenant) => collectRental(tenant, depsOf(ctx), input)),
    ),
  setPapers: procedure
    .meta({
      rest: { method: "POST", path: "/rentals/{id}/papers", summary: "Set contract, purchase order and contact" },
    })
    .input(setPapersInput)
    .output(rentalSchema)
    .mutation(({ ctx, input }) => operate(ctx, "rentals.setPapers", input, (tenant) => setPapers(tenant, input))),
  decideRequest: procedure
    .meta({ rest: { method: "POST", path: "/requests/{id}/decide", summary: "Approve or decline a request" } })
    .input(decideRequestInput)
    .output(rentalRequestSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.decideRequest", input, (tenant) => decideRequest(tenant, depsOf(ctx), input)),
    ),
  withdrawRequest: procedure
    .meta({ rest: { method: "POST", path: "/requests/{id}/withdraw", summary: "Take a request back" } })
    .input(withdrawRequestInput)
    .output(rentalRequestSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "rentals.withdrawRequest", input, (tenant) => withdrawRequest(tenant, depsOf(ctx), input)),
    ),
};
