/** A deliberate breakage, and the tests that are to notice it. */

/** Test files run together, stopping at the first failure. */
export type Suite = {
  files: readonly string[];
  /** Names of tests, as a pattern. */ only?: string;
  env?: Record<string, string>;
};

type About = {
  kind: string;
  /** What is broken: a table, function, line. */
  object: string;
  /** How. */
  how: string;
  /** The nearest first; the first that fails ends it. */
  suites: readonly Suite[];
};
/** Statements run by the database's owner before the tests, and after. */
export type SqlMutant = About & { apply: string; undo: string };
/** `from` stands in the file exactly once. */
export type Edit = { file: string; from: string; to: string };
export type SourceMutant = About & { edits: readonly Edit[] };
export type Mutant = SqlMutant | SourceMutant;

export type Verdict = {
  mutant: Mutant;
  /** The first test that failed; null for one that nothing noticed. */ killer: string | null;
  seconds: number;
};

export const nameOf = ({ kind, object, how }: About) => `${kind}: ${object}, ${how}`;

export const isolationOf = (table: string): Suite => ({
  files: ["db/isolation.db.test.ts"],
  env: { ISOLATION_TABLE: table },
});
export const suite = (...files: string[]): Suite => ({ files });

/** Everything that is proven at the doors, for breakages that reach far. */
export const DOORS: readonly Suite[] = [
  suite("server/isolation/catalogue.db.test.ts"),
  suite("server/isolation/procedures.db.test.ts"),
  suite("server/isolation/live.db.test.ts", "server/isolation/files.db.test.ts"),
];
