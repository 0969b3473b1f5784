/**
 * Reads committed events in their order, and only as far as the order is final: an event of a transaction id at or above the
 * oldest one still running may yet be preceded by another, so it waits.
 */
import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../db/tenancy.ts";
import type { Claims } from "../domain/iam/claims.ts";
import type { Cursor } from "./cursor.ts";
import type { LiveEvent } from "./live-event.ts";

export type PlacedEvent = {
  cursor: Cursor;
  /** Whose chain it stands in. */
  orgOwnerId: string;
  event: LiveEvent;
};
export type Batch = {
  events: PlacedEvent[];
  /** Whether the batch is full, so that more may follow at once. */
  more: boolean;
  /** Whether there are committed events that wait for an older transaction to end. */
  held: boolean;
};

type Row = {
  txid: string;
  position: string;
  final: boolean;
  org_owner_id: string;
  id: string;
  type: string;
  at: string;
  human_id: string | null;
  equipment_id: string | null;
  site_id: string | null;
  customer_id: string | null;
  dealer_id: string | null;
  rental_id: string | null;
};

/** The place from which everything still to come is read, and the transaction id from which on none has been given yet. */
export async function presentOf(tx: Tx): Promise<{ head: Cursor; nextTxid: bigint }> {
  const { rows } = await tx.execute<{ oldest: string; next: string }>(
    sql`select pg_snapshot_xmin(snapshot)::text as oldest, pg_snapshot_xmax(snapshot)::text as next from pg_current_snapshot() as snapshot`,
  );
  return { head: { txid: BigInt(rows[0]!.oldest), position: 0 }, nextTxid: BigInt(rows[0]!.next) };
}

/** The next events after a cursor. `claims` are those that `tx` runs under; they narrow the query beside the policies. */
export async function readEvents(tx: Tx, claims: Claims, after: Cursor, limit: number): Promise<Batch> {
  // Ordered by the table's columns: by their bare names it would be by the texts that are selected.
  const { rows } = await tx.execute<Row>(sql`
    select txid::text, position::text, txid < pg_snapshot_xmin(pg_current_snapshot()) as final, org_owner_id, id, type,
      to_json(at) #>> '{}' as at, human_id, equipment_id, site_id, customer_id, dealer_id, rental_id
    from events where (txid, position) > (${String(after.txid)}::xid8, ${after.position}) ${ownRows(claims)}
    order by events.txid, events.position limit ${limit}`);
  const waiting = rows.findIndex((row) => !row.final);
  const final = waiting === -1 ? rows : rows.slice(0, waiting);
  return { events: final.map(placed), more: waiting === -1 && rows.length === limit, held: waiting !== -1 };
}

function ownRows({ orgType, orgId }: Claims): SQL {
  if (orgType === "CATERPILLAR") return sql``;
  const party = orgType === "DEALER" ? sql`dealer_id` : sql`customer_id`;
  return sql`and (org_owner_id = ${orgId} or ${party} = ${orgId})`;
}

function placed(row: Row): PlacedEvent {
  return {
    cursor: { txid: BigInt(row.txid), position: Number(row.position) },
    orgOwnerId: row.org_owner_id,
    event: {
      id: row.id,
      type: row.type,
      at: new Date(row.at).toISOString(),
      humanId: row.human_id,
      equipmentId: row.equipment_id,
      siteId: row.site_id,
      customerId: row.customer_id,
      dealerId: row.dealer_id,
      rentalId: row.rental_id,
    },
  };
}
