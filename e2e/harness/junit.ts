export type Counts = { passed: number; failed: number; skipped: number };

/** Counts the tests of a JUnit report as `bun test` writes it, from the totals on its root element. */
export function readCounts(xml: string): Counts {
  const root = /<testsuites\b[^>]*>/.exec(xml)?.[0];
  if (!root) throw new Error("not a JUnit report");
  const total = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  const failed = total("failures") + total("errors");
  return { passed: total("tests") - failed - total("skipped"), failed, skipped: total("skipped") };
}
