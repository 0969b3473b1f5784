/**
 * How well the rules find what is wrong, measured on the demo's year, whose planted anomalies are known. The rules read what a fleet
 * reports; the truth is read here alone. Alerts that the demo itself brings are removed first.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { seedDemo } from "../../db/seed/seed.ts";
import { openOwnDatabase } from "../../db/seed/testing.ts";
import type { MachineFacts, UsedDay } from "../../server/domain/alerts/machine-facts.ts";
import { MACHINE_ALERT_KINDS, MACHINE_RULES } from "../../server/domain/alerts/rules.ts";
import { DEFAULT_THRESHOLDS } from "../../server/domain/policies/schema.ts";
import { addDays } from "../../server/domain/rentals/zone-time.ts";
import { sweepMachines } from "./sweep-machines.ts";

const TODAY = "2026-03-18";
const NOW = new Date("2026-03-18T09:20:00Z");
/** What is planted, and the alert that is to find it. */
const FOUND_BY: Record<string, string> = {
  IDLE_RATIO: "IDLE_RATIO",
  OFF_SITE_MOTION: "GEOFENCE_BREACH",
  UNEXPECTED_MOTION: "UNEXPECTED_MOTION",
  SILENCE: "NO_HEARTBEAT",
  FUEL_OUTLIER: "FUEL_OUTLIER",
};

const own = await openOwnDatabase();
afterAll(() => own.close());
const rows = <T extends Record<string, unknown>>(text: string) =>
  own.db.withOwner(async (tx) => {
    await tx.execute(sql`set local role app_definer`);
    return (await tx.execute(sql.raw(text))).rows as T[];
  });

type Planted = { equipment_id: string; kind: string; from_day: string; to_day: string };
let planted: Planted[] = [];
const dealers: string[] = [];

beforeAll(async () => {
  await seedDemo({ db: own.db, today: TODAY, now: NOW });
  await rows("delete from alerts");
  planted = await rows<Planted>("select equipment_id, kind, from_day::text, to_day::text from planted_anomalies");
  dealers.push(
    ...(await rows<{ id: string }>("select id from organizations where type = 'DEALER' order by id")).map(
      ({ id }) => id,
    ),
  );
}, 120_000);

/** Of what was found, the part that is true; of what is true, the part that was found. */
function measure(found: readonly string[], truth: readonly string[]) {
  const [isFound, isTrue] = [new Set(found), new Set(truth)];
  return {
    precision: found.filter((each) => isTrue.has(each)).length / found.length,
    recall: truth.filter((each) => isFound.has(each)).length / truth.length,
    wrong: found.filter((each) => !isTrue.has(each)),
    missed: truth.filter((each) => !isFound.has(each)),
  };
}

