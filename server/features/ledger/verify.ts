import { and, asc, eq, gt } from "drizzle-orm";
import { chainHeads, events } from "../../../db/schema/ledger.ts";
import type { Tenant, Tx } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { GENESIS_HASH } from "../../domain/ledger/event.ts";
import { verifyChain, type ChainVerdict, type EventRow } from "../../domain/ledger/verify-chain.ts";

const BATCH = 2_000;

/** Verifies one chain from its first event. Throws `not_found` for a chain that the actor may not read whole. */
export async function verifyLedger({ tx, actor }: Tenant, orgId: string): Promise<ChainVerdict> {
  const whole = actor.orgType === "CATERPILLAR" || (orgId === actor.orgId && actor.siteIds === null);
  if (!whole) throw new AppError("not_found");
  return verifyStored(tx, orgId);
}

/** Verifies what a database holds of one chain, read in batches. */
export async function verifyStored(tx: Tx, orgId: string): Promise<ChainVerdict> {
  const [head] = await tx
    .select({ seq: chainHeads.seq, hash: chainHeads.hash })
    .from(chainHeads)
    .where(eq(chainHeads.orgOwnerId, orgId));
  const hash = (text: string | Uint8Array) => new Bun.CryptoHasher("sha256").update(text).digest("hex");
  return verifyChain(storedRows(tx, orgId), head ?? { seq: 0, hash: GENESIS_HASH }, { sha256Hex: hash });
}

async function* storedRows(tx: Tx, orgId: string): AsyncGenerator<EventRow> {
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await tx
      .select()
      .from(events)
      .where(and(eq(events.orgOwnerId, orgId), gt(events.seq, after)))
      .orderBy(asc(events.seq))
      .limit(BATCH);
    for (const {
      seq,
      record,
      selfHash,
      id,
      type,
      dealerId,
      customerId,
      siteId,
      equipmentId,
      humanId,
      rentalId,
      orgOwnerId,
    } of rows) {
      yield {
        seq,
        record,
        selfHash,
        columns: { id, type, dealerId, customerId, siteId, equipmentId, humanId, rentalId, orgId: orgOwnerId },
      };
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.seq;
  }
}
