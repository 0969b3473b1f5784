/**
 * The demo's data: made from a fixed seed and a day, so that the same day gives the same rows, and written in one
 * transaction, so that an interrupted seed leaves nothing behind. Runs on an empty, migrated database.
 */
import { sql } from "drizzle-orm";
import { alerts } from "../schema/alerts.ts";
import { equipment, tags } from "../schema/assets.ts";
import { users } from "../schema/auth.ts";
import { machineFaultLives } from "../schema/faults.ts";
import { dealerCustomers, memberships, organizations } from "../schema/iam.ts";
import { chainHeads, eventPrivate, events } from "../schema/ledger.ts";
import { inspections, tickets } from "../schema/inspections.ts";
import { maintenance, tasks } from "../schema/maintenance.ts";
import { media } from "../schema/media.ts";
import { policies } from "../schema/policies.ts";
import { rates, rentalTerms } from "../schema/rates.ts";
import { rentalRequests, rentals, reservations } from "../schema/rentals.ts";
import { siteDealers, sites } from "../schema/sites.ts";
import { forecasts, suggestionFeedback, suggestions } from "../schema/suggestions.ts";
import { machineFaults } from "../schema/telematics.ts";
import { plantedAnomalies, usageDaily, usageReadings } from "../schema/usage.ts";
import type { Database, Tx } from "../tenancy.ts";
import { alertRows } from "./alerts.ts";
import { buildDemo, type Demo } from "./demo.ts";
import { buildChains } from "./events.ts";
import { anomalyRows, equipmentRow, readingRow, tagRow, usageRows } from "./fleet-rows.ts";
import { faultRows } from "./faults.ts";
import { demandOf, forecastRows } from "./forecasts.ts";
import { insertRows } from "./insert-rows.ts";
import { buildInspections } from "./inspections.ts";
import { networkRows } from "./network-rows.ts";
import { buildPhotos, type PhotoStore } from "./photos.ts";
import { idSource } from "./random.ts";
import { buildRates } from "./rates.ts";
import { completeRentals, lifeEvents, requestRows } from "./rental-life.ts";
import { reservationRows } from "./reservations.ts";
import { suggestionRows } from "./suggestions.ts";
import { taskRows } from "./tasks.ts";

/** Machines whose days and readings are written with one statement. */
const MACHINES_AT_ONCE = 25;

export type SeedOptions = {
  db: Database;
  /** Multiplies machines, and from 2 on customers and sites; 0.1 to 100. */
  scale?: number;
  /** The ISO day on which the history ends. */
  today: string;
  /** What counts as now for due dates, last signs of life and alerts; the first moment of `today` (UTC) by default. Not before it. */
  now?: Date;
  /** The tag of a machine whose label is printed already; tags get ids from the seed where it gives none. */
  labelTagId?: (humanId: string) => string | null | undefined;
  /** Takes the pictures' bytes; without it there are no photographs. */
  files?: PhotoStore;
  onProgress?: (step: string, done: number, total: number) => void;
};

/** Rows written by table, and how long it took. */
export type SeedResult = { rows: Record<string, number>; elapsedMs: number };

/** Fills an empty database with the demo. Throws when there are users in it already. */
export async function seedDemo(options: SeedOptions): Promise<SeedResult> {
  const started = performance.now();
  const demo = buildDemo({
    scale: options.scale ?? 1,
    today: options.today,
    now: options.now ?? new Date(`${options.today}T00:00:00Z`),
  });
  const rows: Record<string, number> = {};
  await options.db.withOwner(async (tx) => {
    if (await hasUsers(tx)) throw new Error("The demo is seeded into an empty database only.");
    await writeDemo(tx, demo, options, rows);
  });
  return { rows, elapsedMs: Math.round(performance.now() - started) };
}

/** Whether nobody has been entered yet, which is when the demo may be seeded. */
export async function isEmpty(db: Database): Promise<boolean> {
  return db.withService(async (tx) => !(await hasUsers(tx)));
}

async function hasUsers(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(sql`select exists (select from users) as found`);
  return rows[0]?.found ?? false;
}

