import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { jobRuns } from "../../db/schema/jobs.ts";
import { testDatabase } from "../../db/testing.ts";
import { alertsOf, eventsOf, mintDealer } from "../alerts/testing.ts";
import { alertsSweepRequested } from "../events.ts";
import { jobFunctions } from "../functions.ts";
import { OPENING_MS, eventually, testClient, testRunner, unique } from "./testing.ts";
import { startRuns, newRun } from "./runs.ts";

beforeAll(() => testDatabase(), OPENING_MS);

const fixture = new URL("./kill.fixture.ts", import.meta.url).pathname;
const children: Bun.Subprocess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function child(variables: Record<string, string>): Promise<Bun.Subprocess<"ignore", "pipe", "inherit">> {
  const { target } = await testDatabase();
  const host: Record<string, string> = target.kind === "embedded" ? { TEST_DATABASE_HOST: target.host } : {};
  const started = Bun.spawn([process.execPath, fixture], {
    env: { ...process.env, ...host, ...variables },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  children.push(started);
  const { value } = await started.stdout.getReader().read();
  if (
    !Buffer.from(value ?? [])
      .toString()
      .startsWith("running")
  )
    throw new Error("the child did not start");
  return started;
}

async function kill(process: Bun.Subprocess): Promise<void> {
  process.kill("SIGKILL");
  await process.exited;
}

describe("a driver that is killed", () => {
  test("between steps and in the middle of one: another finishes the run and repeats no step whose result was stored", async () => {
    const { db } = await testDatabase();
    const name = unique("kill");
    const directory = await mkdtemp(join(tmpdir(), "kill-"));
    const effects = join(directory, "effects");
    const gate = join(directory, "gate");
    const lines = async () =>
      (await Bun.file(effects).exists()) ? (await Bun.file(effects).text()).trim().split("\n") : [];
    const variables = { KILL_NAME: name, KILL_EFFECTS: effects, KILL_GATE: gate };
    const run = newRun({ functionId: `smart-rental-${name}`, event: { id: name, name, data: {}, ts: Date.now() } });
    await db.withService((tx) => startRuns(tx, [run]));
    const stored = async () => {
      const { rows } = await db.withService((tx) =>
        tx.execute<{ n: number }>(
          sql`select count(*)::int as n from job_steps where run_id = ${run.id} and (result is not null or kind = 'SLEEP')`,
        ),
      );
      return rows[0]!.n;
    };

    const first = await child(variables);
    await eventually(async () => (await stored()) === 4);
    await kill(first);
    expect((await lines()).toSorted()).toEqual(["one", "two-a", "two-b"]);

    const second = await child(variables);
    await eventually(async () => (await lines()).includes("three"));
    await kill(second);

    await Bun.write(gate, "open");
    await child(variables);
    const ended = () => db.withService((tx) => tx.select().from(jobRuns).where(eq(jobRuns.id, run.id)));
    await eventually(async () => (await ended())[0]?.state === "COMPLETED");
    expect((await ended())[0]?.output).toBe("finished");
    expect((await lines()).toSorted()).toEqual(["four", "one", "three", "three", "two-a", "two-b"]);
    await rm(directory, { recursive: true });
  }, 30_000);

  test("in the middle of the due sweep: every alert is opened exactly once, with one event each", async () => {
    const { db } = await testDatabase();
    const due = new Date(Date.now() - 5 * 86_400_000);
    const { dealerId } = await mintDealer(
      db,
      Array.from({ length: 300 }, () => due),
    );
    const client = testClient();
    // Takes the event in and stops at once, so that the children do the work.
    const inbox = await testRunner((own) => jobFunctions(own, { db }), { client, concurrency: 0 });
    await client.send(alertsSweepRequested.create({ dealerId }));
    await inbox.stop();

    const first = await child({ KILL_NAME: "" });
    await eventually(async () => (await alertsOf(db, dealerId)).length > 0);
    await kill(first);
    const opened = (await alertsOf(db, dealerId)).length;
    expect(opened).toBeLessThan(300);

    const second = await child({ KILL_NAME: "" });
    await eventually(async () => (await alertsOf(db, dealerId)).length >= 300);
    await Bun.sleep(300);
    await kill(second);
    const alerts = await alertsOf(db, dealerId);
    expect(alerts).toHaveLength(300);
    expect(new Set(alerts.map((alert) => alert.human_id)).size).toBe(300);
    expect(alerts.every((alert) => alert.kind === "OVERDUE" && alert.state === "OPEN")).toBe(true);
    const events = await eventsOf(db, dealerId);
    expect(events.map((event) => Number(event.seq))).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    expect(new Set(events.map((event) => `${event.type} ${event.human_id}`)).size).toBe(300);
  }, 30_000);
});
