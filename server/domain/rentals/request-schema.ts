/** Words and shapes of what one party of a rental asks of the other. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";

/** EXTEND is asked by a customer and decided by the dealer; CALL_OFF is asked by an operator and decided by either party. */
export const REQUEST_KINDS = ["EXTEND", "CALL_OFF"] as const;
/** SUPERSEDED: the rental went another way before anybody answered. */
export const REQUEST_STATES = ["PENDING", "APPROVED", "DECLINED", "WITHDRAWN", "SUPERSEDED"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

const instant = z.iso.datetime();

export const rentalRequestSchema = z.object({
  id: z.uuid(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  rentalId: z.uuid(),
  humanId: z.string(),
  make: z.string(),
  model: z.string(),
  siteId: z.uuid(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  customerName: z.string().nullable(),
  /** The rental's due time now. */
  dueAt: instant,
  askedDueAt: instant.nullable(),
  dueAtThen: instant.nullable(),
  askedDay: z.iso.date().nullable(),
  reason: z.string().nullable(),
  requestedByName: z.string().nullable(),
  requestedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  /** The reader may decide it, or take it back. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type RentalRequest = z.infer<typeof rentalRequestSchema>;

export const listRequestsInput = z.object({
  state: z.enum(REQUEST_STATES).optional(),
  kind: z.enum(REQUEST_KINDS).optional(),
  rentalId: z.uuid().optional(),
  ...pageFields,
});
export const listRequestsOutput = pageOf(rentalRequestSchema);

const reason = z.string().trim().max(500);

export const decideRequestInput = z
  .object({
    ...operationFields,
    id: z.uuid(),
    decision: z.enum(["approve", "decline"]),
    reason: reason.nullish().describe("Needed to decline."),
  })
  .refine((input) => input.decision === "approve" || (input.reason ?? "").length >= 3, {
    path: ["reason"],
    message: "say why",
  });
export type DecideRequestInput = z.infer<typeof decideRequestInput>;

export const withdrawRequestInput = z.object({ ...operationFields, id: z.uuid(), reason: reason.nullish() });
export type WithdrawRequestInput = z.infer<typeof withdrawRequestInput>;
