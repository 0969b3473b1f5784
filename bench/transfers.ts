/**
 * How fast transfers are planned, the network's making included: the own network simplex method beside HiGHS on the same networks, with the same
 * objective wherever HiGHS finishes; and what it saves to put machines on the same truck. Run: `bun bench/transfers.ts`; `--big` gives HiGHS ten minutes for the largest instead of one.
 */
import { buildNetworks } from "../server/domain/engine/transfers/build-networks.ts";
import { solveTransport } from "../server/domain/engine/transfers/network-simplex.ts";
import { consolidateTrips } from "../server/domain/engine/transfers/consolidate-trips.ts";
import { planTransfers } from "../server/domain/engine/transfers/plan-transfers.ts";
import { TRANSFER_TERMS } from "../server/domain/engine/transfers/terms.ts";
import { randomProblem } from "../server/domain/engine/transfers/transfers.fixtures.ts";
import { betterTrips, tripProgram } from "../server/domain/engine/transfers/trip-program.ts";
import { mulberry32 } from "../server/domain/prng.ts";
import { median, report, times, type Finding } from "./report.ts";
import { linearProgram, openHighs } from "./solve-with-highs.ts";

const LIMIT_SECONDS = process.argv.includes("--big") ? 600 : 60;
const CASES = [
  { sites: 30, assets: 300, types: 4, nearest: 30, goalSeconds: null, rounds: 7 },
  { sites: 300, assets: 10_000, types: 25, nearest: 20, goalSeconds: 1, rounds: 3 },
  { sites: 3000, assets: 100_000, types: 25, nearest: 20, goalSeconds: 15, rounds: 1 },
];

/** Milliseconds of HiGHS over all networks, or null where the limit was reached; another objective than ours ends the run. */
async function withHighs(
  networks: ReturnType<typeof buildNetworks>,
  objectives: readonly number[],
): Promise<number | null> {
  const highs = await openHighs();
  try {
    let totalMs = 0;
    for (const [i, network] of networks.entries()) {
      const limitSeconds = LIMIT_SECONDS - totalMs / 1000;
      if (limitSeconds <= 0) return null;
      const { objective, isOptimal, ms } = await highs.solve({
        program: linearProgram(network),
        whole: false,
        limitSeconds,
      });
      totalMs += ms;
      if (!isOptimal) return null;
      if (Math.abs(objective - objectives[i]!) > 1e-7 * (1 + objective))
        throw new Error(`HiGHS found ${objective}, we ${objectives[i]}`);
    }
    return totalMs;
  } finally {
    highs.close();
  }
}

const findings: Finding[] = [];
const missed: string[] = [];
for (const { goalSeconds, rounds, ...size } of CASES) {
  const terms = { ...TRANSFER_TERMS, nearest: size.nearest };
  const problem = randomProblem(mulberry32(31), size);
  let plan = planTransfers(problem, terms);
  const all = Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    plan = planTransfers(problem, terms);
    return performance.now() - startedMs;
  });
  const networks = buildNetworks(problem, terms);
  const solvedMs: number[] = [];
  let flows: ReturnType<typeof solveTransport>[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    flows = networks.map(({ supply, demand, penalty, arcs }) => solveTransport(supply, demand, penalty, arcs));
    solvedMs.push(performance.now() - startedMs);
  }
  const arcs = networks.reduce((sum, network) => sum + network.arcs.count, 0);
  const [planMs, solveMs] = [median(all), median(solvedMs)];
  const theirsMs = await withHighs(
    networks,
    flows.map(({ objective }) => objective),
  );
  const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 1)} s`;
  findings.push({
    what: `Transfers of ${size.assets.toLocaleString("en")} machines of ${size.types} types among ${size.sites.toLocaleString("en")} sites, ${size.nearest} nearest: ${arcs.toLocaleString("en")} arcs`,
    figure: `${seconds(planMs)} for the whole plan, ${seconds(solveMs)} of them the network simplex`,
    baseline:
      theirsMs === null
        ? `HiGHS, not done in ${LIMIT_SECONDS} s`
        : `${seconds(theirsMs)} for HiGHS 1.15 (WebAssembly) to solve the same networks`,
    ratio: theirsMs === null ? "—" : `${times(theirsMs, solveMs)} faster`,
    how: `median of ${rounds}, one thread; ${plan.moves.length.toLocaleString("en")} moves save ${Math.round((1 - plan.cost / plan.costOfNothing) * 100)} % of the shortage; ratio: solving alone${goalSeconds ? `; the goal is ${goalSeconds} s for the whole plan` : ""}${theirsMs === null ? "" : "; same objective"}`,
  });
  if (goalSeconds !== null && planMs >= goalSeconds * 1000)
    missed.push(`${size.assets} machines took ${seconds(planMs)}, the goal is ${goalSeconds} s`);
}
const REGION = { sites: 30, assets: 300, types: 4, nearest: 8, limitSeconds: 10 };
const TRUCK_TONNES = 24;
{
  const terms = { ...TRANSFER_TERMS, nearest: REGION.nearest };
  const problem = randomProblem(mulberry32(31), REGION);
  const startedMs = performance.now();
  const plan = planTransfers(problem, terms);
  const packed = consolidateTrips(plan, problem, terms, TRUCK_TONNES);
  const packedMs = performance.now() - startedMs;
  const { program, read } = tripProgram(problem, terms, TRUCK_TONNES);
  const highs = await openHighs();
  const { values, ms } = await highs.solve({ program, whole: true, limitSeconds: REGION.limitSeconds });
  highs.close();
  const better = betterTrips(packed, values && read(values), problem, terms, TRUCK_TONNES);
  const less = (a: number, b: number) => `${((1 - a / b) * 100).toFixed(2)} % less`;
  const money = (amount: number) => Math.round(amount).toLocaleString("en");
  const how = `${REGION.assets} machines, ${REGION.sites} sites, ${REGION.nearest} nearest, trucks of ${TRUCK_TONNES} t, one thread`;
  findings.push(
    {
      what: "Machines of one way on one truck, greedily on the flow plan",
      figure: `cost ${money(packed.cost)}, ${packed.trips.length} trips, in ${(packedMs / 1000).toFixed(3)} s with the plan`,
      baseline: `cost ${money(plan.cost)} with a truck for each machine`,
      ratio: less(packed.cost, plan.cost),
      how,
    },
    {
      what: "Moves and trucks planned together by HiGHS, packed anew",
      figure: `cost ${money(better.cost)}, ${better.trips.length} trips, in ${(ms / 1000).toFixed(1)} s`,
      baseline: `cost ${money(packed.cost)} of the trips above`,
      ratio: less(better.cost, packed.cost),
      how: `${how}; limit ${REGION.limitSeconds} s; never dearer, because the better one is taken`,
    },
  );
  if (packed.cost > plan.cost || better.cost > packed.cost) missed.push("trips cost more than the flow plan");
}

await report(findings);
if (missed.length > 0) {
  console.error(missed.join("\n"));
  process.exit(1);
}
