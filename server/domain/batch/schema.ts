/** Shapes of work on several machines at once. Each machine is an operation of its own, so that some may go through and others not. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { allocateInput } from "../reservations/schema.ts";
import { checkInInput, checkOutInput } from "../rentals/schema.ts";

/** A low-loader carries a few, a morning's yard a few dozen. */
export const MAX_BATCH_ITEMS = 100;

const items = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(MAX_BATCH_ITEMS);

const outItem = checkOutInput.pick({ humanId: true, label: true, engineStart: true, photos: true });
export const batchCheckOutInput = checkOutInput
  .omit({ humanId: true, label: true, engineStart: true, photos: true })
  .extend({ items: items(outItem) });

const backItem = checkInInput.pick({ humanId: true, engineEnd: true, fuelL: true, photos: true });
export const batchCheckInInput = checkInInput
  .omit({ humanId: true, engineEnd: true, fuelL: true, photos: true })
  .extend({ items: items(backItem) });

export const batchReserveInput = z.object({
  ...operationFields,
  reservationId: z.uuid().describe("A confirmed reservation that the machines are given to."),
  items: items(z.object({ humanId: allocateInput.shape.humanId.unwrap() })),
});

export const batchItemSchema = z.object({
  humanId: z.string(),
  ok: z.boolean(),
  /** The rental that began or ended; null for what was refused, and for reservations. */
  rentalId: z.uuid().nullable(),
  /** Why it was refused, as everywhere else: `rental.already_out`. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
});
export type BatchItem = z.infer<typeof batchItemSchema>;
export const batchOutput = z.object({ items: z.array(batchItemSchema) });
