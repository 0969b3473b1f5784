import { and, eq, sql } from "drizzle-orm";
import { pushSubscriptions } from "../../../db/schema/notifications.ts";
import type { CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { testMessage } from "./push-text.ts";

/** Somebody may press once more; more often is no test. */
const AGAIN_S = 10;

/**
 * Sends a message to one of the person's devices at once. Asking twice sends twice, so it is no operation to be kept. Throws `not_found`,
 * `push.off`, `rate.limited`.
 */
export async function testPush(
  { services, actor }: CallContext & { actor: Claims },
  { deviceId }: { deviceId: string },
): Promise<{ outcome: "SENT" | "GONE" | "FAILED" }> {
  const { db, push } = services;
  const mine = and(
    eq(pushSubscriptions.id, deviceId),
    eq(pushSubscriptions.userId, actor.sub),
    eq(pushSubscriptions.orgOwnerId, actor.orgId),
  );
  const device = await db.withTenant(actor, async ({ tx }) => {
    const [there] = await tx
      .select({
        isTooSoon: sql<boolean>`coalesce(${pushSubscriptions.lastUsedAt} > now() - make_interval(secs => ${AGAIN_S}), false)`,
      })
      .from(pushSubscriptions)
      .where(mine)
      .for("update");
    if (!there) throw new AppError("not_found");
    if (!push) throw new AppError("push.off");
    if (there.isTooSoon) throw new AppError("rate.limited");
    const [device] = await tx
      .update(pushSubscriptions)
      .set({ lastUsedAt: sql`now()` })
      .where(mine)
      .returning();
    return device!;
  });
  const outcome = await push!.send(device, testMessage(device.language), { urgency: "high", ttlS: 60 });
  if (outcome === "gone") await db.withTenant(actor, ({ tx }) => tx.delete(pushSubscriptions).where(mine));
  return { outcome: ({ sent: "SENT", gone: "GONE", failed: "FAILED" } as const)[outcome] };
}
