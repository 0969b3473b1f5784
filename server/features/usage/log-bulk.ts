import type { CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { BulkUsageOutput, UsageItem } from "../../domain/usage/schema.ts";
import { operate } from "../../operate.ts";
import { judgeSaid } from "../telematics/judge-said.ts";
import { logUsage } from "./log-usage.ts";

/**
 * Takes down many days, each an operation of its own: what is refused stops no other, and a list that is sent again does nothing
 * twice. Items stand in the answer as they were sent. Machines are reckoned anew once at the end, whatever number of days was said of them.
 */
export async function logUsageInBulk(
  ctx: CallContext & { actor: Claims },
  items: readonly UsageItem[],
): Promise<BulkUsageOutput> {
  const results: BulkUsageOutput["items"] = [];
  const dealers = new Set<string>();
  for (const item of items) results.push(await logOne(ctx, item, (dealerId) => void dealers.add(dealerId)));
  const { db, log } = ctx.services;
  // The items are kept by now, and the sweep finds what is left.
  for (const dealerId of dealers)
    await judgeSaid(db, dealerId).catch((error: unknown) => log.error({ err: error }, "usage that was said waits"));
  return { items: results };
}

async function logOne(
  ctx: CallContext & { actor: Claims },
  item: UsageItem,
  said: (dealerId: string) => void,
): Promise<BulkUsageOutput["items"][number]> {
  const { operationId } = item;
  try {
    const deps = { said, now: new Date() };
    const result = await operate(ctx, "usage.bulk", item, (tenant) => logUsage(tenant, deps, item));
    return { operationId, ok: true, result, code: null, message: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 401) throw error;
    const fields = error.fields ? { fields: error.fields } : {};
    return { operationId, ok: false, result: null, code: error.code, message: error.message, ...fields };
  }
}
