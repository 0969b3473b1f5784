import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, mkdir, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiskStore } from "../../server/files/disk-store.ts";
import { partsSweepRequested } from "../events.ts";
import { eventually, OPENING_MS, testRunner, type TestRunner } from "../runner/testing.ts";
import { PART_DAYS, partsSweep } from "./sweep-parts.ts";

let dataDir: string;
let runner: TestRunner;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "smart-rental-parts-"));
  const files = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl: "http://localhost:3000" });
  runner = await testRunner((client) => [partsSweep(client, { files })]);
}, OPENING_MS);
afterAll(async () => {
  await runner.stop();
  await rm(dataDir, { recursive: true });
});

test("uploads that were given up a week ago go, younger ones stay", async () => {
  const folder = join(dataDir, "files", "parts");
  await mkdir(folder, { recursive: true });
  for (const [name, days] of [
    ["old", PART_DAYS + 1],
    ["young", PART_DAYS - 1],
  ] as const) {
    await Bun.write(join(folder, name), "half a film");
    const then = new Date(Date.now() - days * 86_400_000);
    await utimes(join(folder, name), then, then);
  }
  await runner.client.send(partsSweepRequested.create({}));
  await eventually(async () => (await readdir(folder)).length === 1);
  expect(await readdir(folder)).toEqual(["young"]);
  expect(runner.reports).toEqual([]);
});