async function writeDemo(tx: Tx, demo: Demo, options: SeedOptions, written: Record<string, number>): Promise<void> {
  const { calendar, network, machines, rentals: made, services } = demo;
  const steps = [
    "organisations",
    "machines",
    "rentals",
    "usage",
    "maintenance",
    "alerts",
    "forecasts",
    "ledger",
    "photos",
  ];
  const begin = (step: string) => options.onProgress?.(step, steps.indexOf(step), steps.length);
  const write = async (
    name: string,
    table: Parameters<typeof insertRows>[1],
    rows: Parameters<typeof insertRows>[2],
  ) => {
    await insertRows(tx, table, rows);
    written[name] = (written[name] ?? 0) + rows.length;
  };

  begin("organisations");
  const base = networkRows(network, calendar);
  await write("users", users, base.users);
  await tx.execute(sql`select setval('app.human_id_seq', ${1000 + machines.length})`);
  // From here on as the role that may write every tenant table: the tables' owner is bound by row-level security.
  await tx.execute(sql`set local role app_definer`);
  await write("organizations", organizations, base.organizations);
  await write("dealer_customers", dealerCustomers, base.dealerCustomers);
  await write("memberships", memberships, base.memberships);
  await write("sites", sites, base.sites);
  await write("site_dealers", siteDealers, base.siteDealers);
  await write("policies", policies, base.policies);

  begin("machines");
  const tagId = idSource("tags");
  await write(
    "equipment",
    equipment,
    machines.map((machine) => equipmentRow(machine, calendar)),
  );
  await write(
    "tags",
    tags,
    machines.map((machine) => {
      const id = tagId(calendar.at(-19, 0, "UTC"));
      return tagRow(machine, options.labelTagId?.(machine.humanId) ?? id, calendar);
    }),
  );

  begin("rentals");
  const book = buildRates(network, machines, calendar);
  completeRentals(made, book, calendar);
  await write("rates", rates, book.rows);
  await write("rental_terms", rentalTerms, book.termsRows);
  await write("reservations", reservations, reservationRows(network, made, machines, calendar));
  await write(
    "rentals",
    rentals,
    made.map(({ row }) => row),
  );
  const asked = requestRows(made, calendar);
  await write("rental_requests", rentalRequests, asked);

  for (const month of demo.readingMonths) await tx.execute(sql`select app.ensure_usage_partition(${month}::date)`);
  for (let i = 0; i < machines.length; i += MACHINES_AT_ONCE) {
    options.onProgress?.("usage", steps.indexOf("usage") + i / machines.length, steps.length);
    const some = machines.slice(i, i + MACHINES_AT_ONCE);
    await write(
      "usage_daily",
      usageDaily,
      some.flatMap((machine) => usageRows(machine, calendar)),
    );
    await write(
      "usage_readings",
      usageReadings,
      some.flatMap((machine) => demo.readingsOf(machine).map(readingRow)),
    );
  }
  await write("planted_anomalies", plantedAnomalies, anomalyRows(machines, calendar));

  begin("maintenance");
  await write(
    "maintenance",
    maintenance,
    services.map(({ service }) => service),
  );
  await write(
    "tasks",
    tasks,
    taskRows(
      made,
      services.map(({ service }) => service),
      calendar,
    ),
  );
  const photos = options.files ? buildPhotos(made) : [];
  const seen = buildInspections(
    made,
    photos.map(({ row }) => ({ mediaId: row.id, sha256: row.sha256 })),
    calendar,
  );
  await write("inspections", inspections, seen.inspections);
  await write("maintenance", maintenance, seen.repairs);
  const faults = faultRows(machines, calendar);
  await write("machine_faults", machineFaults, faults.reported);
  await write("machine_fault_lives", machineFaultLives, faults.lives);

  begin("alerts");
  await write("alerts", alerts, alertRows(made, services, calendar));

  begin("forecasts");
  const demands = demandOf(machines);
  await write("forecasts", forecasts, forecastRows(demands, calendar));
  const advice = suggestionRows(machines, demands, calendar);
  await write("suggestions", suggestions, advice.suggestions);
  await write("suggestion_feedback", suggestionFeedback, advice.feedback);

  begin("ledger");
  const chains = buildChains(network, made, [...lifeEvents(made, asked, calendar), ...seen.steps]);
  await write("events", events, chains.events);
  await write("event_private", eventPrivate, chains.privates);
  const signing = new Map(
    chains.events.flatMap(({ id, record }) => {
      const ticketId = (JSON.parse(record) as { event: { data: { ticketId?: string } } }).event.data.ticketId;
      return ticketId ? [[ticketId, id]] : [];
    }),
  );
  await write(
    "tickets",
    tickets,
    seen.tickets.map((ticket) => ({ ...ticket, eventId: signing.get(ticket.id) })),
  );
  await write("chain_heads", chainHeads, chains.heads);

  begin("photos");
  if (options.files) {
    for (const { row, content } of photos) await options.files.put(row.id, content);
    await write(
      "media",
      media,
      photos.map(({ row }) => row),
    );
  }
  options.onProgress?.("done", steps.length, steps.length);
}
