import { expect, test } from "bun:test";
import { runSchedule, type Tally } from "./testing/schedule.ts";

const COUNT = Number(process.env["OUTBOX_SCHEDULES"] ?? 2_000);
const FIRST = Number(process.env["OUTBOX_SEED"] ?? 1);

const FAULTS = [
  "request lost",
  "killed between commit and answer",
  "delivered twice",
  "late repetition",
  "captive portal",
  "server busy",
  "server fault",
  "poison",
  "network toggled",
  "30 days offline",
  "clock off",
  "times held against the truth",
  "token expired",
  "role changed",
  "somebody else enters",
  "quota",
  "disk stays full",
  "no room on the disk",
  "files not given out",
  "file lost by the browser",
  "asked: outbox.file_missing",
  "damaged record",
  "uploads cleared away",
  "upload lost",
  "upload busy",
  "upload fault",
  "upload waits for Wi-Fi",
  "announcement lost",
  "films waited alone",
  "film arrived",
  "upload blocked",
  "a proxy's page",
  "asked: outbox.blocked",
  "page killed",
  "page killed in mid-flush",
  "worker killed in mid-flush",
  "two tabs",
  "added twice",
  "person decides in mid-flush",
  "another tab acts on what it saw",
  "decided too late",
  "carried to another device",
];

test(`${COUNT} random days lose nothing, apply nothing twice, keep the order of each machine and get nothing stuck`, async () => {
  const tally: Tally = {};
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) await runSchedule(seed, tally);
  console.info(`outbox schedules from seed ${FIRST}: ${JSON.stringify(tally)}`);
  expect(tally["schedules"]).toBe(COUNT);
  // A run that never met a fault would prove nothing.
  const missed = FAULTS.filter((fault) => !tally[fault]);
  expect(COUNT < 500 ? [] : missed).toEqual([]);
}, 600_000);
