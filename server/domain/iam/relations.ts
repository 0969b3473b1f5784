/** Which dealer serves which customer, and how the two come together and part. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { emailSchema } from "./sign-in.ts";

/** ACCEPTED and DECLINED by a customer, WITHDRAWN by the dealer. A request that nobody answers lapses. */
export const REQUEST_STATES = ["PENDING", "ACCEPTED", "DECLINED", "WITHDRAWN"] as const;

/** How long a request can be answered. */
export const REQUEST_VALID_DAYS = 30;

export const requestRelationInput = z.object({
  ...operationFields,
  email: emailSchema.describe("Address of a supervisor of the customer. Whether there is one is not told."),
  message: z.string().trim().min(1).max(500).optional(),
});
export type RequestRelationInput = z.infer<typeof requestRelationInput>;

/** A request as the dealer sees it: whom it reached shows once it is accepted. */
export const relationRequestSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  message: z.string().nullable(),
  state: z.enum([...REQUEST_STATES, "LAPSED"]),
  requestedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
});
export const listRequestsInput = z.object({ ...pageFields });
export const listRequestsOutput = pageOf(relationRequestSchema);

/** A request as the customer sees it. */
export const incomingRequestSchema = z.object({
  id: z.uuid(),
  dealerId: z.uuid(),
  dealerName: z.string(),
  email: z.string().describe("The colleague whose address the dealer named."),
  message: z.string().nullable(),
  requestedAt: z.iso.datetime(),
});
export const incomingRequestsOutput = z.object({ items: z.array(incomingRequestSchema) });

export const answerRequestInput = z.object({
  ...operationFields,
  id: z.uuid(),
  decision: z.enum(["accept", "decline"]),
});
export type AnswerRequestInput = z.infer<typeof answerRequestInput>;

export const withdrawRequestInput = z.object({ ...operationFields, id: z.uuid() });
export const requestAnsweredOutput = z.object({ id: z.uuid(), state: z.enum(REQUEST_STATES) });

/** A dealer as its customer sees it. */
export const ourDealerSchema = z.object({
  dealerId: z.uuid(),
  name: z.string(),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  machines: z.int().describe("Machines of this dealer on rent to you now."),
  siteIds: z.array(z.uuid()).describe("Your sites that are open to this dealer."),
});
export const ourDealersOutput = z.object({ items: z.array(ourDealerSchema) });

export const relationInput = z.object({ ...operationFields, dealerId: z.uuid(), customerId: z.uuid() });
export type RelationInput = z.infer<typeof relationInput>;
export const relationOutput = z.object({
  dealerId: z.uuid(),
  customerId: z.uuid(),
  endedAt: z.iso.datetime().nullable(),
});

export const openSitesInput = z.object({
  ...operationFields,
  dealerId: z.uuid(),
  siteIds: z.array(z.uuid()).min(1).max(200),
});
export type OpenSitesInput = z.infer<typeof openSitesInput>;
export const sitesOpenedOutput = z.object({
  dealerId: z.uuid(),
  siteIds: z.array(z.uuid()).describe("Those that were not open before."),
});
