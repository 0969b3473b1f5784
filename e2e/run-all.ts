/**
 * `bun run test`: unit and database tests on one embedded database (or the server that TEST_DATABASE_URL names), the app's build,
 * and the browser journeys on one seeded server. Ends with `N passed, N failed`. With `--database` it runs the database tests alone,
 * with `--journeys` the journeys alone.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { buildIfStale } from "../server/build.ts";
import { readCounts, type Counts } from "./harness/junit.ts";
import { launchBrowser } from "./harness/browser.ts";
import { startServer } from "./harness/server.ts";

const root = new URL("..", import.meta.url).pathname;
const databaseAlone = process.argv.includes("--database");
/** Apart, so that the two may run at the same time. */
const resultsDir = join(root, databaseAlone ? ".cache/test-results-database" : "test-results");
const journeysAlone = process.argv.includes("--journeys");

type Phase = Counts & { name: string; seconds: number };
const phases: Phase[] = [];

/** Runs one phase, says how long it took, and goes on after a failure: one run tells everything that is wrong. */
async function phase(name: string, run: () => Promise<Counts | undefined>): Promise<boolean> {
  console.log(`\n── ${name}`);
  const startedMs = performance.now();
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = (await run()) ?? counts;
  } catch (error) {
    console.error(error);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  phases.push({ name, ...counts, seconds: (performance.now() - startedMs) / 1000 });
  return counts.failed === 0;
}

/** Runs test files in a process of their own and counts. A process that fails without a failed test counts as one. */
async function bunTest(report: string, files: string[], flags: string[], env: Record<string, string>): Promise<Counts> {
  if (files.length === 0) throw new Error("no test files");
  const outfile = join(resultsDir, `${report}.xml`);
  const child = Bun.spawn(
    ["bun", "test", "--only-failures", "--reporter=junit", `--reporter-outfile=${outfile}`, ...flags, ...files],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdout: "inherit",
      stderr: "inherit",
    },
  );
  const code = await child.exited;
  const counts = (await Bun.file(outfile).exists())
    ? readCounts(await Bun.file(outfile).text())
    : { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const filesOf = async (pattern: string) =>
  (await Array.fromAsync(new Bun.Glob(pattern).scan({ cwd: root }))).sort().map((path) => `./${path}`);

/** The embedded database in a process of its own, so that the tests' event loop is free. */
async function openDatabase(): Promise<{ env: Record<string, string>; close: () => Promise<unknown> }> {
  if (process.env.TEST_DATABASE_URL) return { env: {}, close: async () => {} };
  const child = Bun.spawn(["bun", "e2e/harness/test-database.ts"], {
    cwd: root,
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const host = new TextDecoder().decode(value).trim();
  if (!host) throw new Error("the test database did not open");
  const close = async () => {
    await child.stdin.end();
    await child.exited;
  };
  return { env: { TEST_DATABASE_HOST: host }, close };
}

await rm(resultsDir, { recursive: true, force: true });
await mkdir(resultsDir, { recursive: true });

const where = process.env.TEST_DATABASE_URL ? "the PostgreSQL server" : "the embedded database";
const onDatabase = () =>
  phase(`${databaseAlone ? "database tests" : "unit and database tests"} on ${where}`, async () => {
    const files = await filesOf(
      `{app,server,db,jobs,bench,e2e}/**/*.${databaseAlone ? "db.test.ts" : "test.{ts,tsx}"}`,
    );
    const { env, close } = await openDatabase();
    try {
      return await bunTest("unit", files, ["--timeout=60000"], env);
    } finally {
      await close();
    }
  });

if (!journeysAlone) await onDatabase();
if (!databaseAlone) {
  const isBuilt = await phase("the app's build", async () => {
    console.log((await buildIfStale(console.log)) ? "Built." : "Fresh already.");
    return undefined;
  });
  await phase("browser journeys on a seeded server", async () => {
    if (!isBuilt) throw new Error("without the app there is nothing to walk through");
    // Unpacks the browser once, before several files want it.
    await (await launchBrowser()).close();
    const server = await startServer();
    try {
      return await bunTest("browser", await filesOf("e2e/**/*.e2e.ts"), [], { E2E_SERVER_URL: server.url });
    } finally {
      await server.stop();
      await Bun.write(join(resultsDir, "server.log"), server.log());
    }
  });
}

console.log("\n── summary");
for (const { name, passed, failed, skipped, seconds } of phases) {
  console.log(
    `${failed === 0 ? "ok  " : "FAIL"}  ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}, ${seconds.toFixed(1)} s`,
  );
}
const sum = (pick: (counts: Counts) => number) => phases.reduce((total, counts) => total + pick(counts), 0);
const failed = sum((counts) => counts.failed);
console.log(`\n${sum((counts) => counts.passed)} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
