/** Why a row of a file is refused; the app has a sentence for each. */
import { z } from "zod";

export const ROW_CODES = [
  "missing",
  "invalid",
  "out_of_range",
  "too_long",
  "not_a_number",
  "not_a_date",
  "unknown_type",
  "unknown_kind",
  "unknown_zone",
  "bad_fence",
  "fence_missing",
  "formula",
  "unstorable",
  "ragged",
  "quotes",
  "duplicate_row",
  "ambiguous",
  "fleet_number_taken",
  "serial_taken",
  "unknown_machine",
  "unknown_yard",
  "unknown_customer",
  "on_rent",
  "retired",
  "kept_by_customer",
] as const;
export type RowCode = (typeof ROW_CODES)[number];

export const rowProblemSchema = z.object({
  code: z.enum(ROW_CODES),
  /** The field at fault; null where it is the row as a whole. */
  field: z.string().nullable(),
  /** What stood there, cut short; or the number of the row that it collides with. */
  value: z.string().nullable(),
});
export type RowProblem = z.infer<typeof rowProblemSchema>;

const SHOWN = 60;

/** A problem of one field. `value` is shown cut short, without anything that does not print. */
export function problem(code: RowCode, field: string | null, value: string | null = null): RowProblem {
  const shown = value?.toWellFormed().replace(/\p{Cc}+/gu, " ");
  return {
    code,
    field,
    value: shown === undefined ? null : shown.length > SHOWN ? `${shown.slice(0, SHOWN).toWellFormed()}…` : shown,
  };
}
