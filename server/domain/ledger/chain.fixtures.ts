/** Chains for tests. */
import { GENESIS_HASH, makeRecord, type ChainHead, type EventBody } from "./event.ts";
import type { EventRow } from "./verify-chain.ts";

/** The n-th event of a made-up dealer. */
export const body = (n: number, more: Partial<EventBody> = {}): EventBody => ({
  id: `01950c6e-7b1a-7c3d-9f00-${String(n).padStart(12, "0")}`,
  type: "rental.checked_out",
  orgId: "dealer-1",
  dealerId: "dealer-1",
  customerId: n % 2 ? "customer-1" : null,
  equipmentId: `machine-${n}`,
  actor: { sub: "user-1", orgId: "dealer-1", role: "DEALER_DISPATCH" },
  at: "2026-03-01T10:00:00.000Z",
  data: { engineStart: 1200.5 + n, note: "höher" },
  ...more,
});

/** The row that stores the event behind `head`. */
export function rowOf(event: EventBody, head: ChainHead): EventRow {
  const { seq, record, selfHash } = makeRecord(event, head);
  return {
    seq,
    record,
    selfHash,
    columns: {
      id: event.id,
      type: event.type,
      at: event.at,
      dealerId: event.dealerId ?? null,
      customerId: event.customerId ?? null,
      siteId: event.siteId ?? null,
      equipmentId: event.equipmentId ?? null,
      rentalId: event.rentalId ?? null,
    },
  };
}

/** A good chain of so many events. */
export function chain(
  length: number,
  from: ChainHead = { seq: 0, hash: GENESIS_HASH },
): { rows: EventRow[]; head: ChainHead } {
  const rows: EventRow[] = [];
  let head = from;
  for (let n = from.seq + 1; n <= from.seq + length; n++) {
    rows.push(rowOf(body(n), head));
    head = { seq: n, hash: rows.at(-1)!.selfHash };
  }
  return { rows, head };
}
