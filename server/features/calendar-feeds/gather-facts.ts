import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type {
  CalendarFacts,
  RentalFact,
  ReservationFact,
  ServiceFact,
  TaskFact,
} from "../../domain/calendar/entries.ts";
import { addDays } from "../../domain/rentals/zone-time.ts";

const DAYS_BACK = 30;
const DAYS_AHEAD = 180;
const MOST = 500;

type Sent<T> = { [K in keyof T]: T[K] extends Date | null ? (T[K] extends Date ? string : string | null) : T[K] };

/**
 * What the actor has to do or to expect from 30 days ago to 180 days ahead: tasks assigned to them, machines due back,
 * reservations, service. At most 500 of each, the soonest first. Row-level security says what they see; the condition on the
 * tenant is for the index.
 */
export async function gatherFacts({ tx, actor }: Tenant, now: Date): Promise<CalendarFacts> {
  const from = new Date(now.getTime() - DAYS_BACK * 86_400_000).toISOString();
  const to = new Date(now.getTime() + DAYS_AHEAD * 86_400_000).toISOString();
  const today = now.toISOString().slice(0, 10);
  const [firstDay, lastDay] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
  const column = { DEALER: "dealer_id", CUSTOMER: "customer_id", CATERPILLAR: null }[actor.orgType];
  const mine = (alias: string) => (column ? sql`${sql.raw(`${alias}.${column}`)} = ${actor.orgId}::uuid` : sql`true`);

  const tasks = await tx.execute<Sent<TaskFact>>(sql`
    select t.id, t.kind, t.title, coalesce(t.human_id, e.human_id) as "humanId", s.name as "siteName", b.name as "toSiteName",
      coalesce(s.time_zone, b.time_zone, o.time_zone) as "timeZone", t.planned_from as "plannedFrom", t.planned_to as "plannedTo", t.due_at as "dueAt", t.notes
    from tasks t left join equipment e on e.id = t.equipment_id left join sites s on s.id = t.site_id left join sites b on b.id = t.to_site_id
    left join organizations o on o.id = ${actor.orgId}::uuid
    where t.assignee_user_id = ${actor.sub}::uuid and ${mine("t")} and t.state not in ('DONE', 'CANCELLED')
      and coalesce(t.planned_from, t.due_at) between ${from}::timestamptz and ${to}::timestamptz
    order by coalesce(t.planned_from, t.due_at), t.id limit ${MOST}`);
  const rentals = await tx.execute<Sent<RentalFact>>(sql`
    select r.id, r.human_id as "humanId", r.make, r.model, r.due_at as "dueAt", s.name as "siteName", coalesce(s.time_zone, 'UTC') as "timeZone", c.name as "customerName"
    from rentals r left join sites s on s.id = r.site_id left join organizations c on c.id = r.customer_id
    where ${mine("r")} and r.state = 'ON_RENT' and r.call_off_day is null and r.due_at between ${from}::timestamptz and ${to}::timestamptz
    order by r.due_at, r.id limit ${MOST}`);
  const reservations = await tx.execute<ReservationFact>(sql`
    select r.id, r.type, r.quantity, r.from_day::text as "fromDay", r.to_day::text as "toDay", r.state = 'CONFIRMED' as confirmed, s.name as "siteName",
      coalesce(s.time_zone, 'UTC') as "timeZone", c.name as "customerName"
    from reservations r left join sites s on s.id = r.site_id left join organizations c on c.id = r.customer_id
    where ${mine("r")} and r.state in ('REQUESTED', 'CONFIRMED') and r.from_day <= ${lastDay}::date and r.to_day >= ${firstDay}::date
    order by r.from_day, r.id limit ${MOST}`);
  const services = await tx.execute<Sent<ServiceFact>>(sql`
    select m.id, m.service, e.human_id as "humanId", e.make, e.model, m.planned_for as "plannedFor", m.due_at as "dueAt", s.name as "siteName",
      coalesce(s.time_zone, o.time_zone, 'UTC') as "timeZone"
    from maintenance m join equipment e on e.id = m.equipment_id left join sites s on s.id = e.site_id left join organizations o on o.id = ${actor.orgId}::uuid
    where ${mine("m")} and m.state <> 'DONE' and e.status <> 'RETIRED'
      and coalesce(m.planned_for, m.due_at) between ${from}::timestamptz and ${to}::timestamptz
    order by coalesce(m.planned_for, m.due_at), m.id limit ${MOST}`);
  return {
    tasks: tasks.rows.map((row) => ({
      ...row,
      plannedFrom: dateOf(row.plannedFrom),
      plannedTo: dateOf(row.plannedTo),
      dueAt: dateOf(row.dueAt),
    })),
    rentals: rentals.rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt) })),
    reservations: reservations.rows,
    services: services.rows.map((row) => ({ ...row, plannedFor: dateOf(row.plannedFor), dueAt: dateOf(row.dueAt) })),
  };
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
