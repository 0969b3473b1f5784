import type { CallContext } from "../../context.ts";
import type { BatchItem } from "../../domain/batch/schema.ts";
import { itemOperationId } from "../../domain/batch/item-operation.ts";
import { AppError } from "../../domain/errors.ts";
import { refusalOf } from "../../trpc.ts";

/**
 * Runs one call per machine, one after the other, each with an operation id of its own, and answers with what became of each. What
 * one is refused for stops none of the others. A machine that is named twice is done once.
 */
export async function runItems<Item extends { humanId: string }>(
  ctx: CallContext,
  batchOperationId: string,
  items: readonly Item[],
  call: (item: Item, operationId: string) => Promise<{ rentalId: string | null }>,
): Promise<{ items: BatchItem[] }> {
  const done = new Map<string, BatchItem>();
  for (const item of items) {
    const { humanId } = item;
    if (done.has(humanId)) continue;
    try {
      const { rentalId } = await call(item, itemOperationId(batchOperationId, humanId));
      done.set(humanId, { humanId, ok: true, rentalId, code: null, message: null, details: null });
    } catch (error) {
      const refusal = refusalOf(error) ?? new AppError("internal");
      if (refusal.status >= 500)
        ctx.services.log.error({ err: error, requestId: ctx.requestId }, "an item of a batch failed");
      const { code, message, details = null } = refusal;
      done.set(humanId, { humanId, ok: false, rentalId: null, code, message, details });
    }
  }
  return { items: [...done.values()] };
}
