/**
 * How many actionable alerts a person gets: a simulated week of 10,000 machines held against the rules as the sweeps do it, and told to
 * whom the product tells it. EEMUA 191 asks for one in ten minutes at most. Needs no database. Run: `bun bench/alert-week.ts [machines]`
 */
import { count, peopleOf, type Counted, type Person } from "../db/seed/week/count.ts";
import { replayFeeds } from "../db/seed/week/feeds.ts";
import { buildWeekFleet, MACHINES_A_BRANCH } from "../db/seed/week/fleet.ts";
import { replay } from "../db/seed/week/replay.ts";
import { DEFAULT_THRESHOLDS } from "../server/domain/policies/schema.ts";
import { report, type Finding } from "./report.ts";

const MACHINES = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 10_000);
/** How many machines one person would look after: where the limit lies. */
const AT_ONCE = [250, 500, 1_000, 2_500, 5_000, 10_000];
const ROLES = ["DEALER_DISPATCH", "DEALER_ADMIN", "CUSTOMER_SUPERVISOR"] as const;

const startedMs = performance.now();
const machines = buildWeekFleet(MACHINES);
const told = [
  ...machines.flatMap((machine) => replay(machine, DEFAULT_THRESHOLDS)),
  ...replayFeeds(machines, DEFAULT_THRESHOLDS),
];
const people = peopleOf(machines, told, DEFAULT_THRESHOLDS);
const tookS = Math.round((performance.now() - startedMs) / 1000);

const kinds = ({ byKind }: Counted) => {
  const all = Object.values(byKind).reduce((sum, each) => sum + each, 0);
  const parts = Object.entries(byKind).toSorted(([, a], [, b]) => b - a);
  return parts.map(([kind, times]) => `${kind} ${Math.round((times / all) * 100)} %`).join(", ");
};
const size = MACHINES.toLocaleString("en");
const how = (counted: Counted) =>
  `${counted.people} people; a day p50 ${counted.day.p50}, p95 ${counted.day.p95}, most ${counted.day.max}; ten working minutes p50 ${counted.workWindow.p50}, p99 ${counted.workWindow.p99}, most ${counted.window.max} at any hour; ${kinds(counted)}`;
const finding = (what: string, counted: Counted): Finding => ({
  what,
  figure: `p95 ${counted.workWindow.p95} in ten working minutes, ${counted.window.p95} in ten of any`,
  baseline: "1 (EEMUA 191)",
  ratio: `mean ${counted.workWindow.mean.toFixed(2)}`,
  how: how(counted),
});
const ofRole = (role: Person["role"]) => people.filter((person) => person.role === role);

/** As if one dispatcher looked after the branches of several. */
function together(branches: number): Person[] {
  const all = ofRole("DEALER_DISPATCH");
  const groups = Array.from({ length: Math.floor(all.length / branches) }, (_, at) =>
    all.slice(at * branches, (at + 1) * branches),
  );
  return groups.map((group) => ({ role: "DEALER_DISPATCH", told: group.flatMap(({ told }) => told) }));
}

const scales = AT_ONCE.filter((count) => count <= MACHINES).map((each) => {
  const { workWindow } = count(together(each / MACHINES_A_BRANCH));
  return `${each.toLocaleString("en")} machines: p95 ${workWindow.p95}, mean ${workWindow.mean.toFixed(2)}`;
});
await report([
  ...ROLES.map((role) =>
    finding(`Actionable alerts a ${role}, a simulated week of ${size} machines`, count(ofRole(role))),
  ),
  {
    what: `Actionable alerts in ten working minutes by how many machines one person looks after, a simulated week of ${size} machines`,
    figure: scales[0] ?? "",
    baseline: "1 (EEMUA 191)",
    ratio: scales.slice(1).join("; "),
    how: `all alerts that opened or grew worse: ${told.length}; judged in memory by the rules and their registry, with what the sweeps read of machines kept there, in ${tookS} s`,
  },
]);
const worst = Math.max(...ROLES.map((role) => count(ofRole(role)).workWindow.p95));
if (worst > 1) throw new Error(`${worst} actionable alerts in ten minutes at the 95th percentile`);
