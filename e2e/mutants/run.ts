/**
 * `bun run test:mutants`: breaks each policy, grant, function and guard in turn, in copies of the tree and databases of their own, and shows
 * that a test fails for each. `--only <text>` runs those whose name holds the text and writes no report, `--workers <n>` says how many at
 * a time. With TEST_DATABASE_URL it works on that server, one at a time. Exits 1 when something goes unnoticed. Verdicts are kept by
 * commit, and `--resume` takes those of a run of the same commit that was cut short.
 */
import { appendFile, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { casbinMutants } from "./casbin-mutants.ts";
import { EQUIVALENT } from "./equivalent.ts";
import { functionMutants, WIDENED_FUNCTIONS } from "./function-mutants.ts";
import { grantMutants } from "./grant-mutants.ts";
import { nameOf, type Mutant, type Suite, type Verdict } from "./mutant.ts";
import { policyMutants } from "./policy-mutants.ts";
import { reasonFor, reportOf } from "./report.ts";
import { SOURCE_MUTANTS, unplacedEdits } from "./source-mutants.ts";
import { StillbornError, Workshop } from "./workshop.ts";

const root = new URL("../..", import.meta.url).pathname;
const server = process.env["TEST_DATABASE_URL"];
const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    workers: { type: "string" },
    list: { type: "boolean" },
    resume: { type: "boolean" },
  },
});
const startedMs = performance.now();
const minutes = () => (performance.now() - startedMs) / 60_000;
const base = join(tmpdir(), `smart-rental-mutants-${process.pid}`);
await mkdir(base, { recursive: true });

/** One verdict a line, as `[name, killer, seconds]`. */
const keptAt = join(
  root,
  `.cache/mutants-${Bun.spawnSync(["git", "rev-parse", "HEAD"], { cwd: root }).stdout.toString().trim()}.jsonl`,
);
await mkdir(join(root, ".cache"), { recursive: true });
if (!options.resume) await rm(keptAt, { force: true });

const workshops: Workshop[] = [];
/** Tests that fail unbroken. */
const broken: string[] = [];
for (let at = 0; at < (server ? 1 : Number(options.workers ?? 2)); at++)
  workshops.push(await Workshop.open(root, join(base, String(at))));

const all = await allMutants(workshops[0]!);
const wanted = all.filter((mutant) => !options.only || nameOf(mutant).includes(options.only));
console.log(`${wanted.length} of ${all.length} mutants, ${workshops.length} at a time`);
if (options.list) for (const mutant of wanted) console.log(nameOf(mutant));
const verdicts = options.list ? [] : await judgeAll(wanted);
for (const workshop of workshops) await workshop.close();
await rm(base, { recursive: true, force: true });

const unnoticed = verdicts.filter(({ mutant, killer }) => !killer && !reasonFor(nameOf(mutant), EQUIVALENT));
const revived = verdicts.filter(({ mutant, killer }) => killer && reasonFor(nameOf(mutant), EQUIVALENT));
if (!options.only && !options.list) {
  const report = reportOf(verdicts, {
    date: new Date().toISOString().slice(0, 10),
    minutes: minutes(),
    database: server ? "PostgreSQL" : "the embedded database",
    equivalent: EQUIVALENT,
  });
  await Bun.write(join(root, "docs/mutants.md"), report);
}
console.log(
  `\n${verdicts.length} mutants, ${verdicts.filter(({ killer }) => killer).length} noticed, ${unnoticed.length} unnoticed, ${minutes().toFixed(1)} minutes`,
);
for (const { mutant } of unnoticed) console.log(`UNNOTICED  ${nameOf(mutant)}`);
for (const { mutant } of revived)
  console.log(`NOTICED AFTER ALL, take it from the list of equivalent ones  ${nameOf(mutant)}`);
for (const failed of broken) console.log(`FAILS UNBROKEN, so it proved nothing  ${failed}`);
process.exit(unnoticed.length + revived.length + broken.length > 0 ? 1 : 0);

async function allMutants(workshop: Workshop): Promise<Mutant[]> {
  const client = await workshop.owner.connect();
  try {
    const functions = await functionMutants(client);
    const missing = WIDENED_FUNCTIONS.filter((name) => !functions.some(({ object }) => object === name));
    if (missing.length > 0)
      throw new Error(`no function app.${missing.join(", app.")}: mend WIDENED in e2e/mutants/function-mutants.ts`);
    // A missing match is better known at once than after half an hour.
    const [unplaced] = await unplacedEdits(root);
    if (unplaced) throw new Error(`${unplaced}\nMend e2e/mutants/source-mutants.ts.`);
    return [
      ...SOURCE_MUTANTS,
      ...functions,
      ...(await policyMutants(client)),
      ...(await grantMutants(client)),
      ...(await casbinMutants(root)),
    ];
  } finally {
    client.release();
  }
}

async function readKept(): Promise<[name: string, killer: string | null, seconds: number][]> {
  const file = Bun.file(keptAt);
  return (await file.exists()) ? (Bun.JSONL.parse(await file.text()) as never) : [];
}

/** Each worker takes the next mutant. What notices one is run once without it, and counts no more if it fails then too. */
async function judgeAll(mutants: readonly Mutant[]): Promise<Verdict[]> {
  const passes = new Map<string, Promise<boolean>>();
  const isWhole = (workshop: Workshop, suite: Suite) => {
    const key = JSON.stringify(suite);
    const proven =
      passes.get(key) ??
      workshop.run(suite).then(({ failed }) => {
        if (failed) broken.push(failed);
        return !failed;
      });
    passes.set(key, proven);
    return proven;
  };
  const judge = async (workshop: Workshop, mutant: Mutant): Promise<string | null> => {
    let suites = mutant.suites;
    for (;;) {
      const noticed = await workshop.judge({ ...mutant, suites });
      if (!noticed || (await isWhole(workshop, noticed.suite))) return noticed?.killer ?? null;
      suites = suites.filter((suite) => suite !== noticed.suite);
    }
  };
  const kept = new Map((await readKept()).map(([name, ...verdict]) => [name, verdict]));
  const found: Verdict[] = mutants.flatMap((mutant) => {
    const [killer, seconds] = kept.get(nameOf(mutant)) ?? [];
    return killer === undefined || seconds === undefined ? [] : { mutant, killer, seconds };
  });
  const queue = mutants.filter((mutant) => !kept.has(nameOf(mutant)));
  await Promise.all(
    workshops.map(async (workshop) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const mutant = next;
        const beganMs = performance.now();
        const killer = await judge(workshop, mutant).catch((error: unknown) => {
          if (error instanceof StillbornError) return undefined;
          throw new Error(`${nameOf(mutant)}: ${String(error)}`, { cause: error });
        });
        if (killer === undefined) continue;
        const seconds = (performance.now() - beganMs) / 1_000;
        found.push({ mutant, killer, seconds });
        await appendFile(keptAt, `${JSON.stringify([nameOf(mutant), killer, seconds])}\n`);
        if (!killer || options.only || found.length % 25 === 0)
          console.log(
            `${found.length}/${mutants.length}  ${killer ? "noticed  " : "UNNOTICED"}  ${nameOf(mutant)}  ${killer ?? ""}  ${seconds.toFixed(1)} s`,
          );
      }
    }),
  );
  return mutants.flatMap((mutant) => found.find((verdict) => verdict.mutant === mutant) ?? []);
}
