/** Column helpers shared by all tables: ids are UUIDv7 made in the application, times are `timestamptz`. */
import { sql } from "drizzle-orm";
import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** Primary key, UUIDv7, so that ids sort by time of creation. */
export const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => Bun.randomUUIDv7());

/** An instant in UTC, given and taken as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });

export const createdAt = () =>
  instant()
    .notNull()
    .default(sql`now()`);

/**
 * Who a row belongs to. `orgOwnerId` is the organisation that keeps the record, `dealerId` the dealer whose machine or
 * business it is, `customerId` the customer it was for *at the time* (rows keep the tenants of their time).
 */
export const tenant = () => ({ orgOwnerId: uuid().notNull(), dealerId: uuid(), customerId: uuid() });

/** Half-open period `[from, to)`; either end may be null for "unbounded". */
export type Period = { from: Date | null; to: Date | null };

/** PostgreSQL `tstzrange` as a half-open {@link Period}. */
export const period = customType<{ data: Period; driverData: string }>({
  dataType: () => "tstzrange",
  toDriver: ({ from, to }) => `[${from?.toISOString() ?? ""},${to?.toISOString() ?? ""})`,
  fromDriver: (text) => {
    const [from, to] = text.slice(1, -1).split(",");
    const read = (part: string | undefined) => (part ? new Date(part.replaceAll('"', "")) : null);
    return { from: read(from), to: read(to) };
  },
});

/** `geography(Polygon,4326)` behind a domain, because drizzle-kit quotes type names that carry arguments. */
export const geographyPolygon = customType<{ data: string }>({ dataType: () => "geofence_polygon" });

/** A transaction id, compared with snapshots by the event tail. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** A status word kept as text; the list of words is the table's check constraint. */
export const oneOf = (column: string, words: readonly string[]) =>
  sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(", ")})`);
