/** How benchmarks measure and tell: contestants take turns, so that all see the same machine, and only ratios are compared. */

/** One line of the results: a figure, what it is compared with in the same run, and how both came about. */
export type Finding = { what: string; figure: string; baseline: string; ratio: string; how: string };

/** The middle value of some numbers; of an even count the upper one. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("a median of nothing");
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/**
 * Runs each contestant once a round, in an order that turns with the round, and returns the median of what each gave
 * (milliseconds, or whatever it measures). The first `warmUp` rounds are thrown away.
 */
export async function takeTurns<K extends string>(
  contestants: Record<K, () => Promise<number>>,
  options: { rounds: number; warmUp: number },
): Promise<Record<K, number>> {
  const names = Object.keys(contestants) as K[];
  const gave = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < options.warmUp + options.rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      const value = await contestants[name]();
      if (round >= options.warmUp) gave.get(name)!.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(gave.get(name)!)])) as Record<K, number>;
}

/** Milliseconds that `run` takes. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
}

export const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`;
export const times = (a: number, b: number) => `${(a / b).toFixed(2)} ×`;

/** Prints the findings, and hands them to `bun run bench` where it asks for them by BENCH_FINDINGS, a file's path. */
export async function report(findings: readonly Finding[]): Promise<void> {
  for (const { what, figure, baseline, ratio, how } of findings) {
    console.log(`${what}\n  ${figure} against ${baseline}: ${ratio}\n  ${how}`);
  }
  const { BENCH_FINDINGS } = process.env;
  if (BENCH_FINDINGS) await Bun.write(BENCH_FINDINGS, JSON.stringify(findings));
}
