/** `bun run bench`: every benchmark in a process of its own, one after the other, and their findings as one table in `bench/RESULTS.md`. */
import { readFile, rm } from "node:fs/promises";
import { cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Finding } from "./report.ts";

const BENCHMARKS = ["rls-page", "check-outs", "availability", "reserve", "qr", "qr-decoders", "authorize"] as const;

async function run(name: string): Promise<{ findings: Finding[]; failed: boolean }> {
  const file = join(tmpdir(), `smart-rental-bench-${process.pid}-${name}.json`);
  console.log(`\n# ${name}`);
  const env = { ...process.env, BENCH_FINDINGS: file };
  const child = Bun.spawn(["bun", join(import.meta.dir, `${name}.ts`), ...process.argv.slice(2)], {
    env,
    stdout: "inherit",
    stderr: "inherit",
  });
  const code = await child.exited;
  const findings = (await Bun.file(file).exists()) ? ((await Bun.file(file).json()) as Finding[]) : [];
  await rm(file, { force: true });
  return { findings, failed: code !== 0 };
}

const findings: Finding[] = [];
const silent: string[] = [];
const failed: string[] = [];
for (const name of BENCHMARKS) {
  const result = await run(name);
  findings.push(...result.findings);
  if (result.failed) failed.push(name);
  else if (result.findings.length === 0) silent.push(name);
}

const system = await readFile("/etc/os-release", "utf8").then(
  (text) => /^PRETTY_NAME="(.*)"$/m.exec(text)?.[1],
  () => undefined,
);
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${system ?? type()}, kernel ${release()}`;
const versions = ["pglite", "pglite-postgis"].map(
  async (name) =>
    `${name} ${((await Bun.file(`node_modules/@electric-sql/${name}/package.json`).json()) as { version: string }).version}`,
);
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const lines = [
  "# Benchmarks",
  "",
  "Made by `bun run bench`. Each ratio compares two things measured in the same run, taking turns; figures of different days do not compare.",
  "",
  `- Date: ${new Date().toISOString().slice(0, 10)}`,
  `- Machine: ${machine}`,
  `- Versions: Bun ${Bun.version}, ${(await Promise.all(versions)).join(", ")}; the databases' own stand in the table`,
  ...silent.map((name) => `- Nothing to measure: ${name}`),
  ...failed.map((name) => `- Failed: ${name}`),
  "",
  "| What | Figure | Baseline | Ratio | How |",
  "|---|---|---|---|---|",
  ...findings.map(
    ({ what, figure, baseline, ratio, how }) => `| ${[what, figure, baseline, ratio, how].map(cell).join(" | ")} |`,
  ),
  "",
];
await Bun.write(join(import.meta.dir, "RESULTS.md"), lines.join("\n"));
console.log(
  `\n${findings.length} findings in bench/RESULTS.md${failed.length > 0 ? `, failed: ${failed.join(", ")}` : ""}`,
);
process.exit(failed.length > 0 ? 1 : 0);
