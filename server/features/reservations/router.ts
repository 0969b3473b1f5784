import {
  allocateInput,
  attachInput,
  availabilityInput,
  availabilityOutput,
  cancelInput,
  changeInput,
  confirmInput,
  dealersInput,
  dealersOutput,
  declineInput,
  getReservationInput,
  listReservationsInput,
  listReservationsOutput,
  reservationDetailSchema,
  reserveInput,
  travelInput,
  travelOutput,
} from "../../domain/reservations/schema.ts";
import { calendarInput, calendarOutput } from "../../domain/reservations/calendar.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { allocate } from "./allocate.ts";
import { attach, travellingWith } from "./attach.ts";
import { availability, dealersOfSite } from "./availability.ts";
import { calendar } from "./calendar.ts";
import { cancel } from "./cancel.ts";
import { change } from "./change.ts";
import { confirm } from "./confirm.ts";
import { decline } from "./decline.ts";
import { getReservation, listReservations } from "./read.ts";
import { reserve } from "./reserve.ts";

export const reservationsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/reservations", summary: "Reservations that you see, newest first" } })
    .input(listReservationsInput)
    .output(listReservationsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listReservations(tenant, input))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/reservations/{id}", summary: "One reservation with its machines" } })
    .input(getReservationInput)
    .output(reservationDetailSchema)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => getReservation(tenant, input.id))),

  availability: procedure
    .meta({ rest: { method: "GET", path: "/availability", summary: "What is free in a period" } })
    .input(availabilityInput)
    .output(availabilityOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => availability(tenant, new Date(), input)),
    ),

  calendar: procedure
    .meta({ rest: { method: "GET", path: "/calendar", summary: "What stands against each machine, day by day" } })
    .input(calendarInput)
    .output(calendarOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => calendar(tenant, new Date(), input))),

  dealers: procedure
    .input(dealersInput)
    .output(dealersOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => dealersOfSite(tenant, input))),

  reserve: procedure
    .meta({ rest: { method: "POST", path: "/reservations", summary: "Reserve machines by type, or one machine" } })
    .input(reserveInput)
    .output(reservationDetailSchema)
    .mutation(async ({ ctx, input }) => {
      const tagId = input.label ? await ctx.services.labelKeys.tagOf(input.label) : null;
      return operate(ctx, "reservations.reserve", input, (tenant) => reserve(tenant, new Date(), input, tagId));
    }),

  confirm: procedure
    .meta({ rest: { method: "POST", path: "/reservations/{id}/confirm", summary: "Agree to a request" } })
    .input(confirmInput)
    .output(reservationDetailSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "reservations.confirm", input, (tenant) => confirm(tenant, new Date(), input)),
    ),

  decline: procedure
    .meta({ rest: { method: "POST", path: "/reservations/{id}/decline", summary: "Refuse a request, with a reason" } })
    .input(declineInput)
    .output(reservationDetailSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "reservations.decline", input, (tenant) => decline(tenant, new Date(), input)),
    ),

  cancel: procedure
    .meta({ rest: { method: "POST", path: "/reservations/{id}/cancel", summary: "Call off what has not gone out" } })
    .input(cancelInput)
    .output(reservationDetailSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "reservations.cancel", input, (tenant) => cancel(tenant, new Date(), input)),
    ),

  change: procedure
    .meta({ rest: { method: "POST", path: "/reservations/{id}/change", summary: "Move to other days" } })
    .input(changeInput)
    .output(reservationDetailSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "reservations.change", input, (tenant) => change(tenant, new Date(), input)),
    ),

  allocate: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/reservations/{id}/allocate",
        summary: "Give a machine to a reservation, exchange it or take it off",
      },
    })
    .input(allocateInput)
    .output(reservationDetailSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "reservations.allocate", input, (tenant) => allocate(tenant, new Date(), input)),
    ),

  travelling: procedure
    .meta({
      rest: { method: "GET", path: "/assets/{humanId}/attachments", summary: "Which machines travel with a machine" },
    })
    .input(travelInput)
    .output(travelOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => travellingWith(tenant, input))),

  attach: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/assets/{humanId}/attachments",
        summary: "Say which machines travel with a machine",
      },
    })
    .input(attachInput)
    .output(travelOutput)
    .mutation(({ ctx, input }) => operate(ctx, "reservations.attach", input, (tenant) => attach(tenant, input))),
});
