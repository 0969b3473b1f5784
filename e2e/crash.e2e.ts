/** A server that is killed in the middle of its work: what it has acknowledged is there, and nothing is half there. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Asset } from "../server/domain/assets/schema.ts";
import { mulberry32 } from "../server/domain/prng.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { Api, newId, type Body } from "./api-client.ts";
import { checkOutOf, freeMachines, jobsites, type LedgerEvent } from "./api-world.ts";
import { startServer, type RunningServer } from "./harness/server.ts";

const SEED = 20261122;
const KILLS = 3;
const WORKERS = 4;
const DISPATCH = "dispatch@dealer1.example";
const root = new URL("..", import.meta.url).pathname;
const WITHIN_MS = 240_000;
const RESTARTS_WITHIN_MS = 30_000;

type Operation = { path: string; body: Body & { operationId: string; humanId: string } };

let dataDir: string;
let server: RunningServer;
let api: Api;
/** When the first operation was sent: ISO 8601, UTC. */
let workSince: string;
const chance = mulberry32(SEED);
/** What was answered with 200, and with which bytes. */
const acknowledged: { operation: Operation; text: string }[] = [];
/** What was sent and never answered. */
const unanswered: Operation[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "smart-rental-kill-"));
  await start();
  workSince = new Date().toISOString();
}, WITHIN_MS);
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, WITHIN_MS);

async function start(): Promise<number> {
  const startedMs = performance.now();
  server = await startServer({ dataDir });
  api = new Api(server.url);
  await api.token(DISPATCH);
  return performance.now() - startedMs;
}

/** Sends one operation. False once the server is gone; throws on any answer but 200. */
async function carryOut(operation: Operation): Promise<boolean> {
  let answer;
  try {
    answer = await api.rest(DISPATCH, "POST", operation.path, operation.body);
  } catch {
    unanswered.push(operation);
    return false;
  }
  if (answer.status !== 200) throw new Error(`${operation.path}: ${answer.status} ${answer.text}`);
  acknowledged.push({ operation, text: answer.text });
  return true;
}

/** Sends machines out and takes them back, one after the other, until the server is gone. */
async function work(machines: Asset[], site: Site): Promise<void> {
  for (let n = 0; ; n++) {
    const machine = machines[n % machines.length]!;
    const { humanId, hourMeter } = machine;
    const at = (path: string, body: Body): Operation => ({ path, body: { ...body, operationId: newId(), humanId } });
    const round = [
      at("/rentals/checkout", checkOutOf(machine, site)),
      at("/rentals/checkin", { engineEnd: hourMeter, fuelL: 10, notes: `round ${n}` }),
      at(`/assets/${humanId}/status`, { status: "AVAILABLE" }),
    ];
    for (const operation of round) if (!(await carryOut(operation))) return;
  }
}

/** Status of the machine, its rentals and its events tell one story. */
async function storiesOf(humanId: string): Promise<{ seen: object; told: object }> {
  const { status, customerId, rentalId } = await api.get<Asset>(DISPATCH, `/assets/${humanId}`);
  const rentals = await api.all<Rental>(DISPATCH, `/rentals?humanId=${humanId}`);
  const events = await api.all<LedgerEvent>(DISPATCH, `/events?humanId=${humanId}`);
  const ofRentals = events.filter(({ type }) => type === "rental.checked_out" || type === "rental.checked_in");
  const newest = events.find(
    // What was before is the seed's, which brings in machines as they stand.
    ({ type, at }) => at >= workSince && (type.startsWith("rental.checked") || type === "asset.status_changed"),
  );
  const active = rentals.filter(({ state }) => state === "ON_RENT" || state === "PICK_UP_READY");
  const isOut = newest?.type === "rental.checked_out";
  const count = (type: string) => ofRentals.filter((event) => event.type === type).length;
  return {
    seen: {
      status,
      isRented: customerId !== null,
      rentalId,
      active: active.length,
      out: rentals.length,
      back: rentals.filter(({ state }) => state === "RETURNED").length,
    },
    told: {
      status: isOut ? "ON_RENT" : newest?.type === "rental.checked_in" ? "IDLE" : "AVAILABLE",
      isRented: isOut,
      rentalId: isOut ? active[0]?.id : null,
      active: isOut ? 1 : 0,
      out: count("rental.checked_out"),
      back: count("rental.checked_in"),
    },
  };
}

