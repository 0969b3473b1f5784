import { eq, sql, type SQL } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import { rentals, reservations } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import {
  MAX_BARS,
  type Calendar,
  type CalendarBar,
  type CalendarInput,
  type CalendarPromise,
  type CalendarRow,
} from "../../domain/reservations/calendar.ts";
import { takenUntil } from "../../domain/rentals/due.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { graceOf, pairKey } from "../rentals/terms-of.ts";
import { takenByDay } from "./taken-by-day.ts";

type Span = { from: string; to: string };

/** What the actor's machines are taken for in a period; a customer's are those that it has or has had reserved. */
export async function calendar(tenant: Tenant, now: Date, input: CalendarInput): Promise<Calendar> {
  const { tx, actor } = tenant;
  const span = { from: new Date(input.from).toISOString(), to: new Date(input.to).toISOString() };
  const policy = actor.orgType === "DEALER" ? await thresholdsOf(tenant, actor.orgId) : null;
  const [own] = await tx
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, actor.orgId));
  const timeZone = own?.timeZone ?? "UTC";
  const machines = await rowsOf(tenant, input, span);
  const ids = machines.items.map(({ equipmentId }) => equipmentId);
  const bars = [
    ...(await rentalBars(tenant, ids, span, now)),
    ...(await workshopBars(tenant, ids, span, policy?.workshopH ?? 24)),
  ];
  return {
    machines,
    bars: bars.slice(0, MAX_BARS),
    truncated: bars.length > MAX_BARS,
    promises: await promisesOf(tenant, input, span),
    ...(await takenByDay(tenant, span, timeZone, now)),
    buffers: policy
      ? { "*": { beforeH: policy.bufferBeforeH, afterH: policy.bufferAfterH }, ...policy.typeBuffers }
      : {},
    timeZone,
  };
}

const overlaps = ({ from, to }: Span): SQL =>
  sql`lower(${rentals.period}) < ${to}::timestamptz and (upper(${rentals.period}) > ${from}::timestamptz or ${rentals.state} in ('ON_RENT', 'PICK_UP_READY'))`;
const idList = (ids: string[]) => sql`any(${`{${ids.join(",")}}`}::uuid[])`;

