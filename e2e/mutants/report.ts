/** docs/mutants.md, as the last whole run wrote it. */
import { nameOf, type Verdict } from "./mutant.ts";

export function reportOf(
  verdicts: readonly Verdict[],
  run: { date: string; minutes: number; database: string; equivalent: Record<string, string> },
): string {
  const kinds = [...new Set(verdicts.map(({ mutant }) => mutant.kind))];
  const of = (kind: string) => verdicts.filter(({ mutant }) => mutant.kind === kind);
  const killed = (list: readonly Verdict[]) => list.filter(({ killer }) => killer !== null).length;
  const totals = kinds.map((kind) => `| ${kind} | ${of(kind).length} | ${killed(of(kind))} |`);
  const survivors = verdicts.filter(({ killer }) => killer === null);
  const lines = kinds.flatMap((kind) => {
    const objects = [...new Set(of(kind).map(({ mutant }) => mutant.object))];
    const rows = objects.flatMap((object) => {
      const byKiller = Map.groupBy(
        of(kind).filter(({ mutant }) => mutant.object === object),
        ({ killer }) => killer ?? "nothing",
      );
      return [...byKiller].map(
        ([killer, list]) =>
          `| ${cell(object)} | ${cell(list.map(({ mutant }) => mutant.how).join("; "))} | ${cell(killer)} |`,
      );
    });
    return [
      `## ${kind[0]!.toUpperCase()}${kind.slice(1)}`,
      "",
      "| what | broken how | noticed first by |",
      "| --- | --- | --- |",
      ...rows,
      "",
    ];
  });
  return [
    "# Mutants",
    "",
    "Written by `bun run test:mutants`, which breaks each policy, grant, function and guard in turn and runs the tests that are to notice.",
    "What is proven, and how to add to it: [isolation.md](isolation.md).",
    "",
    `Run on ${run.date}, on ${run.database}, in ${run.minutes.toFixed(0)} minutes: **${verdicts.length} mutants, ${killed(verdicts)} noticed, ${survivors.length} not**.`,
    "",
    "| kind | mutants | noticed |",
    "| --- | ---: | ---: |",
    ...totals,
    "",
    ...(survivors.length > 0
      ? [
          "Not noticed, because they change nothing:",
          "",
          ...survivors.map(
            ({ mutant }) =>
              `- ${nameOf(mutant)}: ${reasonFor(nameOf(mutant), run.equivalent) ?? "**no reason known**"}`,
          ),
          "",
        ]
      : []),
    ...lines,
  ].join("\n");
}

export const reasonFor = (name: string, equivalent: Record<string, string>): string | null =>
  Object.entries(equivalent).find(([start]) => name.startsWith(start))?.[1] ?? null;

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
