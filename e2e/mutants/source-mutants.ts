/** Guards in the source. What no longer stands where it is looked for fails the run. */
import { CALL_MUTANTS } from "./call-mutants.ts";
import { LIVE_MUTANTS } from "./live-mutants.ts";
import type { SourceMutant } from "./mutant.ts";
import { TRANSACTION_MUTANTS } from "./transaction-mutants.ts";

export const SOURCE_MUTANTS: readonly SourceMutant[] = [...CALL_MUTANTS, ...TRANSACTION_MUTANTS, ...LIVE_MUTANTS];