/** A dealer's fleet, or the machines that a customer's rentals name in the period. */
async function rowsOf(
  { tx, actor }: Tenant,
  input: CalendarInput,
  span: Span,
): Promise<{ items: CalendarRow[]; nextCursor: string | null }> {
  const cursor = readCursor(input.cursor, cursors.byWord);
  const like = `%${(input.q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const machine =
    actor.orgType === "CUSTOMER"
      ? sql`select distinct on (${rentals.equipmentId}) ${rentals.equipmentId} as "equipmentId", ${rentals.humanId} as "humanId", null::text as "fleetNumber",
          ${rentals.type} as type, ${rentals.make} as make, ${rentals.model} as model, null::text as status
          from ${rentals} where ${ownedBy(actor, rentals)} and ${rentals.state} <> 'CANCELLED' and ${overlaps(span)}`
      : sql`select ${equipment.id} as "equipmentId", ${equipment.humanId} as "humanId", ${equipment.fleetNumber} as "fleetNumber",
          ${equipment.type} as type, ${equipment.make} as make, ${equipment.model} as model, ${equipment.status} as status
          from ${equipment} where ${ownedBy(actor, equipment) ?? sql`true`} and ${equipment.status} <> 'RETIRED'`;
  const found = await tx.execute<CalendarRow & { sort: string }>(sql`
    select m.*, lpad(m."humanId", 20) as sort from (${machine}) m
    where ${input.type ? sql`m.type = ${input.type}` : sql`true`}
      and ${input.q ? sql`(m."humanId" ilike ${like} or m."fleetNumber" ilike ${like} or m.make || ' ' || m.model ilike ${like})` : sql`true`}
      and ${cursor ? sql`(lpad(m."humanId", 20), m."equipmentId") > (${cursor[0]}, ${cursor[1]}::uuid)` : sql`true`}
    order by lpad(m."humanId", 20), m."equipmentId" limit ${input.limit + 1}`);
  const { items, nextCursor } = page(found.rows, input.limit, (row) => [row.sort, row.equipmentId]);
  return { items: items.map(({ sort: _, ...row }) => row), nextCursor };
}

async function rentalBars({ tx, actor }: Tenant, ids: string[], span: Span, now: Date): Promise<CalendarBar[]> {
  if (ids.length === 0) return [];
  const found = await tx.execute<
    CalendarBar & { to: string; dealerId: string; customerId: string; calledOff: boolean }
  >(sql`
    select ${rentals.id} as id, ${rentals.equipmentId} as "equipmentId", ${rentals.id} as "rentalId", ${rentals.reservationId} as "reservationId",
      case when ${rentals.state} = 'RESERVED' and ${reservations.state} = 'REQUESTED' then 'REQUESTED' else ${rentals.state} end as kind,
      to_json(lower(${rentals.period})) #>> '{}' as "from",
      to_json(upper(${rentals.period})) #>> '{}' as "to", ${rentals.dealerId} as "dealerId", ${rentals.customerId} as "customerId", ${rentals.callOffDay} is not null as "calledOff",
      ${organizations.name} as "customerName", ${sites.name} as "siteName", ${sites.timeZone} as "timeZone", ${rentals.hostRentalId} is not null as travels
    from ${rentals} left join ${reservations} on ${reservations.id} = ${rentals.reservationId} left join ${sites} on ${sites.id} = ${rentals.siteId}
      left join ${organizations} on ${organizations.id} = ${rentals.customerId}
    where ${ownedBy(actor, rentals) ?? sql`true`} and ${rentals.equipmentId} = ${idList(ids)} and ${rentals.state} <> 'CANCELLED' and ${overlaps(span)}
    order by lower(${rentals.period}) limit ${MAX_BARS + 1}`);
  const past = found.rows.filter((bar) => isOut(bar) && new Date(bar.to) <= now);
  const grace = await graceOf({ tx }, past);
  return found.rows.map(({ dealerId, customerId, calledOff, ...bar }) => {
    const kept = { ...bar, from: iso(bar.from), to: iso(bar.to) };
    if (!isOut(bar)) return kept;
    const till = takenUntil({
      dueAt: new Date(bar.to),
      calledOff: calledOff || bar.kind === "PICK_UP_READY",
      now,
      timeZone: bar.timeZone ?? "UTC",
      graceMinutes: grace.get(pairKey({ dealerId, customerId })) ?? 0,
    });
    return till ? { ...kept, to: till.toISOString() } : { ...kept, kind: "OVERDUE", to: null };
  });
}

const isOut = ({ kind }: Pick<CalendarBar, "kind">) => kind === "ON_RENT" || kind === "PICK_UP_READY";
const iso = (text: string) => new Date(text).toISOString();

/** Planned services; whole machines in the workshop are told by their status. */
async function workshopBars({ tx }: Tenant, ids: string[], span: Span, workshopH: number): Promise<CalendarBar[]> {
  if (ids.length === 0) return [];
  const hours = sql`make_interval(mins => ${Math.round(workshopH * 60)}::int)`;
  const found = await tx
    .select({
      id: maintenance.id,
      equipmentId: maintenance.equipmentId,
      at: maintenance.plannedFor,
      timeZone: sites.timeZone,
    })
    .from(maintenance)
    .leftJoin(sites, eq(sites.id, maintenance.siteId))
    .where(
      sql`${maintenance.equipmentId} = ${idList(ids)} and ${maintenance.state} in ('PLANNED', 'IN_WORK')
        and ${maintenance.plannedFor} < ${span.to}::timestamptz and ${maintenance.plannedFor} > ${span.from}::timestamptz - ${hours}`,
    )
    .limit(MAX_BARS);
  return found.map(({ at, ...service }) => ({
    ...service,
    kind: "WORKSHOP",
    from: at!.toISOString(),
    to: new Date(at!.getTime() + workshopH * 3_600_000).toISOString(),
    rentalId: null,
    reservationId: null,
    customerName: null,
    siteName: null,
    travels: false,
  }));
}

/** Reservations by type that still lack machines. */
async function promisesOf({ tx, actor }: Tenant, input: CalendarInput, span: Span): Promise<CalendarPromise[]> {
  const given = sql`(select count(*)::int from ${rentals} u where u.reservation_id = ${reservations.id} and u.host_rental_id is null and u.replaced_by_rental_id is null and u.state <> 'CANCELLED')`;
  const found = await tx
    .select({
      reservationId: reservations.id,
      state: sql<CalendarPromise["state"]>`${reservations.state}`,
      type: reservations.type,
      quantity: reservations.quantity,
      open: sql<number>`${reservations.quantity} - ${given}`,
      from: reservations.startsAt,
      to: reservations.endsAt,
      customerName: organizations.name,
      siteName: sites.name,
      timeZone: sites.timeZone,
    })
    .from(reservations)
    .leftJoin(sites, eq(sites.id, reservations.siteId))
    .leftJoin(organizations, eq(organizations.id, reservations.customerId))
    .where(
      sql`${ownedBy(actor, reservations) ?? sql`true`} and ${reservations.state} in ('REQUESTED', 'CONFIRMED') and ${reservations.equipmentId} is null
        and ${reservations.startsAt} < ${span.to}::timestamptz and ${reservations.endsAt} > ${span.from}::timestamptz
        and ${input.type ? eq(reservations.type, input.type) : sql`true`} and ${reservations.quantity} > ${given}`,
    )
    .orderBy(reservations.startsAt, reservations.id)
    .limit(500);
  return found.map((promise) => ({ ...promise, from: promise.from.toISOString(), to: promise.to.toISOString() }));
}
