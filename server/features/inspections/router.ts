import { z } from "zod";
import {
  checkListSchema,
  listCheckListsInput,
  listCheckListsOutput,
  saveCheckListInput,
} from "../../domain/inspections/check-list.ts";
import { disputeInput, disputeSchema } from "../../domain/inspections/dispute.ts";
import {
  inspectionFormInput,
  inspectionFormOutput,
  inspectionSchema,
  listInspectionsInput,
  listInspectionsOutput,
  submitInspectionInput,
  submitInspectionOutput,
} from "../../domain/inspections/schema.ts";
import { getTicketInput, signTicketInput, ticketSchema } from "../../domain/inspections/ticket.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { listCheckLists, saveCheckList } from "./check-list.ts";
import { disputePack } from "./dispute.ts";
import { getTicket } from "./get-ticket.ts";
import { getInspection, inspectionForm, listInspections } from "./read.ts";
import { signTicket } from "./sign-ticket.ts";
import { submitInspection } from "./submit.ts";

export const inspectionsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/inspections", summary: "Inspections that you see, newest first" } })
    .input(listInspectionsInput)
    .output(listInspectionsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listInspections(tenant, input))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/inspections/{inspectionId}", summary: "One inspection with its answers" } })
    .input(z.object({ inspectionId: z.uuid() }))
    .output(inspectionSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => getInspection(tenant, input.inspectionId)),
    ),

  form: procedure
    .input(inspectionFormInput)
    .output(inspectionFormOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => inspectionForm(tenant, new Date(), input)),
    ),

  submit: procedure
    .meta({ rest: { method: "POST", path: "/inspections", summary: "Inspect a machine at send-out or take-back" } })
    .input(submitInspectionInput)
    .output(submitInspectionOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "inspections.submit", input, (tenant) =>
        submitInspection(tenant, { ...ctx.services, now: new Date() }, input),
      ),
    ),

  checkLists: procedure
    .meta({ rest: { method: "GET", path: "/check-lists", summary: "A dealer's check lists in force" } })
    .input(listCheckListsInput)
    .output(listCheckListsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listCheckLists(tenant, input))),

  saveCheckList: procedure
    .meta({ rest: { method: "POST", path: "/check-lists", summary: "Write the next version of a check list" } })
    .input(saveCheckListInput)
    .output(checkListSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "inspections.saveCheckList", input, (tenant) => saveCheckList(tenant, input)),
    ),

  ticket: procedure
    .meta({ rest: { method: "GET", path: "/rentals/{rentalId}/ticket", summary: "What the receiver signed for" } })
    .input(getTicketInput)
    .output(ticketSchema)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => getTicket(tenant, input))),

  signTicket: procedure
    .meta({ rest: { method: "POST", path: "/rentals/{rentalId}/ticket", summary: "Sign for a machine" } })
    .input(signTicketInput)
    .output(ticketSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "inspections.signTicket", input, (tenant) => signTicket(tenant, new Date(), input)),
    ),

  dispute: procedure
    .meta({
      rest: { method: "GET", path: "/rentals/{id}/dispute", summary: "Everything about one rental, with hashes" },
    })
    .input(disputeInput)
    .output(disputeSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => disputePack(tenant, new Date(), input.id)),
    ),
});
