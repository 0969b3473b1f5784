import { and, asc, desc, eq, inArray, ne, or, sql, type SQL } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { Asset, ListAssetsInput } from "../../domain/assets/schema.ts";
import { overdueFrom } from "../../domain/rentals/due.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { isDueSoon, isOverdue } from "../rentals/due-sql.ts";
import { graceOf, pairKey } from "../rentals/terms-of.ts";

const customers = alias(organizations, "customers");
const dealers = alias(organizations, "dealers");

/** Sort keys never are null, so that a cursor can stand on them. */
const sortKeys = {
  humanId: sql`lpad(${equipment.humanId}, 20)`,
  type: equipment.type,
  status: equipment.status,
  hourMeter: equipment.hourMeter,
  lastSeenAt: sql`coalesce(${equipment.lastSeenAt}, 'epoch')`,
  dueAt: sql`coalesce(${rentals.dueAt}, 'infinity')`,
} satisfies Record<string, SQL | PgColumn>;

/** Columns of an asset row, with the rental it is out on. */
const assetColumns = {
  id: equipment.id,
  humanId: equipment.humanId,
  fleetNumber: equipment.fleetNumber,
  type: equipment.type,
  make: equipment.make,
  model: equipment.model,
  serialNumber: equipment.serialNumber,
  status: equipment.status,
  siteId: equipment.siteId,
  siteName: sites.name,
  siteTimeZone: sites.timeZone,
  customerId: equipment.customerId,
  customerName: customers.name,
  dealerId: equipment.dealerId,
  dealerName: dealers.name,
  dealerTimeZone: dealers.timeZone,
  hourMeter: equipment.hourMeter,
  lat: equipment.lastLat,
  lon: equipment.lastLon,
  accuracyM: equipment.lastAccuracyM,
  positionAt: equipment.lastPositionAt,
  lastSeenAt: equipment.lastSeenAt,
  rentalId: rentals.id,
  dueAt: rentals.dueAt,
  callOffDay: rentals.callOffDay,
};

/** The joins behind {@link assetColumns}. */
export const selectAssets = (tx: Tenant["tx"], sortKey: SQL | PgColumn = sql`null`) =>
  tx
    .select({ ...assetColumns, sortKey: sql<string>`${sortKey}::text` })
    .from(equipment)
    .leftJoin(sites, eq(sites.id, equipment.siteId))
    .leftJoin(customers, eq(customers.id, equipment.customerId))
    .leftJoin(dealers, eq(dealers.id, equipment.dealerId))
    .leftJoin(
      rentals,
      and(eq(rentals.equipmentId, equipment.id), inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"])),
    );

type Row = Awaited<ReturnType<ReturnType<typeof selectAssets>["limit"]>>[number];

type AssetRow = Omit<Row, "sortKey">;

function toAsset(row: AssetRow, graceMinutes: number): Asset {
  const { lat, lon, accuracyM, positionAt, callOffDay, dealerTimeZone, ...rest } = row;
  // A site that is not visible (any more) leaves the dealer's own zone.
  const timeZone = row.siteTimeZone ?? dealerTimeZone ?? "UTC";
  const { dueAt } = row;
  const waits = dueAt !== null && callOffDay === null;
  const overdue = waits && overdueFrom({ dueAt, timeZone, graceMinutes });
  return {
    ...rest,
    lastPosition: lat === null || lon === null ? null : { lat, lon, accuracyM, at: positionAt?.toISOString() ?? null },
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    overdueFrom: overdue ? overdue.toISOString() : null,
  };
}

/** The rows as they are shown, each with its dealer's grace. */
export async function toAssets(tenant: Pick<Tenant, "tx">, rows: readonly AssetRow[]): Promise<Asset[]> {
  const pairOf = ({ dealerId, customerId }: AssetRow) => (customerId === null ? null : { dealerId, customerId });
  const grace = await graceOf(
    tenant,
    rows.filter(({ dueAt }) => dueAt !== null).flatMap((row) => pairOf(row) ?? []),
  );
  return rows.map((row) => {
    const pair = pairOf(row);
    return toAsset(row, (pair && grace.get(pairKey(pair))) ?? 0);
  });
}

/** Machines that the actor sees, filtered, sorted and paged. */
export async function listAssets(tenant: Tenant, input: ListAssetsInput, now: Date) {
  const { tx, actor } = tenant;
  const key = sortKeys[input.sort];
  const order = input.direction === "asc" ? asc : desc;
  const rows = await selectAssets(tx, key)
    .where(and(ownedBy(actor, equipment), ...filters(input, now), after(input, key)))
    .orderBy(order(key), order(equipment.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.sortKey, row.id]);
  const rowsOf = items.map(({ sortKey: _, ...row }) => row);
  return { items: await toAssets(tenant, rowsOf), nextCursor };
}

function filters(input: ListAssetsInput, now: Date): (SQL | undefined)[] {
  return [
    input.dealerId && eq(equipment.dealerId, input.dealerId),
    input.customerId && eq(equipment.customerId, input.customerId),
    input.siteId && eq(equipment.siteId, input.siteId),
    // Machines that have left the fleet are shown to those who ask for them.
    input.status ? eq(equipment.status, input.status) : ne(equipment.status, "RETIRED"),
    input.type && eq(equipment.type, input.type),
    input.due === "OVERDUE" ? isOverdue(now) : input.due === "DUE_SOON" ? isDueSoon(now) : undefined,
    input.q ? matches(input.q) : undefined,
    input.bbox ? within(input.bbox) : undefined,
  ].map((condition) => condition || undefined);
}

function matches(q: string): SQL | undefined {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const columns = [
    equipment.humanId,
    equipment.fleetNumber,
    equipment.make,
    equipment.model,
    equipment.serialNumber,
    sites.name,
    customers.name,
  ];
  return or(
    ...columns.map((column) => sql`${column} ilike ${pattern}`),
    sql`${equipment.make} || ' ' || ${equipment.model} ilike ${pattern}`,
  );
}

function within([west, south, east, north]: [number, number, number, number]): SQL {
  const { lastLon, lastLat } = equipment;
  const lon =
    west <= east ? sql`${lastLon} between ${west} and ${east}` : sql`(${lastLon} >= ${west} or ${lastLon} <= ${east})`;
  return sql`(${lon} and ${lastLat} between ${south} and ${north})`;
}

const SORT_TYPES = {
  humanId: "text",
  type: "text",
  status: "text",
  hourMeter: "float8",
  lastSeenAt: "timestamptz",
  dueAt: "timestamptz",
} as const;

function after(input: ListAssetsInput, key: SQL | PgColumn): SQL | undefined {
  const type = SORT_TYPES[input.sort];
  const shape = { text: cursors.byWord, float8: cursors.byNumber, timestamptz: cursors.byInstant }[type];
  const cursor = readCursor(input.cursor, shape);
  if (!cursor) return undefined;
  const [value, id] = cursor;
  const than = sql.raw(input.direction === "asc" ? ">" : "<");
  return sql`(${key}, ${equipment.id}) ${than} (${value}::${sql.raw(type)}, ${id}::uuid)`;
}
