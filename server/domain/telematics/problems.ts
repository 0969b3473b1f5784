/** What may be wrong with a record or a part of one. Codes are contract: screens translate them, makers are shown them. */
export const RECORD_PROBLEMS = [
  /** Nothing in it says which machine is meant. */
  "no_identity",
  "missing_time",
  "invalid_time",
  /** Before the year 2000, as year 0001 is. */
  "time_too_early",
  "time_in_future",
  "missing_value",
  "not_a_number",
  "negative_value",
  /** More than can be: a meter beyond any machine's life, a share above 100 %. */
  "impossible_value",
  "impossible_position",
  "unknown_unit",
  /** Not one of the dealer's machines. */
  "unknown_machine",
  /** Two of the dealer's machines answer to it. */
  "ambiguous_machine",
] as const;
export type RecordProblemCode = (typeof RECORD_PROBLEMS)[number];

/** `element` is the part at fault, such as `CumulativeOperatingHours`; `value` what it said, shortened. */
export type RecordProblem = { code: RecordProblemCode; element: string | null; value: string | null };

const MAX_VALUE = 60;

export const problem = (
  code: RecordProblemCode,
  element: string | null,
  value: string | null = null,
): RecordProblem => ({
  code,
  element,
  value: value === null ? null : (value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value).toWellFormed(),
});
