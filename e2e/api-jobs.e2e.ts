/** What the running server does by itself: alerts about due times open, and resolve when their cause is gone. */
import { afterEach, beforeAll, expect, test } from "bun:test";
import type { z } from "zod";
import type { alertSchema } from "../server/domain/alerts/list.ts";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, OPENS_WITHIN_MS, sharedApi, WITHIN_MS, type Api } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, jobsites, later, type LedgerEvent } from "./api-world.ts";

const DISPATCH = "dispatch@dealer3.example";
const FOLLOWS_WITHIN_MS = 20_000;

type Alert = z.infer<typeof alertSchema>;

let api: Api;
let machines: Asset[];
let site: Site;
beforeAll(async () => {
  api = await sharedApi();
  machines = (await freeMachines(api, DISPATCH)).slice(1, 12);
  site = (await jobsites(api, DISPATCH))[0]!;
}, OPENS_WITHIN_MS);
let used: string[] = [];
afterEach(async () => {
  for (const humanId of used) await giveBack(api, DISPATCH, humanId);
  used = [];
}, WITHIN_MS);

const alertsOf = async (humanId: string, state: string) =>
  (await api.get<{ items: Alert[] }>(DISPATCH, `/alerts?humanId=${humanId}&state=${state}&limit=500`)).items;

/** Waits for what the jobs do, and tells how long it took. */
async function until<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < FOLLOWS_WITHIN_MS) {
    const found = await find();
    if (found !== undefined) {
      console.log(`${what} after ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
      return found;
    }
    await Bun.sleep(200);
  }
  throw new Error(`${what}: not within ${FOLLOWS_WITHIN_MS / 1000} s`);
}

/** A free machine whose last return lies so many days back, that a device may tell late of what was after it. */
async function longInTheYard(days: number): Promise<Asset> {
  for (const machine of machines) {
    const [last] = await api.all<Rental>(DISPATCH, `/rentals?humanId=${machine.humanId}&state=RETURNED`);
    const lastMs = last?.checkedInAt ? Date.parse(last.checkedInAt) : 0;
    if (lastMs < Date.now() - days * 86_400_000) return machine;
  }
  throw new Error("every machine was out lately");
}

const isAbout =
  (type: string, alertId: string) =>
  ({ type: kind, record }: LedgerEvent) =>
    kind === type && (JSON.parse(record) as { event: { data: { alertId: string } } }).event.data.alertId === alertId;

async function opensAndResolves(machine: Asset, changes: object, kind: Alert["kind"], reason: RegExp): Promise<void> {
  const { humanId } = machine;
  used.push(humanId);
  const rental = await api.post<Rental>(DISPATCH, "/rentals/checkout", checkOutOf(machine, site, { ...changes }));
  const alert = await until(`${kind} is open`, async () =>
    (await alertsOf(humanId, "LIVE")).find((one) => one.kind === kind),
  );
  expect(alert).toMatchObject({ state: "OPEN", humanId, equipmentId: machine.id, siteId: site.id, resolvedAt: null });
  expect(alert.reason).toMatch(reason);
  const { organization } = await api.me("supervisor@customer10.example");
  if (site.customerId === organization.id)
    expect(
      (await api.get<{ items: Alert[] }>("supervisor@customer10.example", `/alerts?humanId=${humanId}`)).items.map(
        ({ id }) => id,
      ),
    ).toContain(alert.id);
  expect((await api.get<{ items: Alert[] }>("dispatch@dealer1.example", `/alerts?humanId=${humanId}`)).items).toEqual(
    [],
  );

  await api.post(DISPATCH, "/rentals/checkin", { operationId: newId(), humanId, engineEnd: rental.engineStart! });
  const resolved = await until(`${kind} is resolved`, async () =>
    (await alertsOf(humanId, "RESOLVED")).find(({ id }) => id === alert.id),
  );
  expect(Date.parse(resolved.resolvedAt!)).toBeGreaterThanOrEqual(Date.parse(resolved.openedAt));
  expect((await alertsOf(humanId, "LIVE")).filter((one) => one.kind === kind)).toEqual([]);
  const events = await api.all<LedgerEvent>(DISPATCH, `/events?humanId=${humanId}`);
  for (const type of ["alert.opened", "alert.resolved"]) expect(events.filter(isAbout(type, alert.id))).toHaveLength(1);
  expect(await api.get(DISPATCH, "/events/verify")).toMatchObject({ ok: true });
}

test(
  "a machine due soon raises an alert at once, and its return clears it",
  () => opensAndResolves(machines[0]!, { dueAt: later(3) }, "DUE_SOON", /is due back on/),
  WITHIN_MS,
);

test(
  "a machine that is overdue, told of late, raises an alert at once, and its return clears it",
  async () => {
    const machine = await longInTheYard(3);
    await opensAndResolves(
      machine,
      { occurredAt: later(-3 * 24 + 1), dueAt: later(-2 * 24) },
      "OVERDUE",
      /was due back on .+ and is overdue/,
    );
  },
  WITHIN_MS,
);
