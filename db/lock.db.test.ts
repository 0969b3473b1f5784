import { afterAll, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "./embedded.ts";
import { DirectoryLockedError, lockDirectory } from "./lock.ts";

const made: string[] = [];
const directory = async () => {
  made.push(await mkdtemp(join(tmpdir(), "smart-rental-lock-")));
  return made.at(-1)!;
};
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));

const child = (path: string) =>
  Bun.spawn([process.execPath, new URL("./children/take-lock.ts", import.meta.url).pathname, path], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
const firstWords = async (process: ReturnType<typeof child>) =>
  new TextDecoder().decode((await process.stdout.getReader().read()).value).trim();
const leaveLock = (path: string, owner: unknown) =>
  Bun.write(join(path, "lock"), typeof owner === "string" ? owner : JSON.stringify(owner));

test("a second process is told who has the directory and what to do", async () => {
  const path = await directory();
  const unlock = await lockDirectory(path);
  const second = child(path);
  expect(await firstWords(second)).toBe(
    `The data directory ${path} is in use by process ${process.pid}. Stop that process, or set DATA_DIR to another directory.`,
  );
  await second.exited;
  await unlock();
  const third = child(path);
  expect(await firstWords(third)).toBe("locked");
  expect(await lockDirectory(path).catch((error) => error)).toBeInstanceOf(DirectoryLockedError);
  await third.stdin.end();
  await third.exited;
  expect(existsSync(join(path, "lock"))).toBe(false);
});

test("an embedded database is not opened where another process has one", async () => {
  const path = await directory();
  const owner = child(path);
  expect(await firstWords(owner)).toBe("locked");
  const refusal = await openEmbedded({ dataDir: path, cacheDir: path }).catch((error: Error) => error);
  expect(refusal).toBeInstanceOf(DirectoryLockedError);
  expect(existsSync(join(path, "postgres"))).toBe(false);
  await owner.stdin.end();
  await owner.exited;
});

test("a killed process leaves no lock that holds", async () => {
  const path = await directory();
  const owner = child(path);
  expect(await firstWords(owner)).toBe("locked");
  owner.kill("SIGKILL");
  await owner.exited;
  expect(existsSync(join(path, "lock"))).toBe(true);
  await (
    await lockDirectory(path)
  )();
});

test.each([
  ["of a process that is gone", { pid: 2 ** 22 + 1, started: "1" }],
  ["whose process id was given to another program since", { pid: process.pid, started: "1" }],
  ["that was never written", ""],
  ["that is no lock", "{"],
])("a lock %s is taken over", async (_what, owner) => {
  const path = await directory();
  await leaveLock(path, owner);
  const unlock = await lockDirectory(path);
  expect(await Bun.file(join(path, "lock")).json()).toMatchObject({ pid: process.pid });
  await unlock();
});
