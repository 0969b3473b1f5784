import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mulberry32 } from "../server/domain/prng.ts";

const ROUNDS = 5;
const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-crash-"));
const cacheDir = new URL("../.cache", import.meta.url).pathname;
afterAll(() => rm(dataDir, { recursive: true, force: true }));

type Line = { found?: string[]; id?: string };

/** Runs the writer until `killAfterMs` after its first acknowledged row, or to its end. */
async function run(mode: "write" | "read", killAfterMs: number): Promise<{ found: string[]; acknowledged: string[] }> {
  const child = Bun.spawn(
    [process.execPath, new URL("./children/write-rows.ts", import.meta.url).pathname, dataDir, cacheDir, mode],
    { stdout: "pipe", stderr: "inherit" },
  );
  const [acknowledged, text] = [[] as string[], new TextDecoder()];
  let found: string[] | undefined;
  let unread = "";
  let timer: Timer | undefined;
  for await (const chunk of child.stdout) {
    const lines = (unread + text.decode(chunk, { stream: true })).split("\n");
    unread = lines.pop()!;
    for (const line of lines) {
      const said = JSON.parse(line) as Line;
      found ??= said.found;
      if (said.id) acknowledged.push(said.id);
      if (said.id) timer ??= setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    }
  }
  await child.exited;
  expect(child.signalCode).toBe(mode === "write" ? "SIGKILL" : null);
  if (!found) throw new Error("the database did not open");
  return { found, acknowledged };
}

test(`every acknowledged row outlives ${ROUNDS} kills`, async () => {
  const random = mulberry32(20_260_131);
  const acknowledged = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const { found, acknowledged: added } = await run("write", 20 + random() * 700);
    expect([...acknowledged].filter((id) => !found.includes(id))).toEqual([]);
    expect(added.length).toBeGreaterThan(0);
    for (const id of added) acknowledged.add(id);
  }
  const { found } = await run("read", 0);
  expect([...acknowledged].filter((id) => !found.includes(id))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * 10);
}, 120_000);
