/**
 * `bun run bench`: every benchmark in a process of its own, one after the other. Findings are kept by benchmark in `bench/results.json`, and
 * `bench/RESULTS.md` is the table of them. `--only rls-page,qr` runs some and leaves the others' findings as they are; what else is given
 * goes to the benchmarks.
 */
import { readFile, rm } from "node:fs/promises";
import { cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "./report.ts";

const BENCHMARKS = [
  "rls-page",
  "check-outs",
  "availability",
  "reserve",
  "ingest",
  "alert-sweep",
  "alert-week",
  "fan-out",
  "qr",
  "qr-decoders",
  "authorize",
  "forecast",
  "transfers",
] as const;
/** What one benchmark found, when, and on which versions. */
type Kept = Record<string, { date: string; versions: string; findings: Finding[] }>;

const { values: options } = parseArgs({ options: { only: { type: "string" }, big: { type: "boolean" } } });
const wanted = options.only?.split(",") ?? BENCHMARKS;
const unknown = wanted.filter((name) => !BENCHMARKS.some((known) => known === name));
if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(", ")}; there are ${BENCHMARKS.join(", ")}`);

async function run(name: string): Promise<{ findings: Finding[]; failed: boolean }> {
  const file = join(tmpdir(), `smart-rental-bench-${process.pid}-${name}.json`);
  console.log(`\n# ${name}`);
  const env = { ...process.env, BENCH_FINDINGS: file };
  const command = ["bun", join(import.meta.dir, `${name}.ts`), ...(options.big ? ["--big"] : [])];
  const child = Bun.spawn(command, { env, stdout: "inherit", stderr: "inherit" });
  const code = await child.exited;
  const findings = (await Bun.file(file).exists()) ? ((await Bun.file(file).json()) as Finding[]) : [];
  await rm(file, { force: true });
  return { findings, failed: code !== 0 };
}

const versionOf = async (name: string) =>
  `${name} ${((await Bun.file(`node_modules/@electric-sql/${name}/package.json`).json()) as { version: string }).version}`;
const versions = [`Bun ${Bun.version}`, await versionOf("pglite"), await versionOf("pglite-postgis")].join(", ");
const date = new Date().toISOString().slice(0, 10);

const results = Bun.file(join(import.meta.dir, "results.json"));
const kept: Kept = (await results.exists()) ? ((await results.json()) as Kept) : {};
const failed: string[] = [];
for (const name of wanted) {
  const { findings, failed: hasFailed } = await run(name);
  if (hasFailed) failed.push(name);
  else kept[name] = { date, versions, findings };
}
await Bun.write(results, `${JSON.stringify(kept, null, 2)}\n`);

const system = await readFile("/etc/os-release", "utf8").then(
  (text) => /^PRETTY_NAME="(.*)"$/m.exec(text)?.[1],
  () => undefined,
);
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${system ?? type()}, kernel ${release()}`;
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const known = BENCHMARKS.flatMap((name) => (kept[name] ? [[name, kept[name]] as const] : []));
const lines = [
  "# Benchmarks",
  "",
  "Made by `bun run bench`. Each ratio compares two things measured in the same run, taking turns; figures of different days do not compare.",
  "",
  `- Machine: ${machine}`,
  ...known.map(
    ([name, { date: day, versions: on }]) => `- ${name}: ${day}, ${on}; the databases' own stand in the table`,
  ),
  ...known.filter(([, { findings }]) => findings.length === 0).map(([name]) => `- Nothing to measure: ${name}`),
  ...BENCHMARKS.filter((name) => !kept[name]).map((name) => `- Not run yet: ${name}`),
  "",
  "| What | Figure | Baseline | Ratio | How |",
  "|---|---|---|---|---|",
  ...known.flatMap(([, { findings }]) =>
    findings.map(
      ({ what, figure, baseline, ratio, how }) => `| ${[what, figure, baseline, ratio, how].map(cell).join(" | ")} |`,
    ),
  ),
  "",
];
await Bun.write(join(import.meta.dir, "RESULTS.md"), lines.join("\n"));
console.log(`\nbench/RESULTS.md is made anew${failed.length > 0 ? `, failed: ${failed.join(", ")}` : ""}`);
process.exit(failed.length > 0 ? 1 : 0);
