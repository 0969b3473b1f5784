/** Guards in the source. What no longer stands where it is looked for fails the run. */
import { join } from "node:path";
import { CALL_MUTANTS } from "./call-mutants.ts";
import { LIVE_MUTANTS } from "./live-mutants.ts";
import type { SourceMutant } from "./mutant.ts";
import { TRANSACTION_MUTANTS } from "./transaction-mutants.ts";

export const SOURCE_MUTANTS: readonly SourceMutant[] = [...CALL_MUTANTS, ...TRANSACTION_MUTANTS, ...LIVE_MUTANTS];

/** Edits that cannot be made, because what they replace stands nowhere in their file or more than once. */
export async function unplacedEdits(root: string): Promise<string[]> {
  const places = SOURCE_MUTANTS.flatMap(({ edits }) => edits).map(async ({ file, from }) => {
    const text = await Bun.file(join(root, file)).text();
    return text.split(from).length === 2 ? [] : [`${file} does not hold once: ${from}`];
  });
  return (await Promise.all(places)).flat();
}
