/** What is told of an event while it is fresh. Who acted and the event's data are read through the ledger, under its own rules. */
import { z } from "zod";

export const liveEventSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  at: z.iso.datetime(),
  humanId: z.string().nullable(),
  equipmentId: z.uuid().nullable(),
  siteId: z.uuid().nullable(),
  customerId: z.uuid().nullable(),
  dealerId: z.uuid().nullable(),
  rentalId: z.uuid().nullable(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;
