/** All rows of a world's tenants, and which of them changed that those who acted have nothing to do with. */
import type { StampedRow } from "../../db/isolation/audiences.ts";
import type { Database } from "../../db/tenancy.ts";
import type { Claims } from "../domain/iam/claims.ts";
import type { Canaries } from "./canaries.ts";
import { tenantTableNames, type Tenants } from "./tenants.ts";

type Stamp = Pick<StampedRow, "org_owner_id" | "dealer_id" | "customer_id" | "id"> & { hash: string; email?: unknown };
export type Snapshot = Map<string, Stamp>;

/** Every tenant row of the world, by table and key, with a hash of all that it holds. */
export async function rowsNow(db: Database, { tables, world }: Tenants): Promise<Snapshot> {
  const orgs = Object.values(world.orgs);
  return db.withOwner(async (_tx, client) => {
    const snapshot: Snapshot = new Map();
    const keyOf = new Map(tables.map((table) => [table.name, table.key]));
    for (const table of tenantTableNames()) {
      const { rows } = await client.query<Stamp & { key: string }>(
        `select ${keyOf.get(table)} as key, md5(t::text) as hash, j ->> 'id' as id, j ->> 'org_owner_id' as org_owner_id, j ->> 'dealer_id' as dealer_id, j ->> 'customer_id' as customer_id, j ->> 'email' as email
         from ${table} t, lateral (select to_jsonb(t) as j) l where array[j ->> 'id', j ->> 'org_owner_id', j ->> 'dealer_id', j ->> 'customer_id'] && $1::text[]`,
        [orgs],
      );
      for (const { key, ...stamp } of rows) snapshot.set(`${table} ${key}`, stamp);
    }
    return snapshot;
  });
}

/** Whether a row is of tenants that `who` acts for or deals with: a dealer never reaches another's, also not through a customer of both. */
function concerns(canaries: Canaries, who: Claims, table: string, row: Stamp): boolean {
  if (who.orgType === "CATERPILLAR") return true;
  const partners = [who.orgId, ...who.dealerIds, ...who.customerIds];
  if (table === "organizations") return partners.includes(String(row.id));
  if (table === "relation_requests" && canaries.isAskedOf(who, row.email)) return true;
  if (row.dealer_id)
    return (
      who.dealerIds.includes(row.dealer_id as string) &&
      (!row.customer_id || who.customerIds.includes(row.customer_id as string))
    );
  return [row.customer_id, row.org_owner_id].some((id) => typeof id === "string" && partners.includes(id));
}

/** Rows that were written, changed or deleted and do not concern who acted. */
export function untouched(canaries: Canaries, before: Snapshot, after: Snapshot, who: Claims): string[] {
  const wrong: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const table = key.split(" ")[0]!;
    if (was?.hash !== is?.hash && ![was, is].every((row) => !row || concerns(canaries, who, table, row)))
      wrong.push(key);
  }
  return wrong;
}
