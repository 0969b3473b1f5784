/**
 * Runs a mutation once. The first applied result of an operation id is kept for good and returned again; the same id with
 * other contents is refused. A refusal rolls back with its transaction, so that it may be tried again.
 */
import { and, eq } from "drizzle-orm";
import { operations } from "../db/schema/ledger.ts";
import type { Tenant } from "../db/tenancy.ts";
import type { CallContext } from "./context.ts";
import type { Claims } from "./domain/iam/claims.ts";
import { AppError } from "./domain/errors.ts";
import { canonicalJson } from "./domain/ledger/canonical.ts";

type OperationInput = { operationId: string };

export async function operate<I extends OperationInput, R>(
  ctx: CallContext & { actor: Claims },
  procedure: string,
  input: I,
  verb: (tenant: Tenant) => Promise<R>,
): Promise<R> {
  const { operationId, ...body } = input;
  const bodyHash = new Bun.CryptoHasher("sha256").update(`${procedure}\n${canonicalJson(body)}`).digest("hex");
  return ctx.services.db.withTenant(ctx.actor, async (tenant) => {
    const key = { orgOwnerId: ctx.actor.orgId, userId: ctx.actor.sub, operationId };
    const mine = and(
      eq(operations.orgOwnerId, key.orgOwnerId),
      eq(operations.userId, key.userId),
      eq(operations.operationId, operationId),
    );
    const claimed = await tenant.tx
      .insert(operations)
      .values({ ...key, procedure, bodyHash })
      .onConflictDoNothing()
      .returning({ operationId: operations.operationId });
    if (claimed.length === 0) {
      const [first] = await tenant.tx
        .select({ bodyHash: operations.bodyHash, result: operations.result })
        .from(operations)
        .where(mine);
      if (first?.bodyHash !== bodyHash) throw new AppError("operation.reused");
      return first.result as R;
    }
    const result = await verb(tenant).catch((error: unknown) => {
      if (error instanceof AppError) error.settled = true;
      throw error;
    });
    await tenant.tx.update(operations).set({ result }).where(mine);
    tenant.afterCommit(() => ctx.services.hub.wake());
    return result;
  });
}
