/** A guard in the source, taken out by an exact replacement. */
import { DOORS, suite, type SourceMutant, type Suite } from "./mutant.ts";

export const PROCEDURES = suite("server/isolation/procedures.db.test.ts");
export const FILES = suite("server/isolation/files.db.test.ts");
export const LIVE = suite("server/isolation/live.db.test.ts");
export const IAM = suite("server/iam", "server/features/iam");
export const EDGE = suite("server/http.test.ts", "server/guard.test.ts", "server/http", "server/rest");
export const RENTALS = suite("server/features/rentals/rentals.db.test.ts");

export const guard = (
  file: string,
  object: string,
  how: string,
  from: string,
  to: string,
  ...suites: Suite[]
): SourceMutant => ({
  kind: "guard",
  object: `${file}: ${object}`,
  how,
  suites: [...suites, ...DOORS.filter((door) => !suites.includes(door))],
  edits: [{ file, from, to }],
});
