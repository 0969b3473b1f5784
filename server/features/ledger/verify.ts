import { and, asc, eq, gt, lte } from "drizzle-orm";
import { chainHeads, eventPrivate, events } from "../../../db/schema/ledger.ts";
import type { Tenant, Tx } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { GENESIS_HASH, type ChainHead } from "../../domain/ledger/event.ts";
import { verifyChain, type ChainVerdict, type EventRow } from "../../domain/ledger/verify-chain.ts";

const BATCH = 2_000;

/** Verifies one chain from its first event. Throws `not_found` for a chain that the actor may not read whole. */
export async function verifyLedger({ tx, actor }: Tenant, orgId: string): Promise<ChainVerdict> {
  const whole = actor.orgType === "CATERPILLAR" || (orgId === actor.orgId && actor.siteIds === null);
  if (!whole) throw new AppError("not_found");
  return verifyStored(tx, orgId);
}

/**
 * Verifies what a database holds of one chain, read in batches, while others append: the head is read after the events, so it is
 * at or behind what an honest chain holds, and what came between is read last.
 */
export async function verifyStored(tx: Tx, orgId: string): Promise<ChainVerdict> {
  const hash = (text: string | Uint8Array) => new Bun.CryptoHasher("sha256").update(text).digest("hex");
  let head: ChainHead = { seq: 0, hash: GENESIS_HASH };
  async function* rows(): AsyncGenerator<EventRow> {
    let last = Number.MIN_SAFE_INTEGER;
    for await (const row of storedRows(tx, orgId, last)) {
      last = row.seq;
      yield row;
    }
    head = (await headOf(tx, orgId)) ?? head;
    yield* storedRows(tx, orgId, last, head.seq);
  }
  return verifyChain(rows(), () => head, { sha256Hex: hash });
}

async function headOf(tx: Tx, orgId: string): Promise<ChainHead | undefined> {
  const [head] = await tx
    .select({ seq: chainHeads.seq, hash: chainHeads.hash })
    .from(chainHeads)
    .where(eq(chainHeads.orgOwnerId, orgId));
  return head;
}

/** Events after a sequence number, up to and with `through`, in order. */
async function* storedRows(tx: Tx, orgId: string, after: number, through?: number): AsyncGenerator<EventRow> {
  for (let from = after; ;) {
    const rows = await tx
      .select({ event: events, salt: eventPrivate.salt, personal: eventPrivate.data })
      .from(events)
      .leftJoin(eventPrivate, eq(eventPrivate.eventId, events.id))
      .where(
        and(
          eq(events.orgOwnerId, orgId),
          gt(events.seq, from),
          through === undefined ? undefined : lte(events.seq, through),
        ),
      )
      .orderBy(asc(events.seq))
      .limit(BATCH);
    for (const { event, salt, personal } of rows) {
      const { seq, record, selfHash, id, type, dealerId, customerId, siteId, equipmentId, humanId, rentalId } = event;
      const stamps = { dealerId, customerId, siteId, equipmentId, humanId, rentalId, orgId: event.orgOwnerId };
      yield {
        seq,
        position: event.position,
        record,
        selfHash,
        columns: { id, type, at: event.at.toISOString(), ...stamps },
        personal: salt === null ? null : { salt, data: personal },
      };
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    from = last.event.seq;
  }
}