async function auditVerify(): Promise<{ code: number; output: string }> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = Bun.spawn(["bun", "run", "--silent", "audit:verify"], {
    cwd: root,
    env: { PATH, HOME, TMPDIR, DATA_DIR: dataDir },
    stdout: "pipe",
    stderr: "inherit",
  });
  const [output, code] = await Promise.all([new Response(child.stdout).text(), child.exited]);
  return { code, output };
}

test(
  "a second process on the same data directory is refused, with a sentence",
  async () => {
    const { PATH, HOME, TMPDIR } = process.env;
    const child = Bun.spawn(["bun", "server/start.ts", "--no-build"], {
      cwd: root,
      env: { PATH, HOME, TMPDIR, PORT: "0", DATA_DIR: dataDir },
      stdout: "pipe",
      stderr: "pipe",
    });
    const [errors, code] = await Promise.all([new Response(child.stderr).text(), child.exited]);
    expect(errors.trim()).toMatch(
      /^The data directory .+ is in use by process \d+\. Stop that process, or set DATA_DIR to another directory\.$/,
    );
    expect(code).toBe(1);
    expect((await api.send("GET", "/readyz")).status).toBe(200);
  },
  WITHIN_MS,
);

for (let kill = 1; kill <= KILLS; kill++) {
  test(
    `kill ${kill} of ${KILLS} loses nothing that was acknowledged`,
    async () => {
      const machines = (await freeMachines(api, DISPATCH)).slice(0, WORKERS * 2);
      const site = (await jobsites(api, DISPATCH))[0]!;
      const before = acknowledged.length;
      const workers = Array.from({ length: WORKERS }, (_, n) => work(machines.slice(n * 2, n * 2 + 2), site));
      const workedMs = 600 + Math.floor(chance() * 2_000);
      await Bun.sleep(workedMs);
      const inFlight = unanswered.length;
      await server.stop({ kill: true });
      await Promise.all(workers);
      expect(acknowledged.length).toBeGreaterThan(before);
      expect(unanswered.length).toBeGreaterThan(inFlight);

      const readyMs = await start();
      const done = acknowledged.length - before;
      console.log(
        `Killed after ${workedMs} ms and ${done} operations, ${unanswered.length - inFlight} in flight; signed in again ${(readyMs / 1000).toFixed(1)} s after the restart.`,
      );
      expect(readyMs).toBeLessThan(RESTARTS_WITHIN_MS);

      for (const { humanId } of machines) {
        const { seen, told } = await storiesOf(humanId);
        expect({ humanId, ...seen }).toEqual({ humanId, ...told });
      }
      for (const { operation, text } of acknowledged)
        expect((await api.rest(DISPATCH, "POST", operation.path, operation.body)).text).toBe(text);
      const { code, output } = await auditVerify();
      expect(output).toContain("3 chains are whole.");
      expect(code).toBe(0);

      // What nobody answered was carried out or not; sent again it is, once.
      for (const operation of unanswered.splice(0)) {
        await carryOut(operation);
        const { seen, told } = await storiesOf(operation.body.humanId);
        expect({ ...seen }).toEqual({ ...told });
      }
      for (const { humanId } of machines) {
        const { seen } = await storiesOf(humanId);
        if ((seen as Asset).status === "ON_RENT")
          await api.post(DISPATCH, "/rentals/checkin", {
            operationId: newId(),
            humanId,
            engineEnd: machines.find((one) => one.humanId === humanId)!.hourMeter,
          });
        if ((seen as Asset).status !== "AVAILABLE")
          await api.post(DISPATCH, `/assets/${humanId}/status`, { operationId: newId(), status: "AVAILABLE" });
      }
    },
    WITHIN_MS,
  );
}
