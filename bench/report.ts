/** How benchmarks measure and tell: contestants take turns, so that all see the same machine, and only ratios are compared. */

/** One line of the results: a figure, what it is compared with in the same run, and how both came about. */
export type Finding = { what: string; figure: string; baseline: string; ratio: string; how: string };

/** The middle value of some numbers; of an even count the upper one. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("a median of nothing");
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export type Outcome<K extends string> = {
  /** What each contestant gave in the median. */
  medians: Record<K, number>;
  /** The median of the rounds' own ratios of `a` to `b`: what slows a whole round down cancels out. */
  ratio: (a: K, b: K) => string;
};

/**
 * Runs each contestant once a round, in an order that turns with the round, and keeps what each gave (milliseconds, or
 * whatever it measures). The first `warmUp` rounds are thrown away.
 */
export async function takeTurns<K extends string>(
  contestants: Record<K, () => Promise<number>>,
  options: { rounds: number; warmUp: number },
): Promise<Outcome<K>> {
  const names = Object.keys(contestants) as K[];
  const rounds: Record<K, number>[] = [];
  for (let round = 0; round < options.warmUp + options.rounds; round++) {
    const gave = {} as Record<K, number>;
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      gave[name] = await contestants[name]();
    }
    if (round >= options.warmUp) rounds.push(gave);
  }
  return {
    medians: Object.fromEntries(names.map((name) => [name, median(rounds.map((gave) => gave[name]))])) as Record<
      K,
      number
    >,
    ratio: (a, b) => `${median(rounds.map((gave) => gave[a] / gave[b])).toFixed(2)} ×`,
  };
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
