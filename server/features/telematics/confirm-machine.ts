import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { ConfirmMachineInput, unconfirmedInput } from "../../domain/telematics/machine-schema.ts";
import { lockMachine, machineConflict, subjectOf } from "../assets/machine-rules.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** A person has looked at a machine that a file made, and says what it is. Throws `not_found`, `asset.serial_taken`. */
export async function confirmMachine(tenant: Tenant, input: ConfirmMachineInput): Promise<{ humanId: string }> {
  const machine = await lockMachine(tenant, input.humanId);
  const { type, make, model, serialNumber } = input;
  try {
    await tenant.tx
      .update(equipment)
      .set({ type, make, model, serialNumber, unconfirmed: false })
      .where(and(eq(equipment.id, machine.id), eq(equipment.dealerId, machine.dealerId)));
  } catch (error) {
    throw machineConflict(error);
  }
  await appendEvent(tenant, {
    type: "telematics.machine_confirmed",
    subject: subjectOf(machine),
    data: { type, make, model, serialNumber },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { humanId: machine.humanId };
}

/** Machines that files made and nobody has looked at. */
export async function listUnconfirmed({ tx, actor }: Tenant, input: z.output<typeof unconfirmedInput>) {
  const own = actor.orgType === "DEALER" ? eq(equipment.dealerId, actor.orgId) : undefined;
  const cursor = readCursor(input.cursor, cursors.byWord);
  const rows = await tx
    .select({
      id: equipment.id,
      humanId: equipment.humanId,
      type: equipment.type,
      make: equipment.make,
      model: equipment.model,
      serialNumber: equipment.serialNumber,
      trackerId: equipment.trackerId,
      lastSeenAt: equipment.lastSeenAt,
    })
    .from(equipment)
    .where(
      and(
        eq(equipment.unconfirmed, true),
        own,
        cursor ? sql`(lpad(human_id, 20), ${equipment.id}) > (lpad(${cursor[0]}, 20), ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(sql`lpad(human_id, 20)`, equipment.id)
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.humanId, row.id]);
  return {
    items: items.map(({ id: _, lastSeenAt, ...row }) => ({ ...row, lastSeenAt: lastSeenAt?.toISOString() ?? null })),
    nextCursor,
  };
}
