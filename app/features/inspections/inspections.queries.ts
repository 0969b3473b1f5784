/** Server state of inspections, check lists, tickets and dispute packs. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { queryClient, trpc } from "~/lib/trpc.ts";
import type { InspectionKind } from "../../../server/domain/inspections/words.ts";

export type InspectionForm = RouterOutputs["inspections"]["form"];
export type Inspection = RouterOutputs["inspections"]["get"];
export type Ticket = RouterOutputs["inspections"]["ticket"];
export type Dispute = RouterOutputs["inspections"]["dispute"];
export type CheckList = RouterOutputs["inspections"]["checkLists"]["items"][number];

export const inspectionForm = (rentalId: string, kind: InspectionKind) =>
  trpc.inspections.form.queryOptions({ rentalId, kind });
/** Brings a rental's check lists to this device, so that the machine can be inspected where there is no signal. */
export function fetchForms(rentalId: string): void {
  for (const kind of ["OUT", "IN"] as const)
    void queryClient.prefetchQuery({ ...inspectionForm(rentalId, kind), staleTime: 10 * 60_000 });
}
export const oneInspection = (inspectionId: string) =>
  trpc.inspections.get.queryOptions({ inspectionId }, { staleTime: 5 * 60_000 });
export const inspectionsOf = (rentalId: string) => trpc.inspections.list.queryOptions({ rentalId, limit: 2 });
export const oneTicket = (rentalId: string, kind: InspectionKind) =>
  trpc.inspections.ticket.queryOptions({ rentalId, kind });
export const disputePack = (id: string) => trpc.inspections.dispute.queryOptions({ id });
export const checkLists = () => trpc.inspections.checkLists.queryOptions({});