describe("on the demo's fleet as it stands", () => {
  let found: { equipment_id: string; kind: string; severity: string }[] = [];
  const sweep = () =>
    Promise.all(dealers.map((dealerId) => sweepMachines({ db: own.db }, { dealerId, at: NOW.toISOString() })));

  beforeAll(async () => {
    await sweep();
    found = await rows("select equipment_id, kind, severity from alerts where state <> 'RESOLVED'");
  }, 120_000);

  test("the engine finds what was planted and lasts, and next to nothing else", () => {
    const truth = planted.flatMap(({ equipment_id, kind, to_day }) =>
      FOUND_BY[kind] && to_day === addDays(TODAY, -1) ? [`${equipment_id} ${FOUND_BY[kind]}`] : [],
    );
    const measured = measure(
      found.flatMap(({ equipment_id, kind }) => (kind === "MAINTENANCE_DUE" ? [] : [`${equipment_id} ${kind}`])),
      truth,
    );
    console.log(`live: ${truth.length} planted, precision ${measured.precision}, recall ${measured.recall}`);
    expect(truth.length).toBeGreaterThanOrEqual(18);
    expect({ missed: measured.missed, recall: measured.recall }).toEqual({ missed: [], recall: 1 });
    expect(measured.precision, measured.wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  test("services that are due are those whose hours or date have come, unless somebody is at it", async () => {
    const due = await rows<{ equipment_id: string }>(`
      select distinct m.equipment_id from maintenance m join equipment e on e.id = m.equipment_id where m.kind = 'SERVICE' and m.state in ('OPEN', 'PLANNED')
        and (m.due_at_hours <= e.hour_meter or m.due_at <= '${NOW.toISOString()}') order by 1`);
    const told = found.flatMap(({ equipment_id, kind, severity }) =>
      kind === "MAINTENANCE_DUE" && severity !== "INFO" ? [equipment_id] : [],
    );
    expect(due.length).toBeGreaterThanOrEqual(6);
    expect(told.toSorted()).toEqual(due.map(({ equipment_id }) => equipment_id));
  });

  test("looking again changes nothing and looks at nothing", async () => {
    const again = await sweep();
    expect(again.map(({ looked, opened, resolved }) => [looked, opened, resolved])).toEqual(
      dealers.map(() => [0, 0, 0]),
    );
  });
});

test("over the year of days the rules find what was planted, once each, and next to nothing else", async () => {
  const days = await rows<UsedDay & { equipment_id: string; customer_id: string | null }>(`
    select equipment_id, customer_id, day::text, runtime_h as "runtimeH", idle_h as "idleH", fuel_l as "fuelL" from usage_daily order by equipment_id, day`);
  const machines = Map.groupBy(days, ({ equipment_id }) => equipment_id);
  const kinds = ["IDLE_RATIO", "FUEL_OUTLIER"] as const;
  const found: string[] = [];
  const truth = planted.flatMap(({ equipment_id, kind, from_day, to_day }) =>
    kind === "IDLE_RATIO" || kind === "FUEL_OUTLIER" ? [{ equipment_id, kind, from_day, to_day }] : [],
  );
  const nameOf = (equipmentId: string, kind: string, day: string) => {
    const hit = truth.find(
      (each) =>
        each.equipment_id === equipmentId &&
        each.kind === kind &&
        each.from_day < day &&
        day <= addDays(each.to_day, 1),
    );
    return hit ? `${equipmentId} ${kind} ${hit.from_day}` : `${equipmentId} ${kind} opened ${day}`;
  };
  for (const [equipmentId, own] of machines) {
    const live = new Set<string>();
    for (let at = 1; at <= own.length; at++) {
      const last = own[at - 1]!;
      const today = addDays(last.day, 1);
      const window = own
        .slice(Math.max(0, at - 60), at)
        .map((day) => ({ ...day, ours: day.customer_id === last.customer_id }));
      const facts = factsOf(window, today);
      for (const kind of kinds) {
        if (live.has(kind) && MACHINE_RULES[kind].hasCleared(facts)) live.delete(kind);
        if (!MACHINE_RULES[kind].hasBecome(facts, live.has(kind))) continue;
        live.add(kind);
        found.push(nameOf(equipmentId, kind, today));
      }
    }
  }
  const measured = measure(
    found,
    truth.map(({ equipment_id, kind, from_day }) => `${equipment_id} ${kind} ${from_day}`),
  );
  console.log(
    `year: ${truth.length} planted, ${found.length} alerts, precision ${measured.precision}, recall ${measured.recall}`,
  );
  expect(truth.length).toBeGreaterThanOrEqual(30);
  expect({ missed: measured.missed, recall: measured.recall }).toEqual({ missed: [], recall: 1 });
  expect(measured.precision, measured.wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
  expect(new Set(found).size, "each is told of once").toBe(found.length);
});

function factsOf(days: readonly UsedDay[], today: string): MachineFacts {
  return {
    humanId: "EQX1",
    siteName: null,
    timeZone: "UTC",
    now: new Date(`${today}T00:00:00Z`),
    today,
    status: "ON_RENT",
    hourMeter: null,
    lastSeenAt: null,
    reports: true,
    cadenceS: 900,
    feedSilent: false,
    usualSilenceH: null,
    days,
    fixes: [],
    inTransport: false,
    services: [],
    limits: DEFAULT_THRESHOLDS,
  };
}

test("the rules do not know what was planted", async () => {
  const folders = ["server/domain/alerts", "server/features/alerts"];
  for (const folder of folders)
    for await (const file of new Bun.Glob("*.ts").scan(folder))
      expect(await Bun.file(`${folder}/${file}`).text(), file).not.toMatch(/planted/i);
  expect(MACHINE_ALERT_KINDS.length).toBe(6);
});
