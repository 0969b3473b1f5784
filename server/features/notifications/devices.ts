/** The browsers in which a person is told. */
import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { pushSubscriptions } from "../../../db/schema/notifications.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { pushDeviceSchema, subscribeInput } from "../../domain/notifications/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";

const MOST_DEVICES = 20;
type Device = z.infer<typeof pushDeviceSchema>;

const mine = ({ actor }: Tenant) =>
  and(eq(pushSubscriptions.userId, actor.sub), eq(pushSubscriptions.orgOwnerId, actor.orgId));

export async function listDevices(tenant: Tenant): Promise<Device[]> {
  const rows = await tenant.tx
    .select()
    .from(pushSubscriptions)
    .where(mine(tenant))
    .orderBy(desc(pushSubscriptions.createdAt), desc(pushSubscriptions.id))
    .limit(MOST_DEVICES);
  return rows.map(({ id, label, createdAt, lastUsedAt, endpoint }) => ({
    id,
    label,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    endpointHash: new Bun.CryptoHasher("sha256").update(endpoint).digest("hex"),
  }));
}

/**
 * Enters a browser for the actor, for as long as they are signed in there; one that was entered before is entered anew. The oldest of
 * too many goes. Throws `auth.forbidden` for a program.
 */
export async function subscribe(
  tenant: Tenant,
  input: Omit<z.infer<typeof subscribeInput>, "occurredAt"> & { occurredAt?: string | undefined },
): Promise<{ deviceId: string }> {
  const { tx, actor } = tenant;
  if (!actor.membershipId) throw new AppError("auth.forbidden");
  const { rows } = await tx.execute<{ id: string }>(sql`
    select app.keep_push_subscription(${Bun.randomUUIDv7()}::uuid, ${input.endpoint}, ${JSON.stringify(input.keys)}::jsonb, ${input.language}, ${input.label}, ${MOST_DEVICES}) as id`);
  const deviceId = rows[0]!.id;
  await appendEvent(tenant, {
    type: "notification.device_added",
    subject: {},
    data: { deviceId },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { deviceId };
}

/** Throws `not_found`. */
export async function unsubscribe(
  tenant: Tenant,
  { deviceId, operationId, occurredAt }: { deviceId: string; operationId: string; occurredAt?: string | undefined },
): Promise<{ deviceId: string }> {
  const gone = await tenant.tx
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.id, deviceId), mine(tenant)))
    .returning({ id: pushSubscriptions.id });
  if (gone.length === 0) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "notification.device_removed",
    subject: {},
    data: { deviceId },
    occurredAt,
    operationId,
  });
  return { deviceId };
}
