import type { CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { BulkUsageOutput, UsageItem } from "../../domain/usage/schema.ts";
import { operate } from "../../operate.ts";
import { logUsage } from "./log-usage.ts";

/**
 * Takes down many days, each an operation of its own: what is refused stops no other, and a list that is sent again does nothing
 * twice. Items stand in the answer as they were sent.
 */
export async function logUsageInBulk(
  ctx: CallContext & { actor: Claims },
  items: readonly UsageItem[],
): Promise<BulkUsageOutput> {
  const results: BulkUsageOutput["items"] = [];
  for (const item of items) results.push(await logOne(ctx, item));
  return { items: results };
}

async function logOne(
  ctx: CallContext & { actor: Claims },
  item: UsageItem,
): Promise<BulkUsageOutput["items"][number]> {
  const { operationId } = item;
  try {
    const deps = { ...ctx.services, now: new Date() };
    const result = await operate(ctx, "usage.bulk", item, (tenant) => logUsage(tenant, deps, item));
    return { operationId, ok: true, result, code: null, message: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 401) throw error;
    const fields = error.fields ? { fields: error.fields } : {};
    return { operationId, ok: false, result: null, code: error.code, message: error.message, ...fields };
  }
}
