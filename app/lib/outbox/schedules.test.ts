import { expect, test } from "bun:test";
import { runSchedule, type Tally } from "./testing/schedule.ts";

const COUNT = Number(process.env["OUTBOX_SCHEDULES"] ?? 2_000);
const FIRST = Number(process.env["OUTBOX_SEED"] ?? 1);

test(`${COUNT} random days lose nothing, apply nothing twice, keep the order of each machine and get nothing stuck`, async () => {
  const tally: Tally = {};
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) await runSchedule(seed, tally);
  console.info(`outbox schedules from seed ${FIRST}: ${JSON.stringify(tally)}`);
  expect(tally["schedules"]).toBe(COUNT);
  // A run that never met a fault would prove nothing.
  for (const fault of ["request lost", "killed between commit and answer", "quota", "page killed in mid-flush"])
    expect(tally[fault]).toBeGreaterThan(0);
}, 600_000);
