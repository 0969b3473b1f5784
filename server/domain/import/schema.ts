/** Shapes of an import: what is sent, and what became (or would become) of each row. */
import { z } from "zod";
import { pageFields, pageOf } from "../paging.ts";
import { IMPORT_KINDS } from "./kinds.ts";
import { rowProblemSchema } from "./row-codes.ts";

export const MAX_ROWS = 10_000;
/** Customers are organisations, made one by one. */
export const MAX_CUSTOMER_ROWS = 1_000;
export const MAX_BYTES = 10 * 1024 * 1024;

const cell = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.record(z.string(), z.unknown()),
  z.array(z.string()),
]);

export const importInput = z
  .object({
    operationId: z.uuid().optional().describe("Needed unless it is a dry run."),
    occurredAt: z.iso.datetime({ offset: true }).optional(),
    dryRun: z.boolean().default(false).describe("Judges every row and writes nothing."),
    csv: z.string().max(MAX_BYTES).optional().describe("The table as text, its first line naming the columns."),
    rows: z.array(z.record(z.string(), cell)).max(MAX_ROWS).optional().describe("Rows by field, instead of `csv`."),
    columns: z
      .record(z.string().max(200), z.string().max(40).nullable())
      .optional()
      .describe("Field per header, null to leave a column out; what is not named is recognised by its words."),
    plan: z
      .string()
      .length(64)
      .optional()
      .describe("The `plan` of a dry run: applies exactly that, or refuses with `import.changed`."),
    fileName: z.string().max(255).optional(),
  })
  .refine((input) => (input.csv === undefined) !== (input.rows === undefined), "give either csv or rows")
  .refine((input) => input.dryRun || input.operationId !== undefined, {
    path: ["operationId"],
    message: "is needed to apply an import",
  });
export type ImportInput = z.infer<typeof importInput>;

export const ROW_FATES = ["CREATE", "UPDATE", "UNCHANGED", "REFUSED"] as const;

export const rowResultSchema = z.object({
  /** As a spreadsheet counts: the header stands in row 1. */
  row: z.int(),
  fate: z.enum(ROW_FATES),
  /** What the row is about, for a person. */
  about: z.string(),
  /** The machine's number, or the id of the site or customer; null while it does not exist. */
  ref: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  problems: z.array(rowProblemSchema),
});
export type RowResult = z.infer<typeof rowResultSchema>;

export const importOutput = z.object({
  kind: z.enum(IMPORT_KINDS),
  dryRun: z.boolean(),
  /** Names exactly this outcome: an import that is given it does this or nothing. */
  plan: z.string(),
  delimiter: z.string().nullable(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable(), sample: z.string() })),
  /** Fields that a new entry needs and no column gives. */
  missing: z.array(z.string()),
  counts: z.object({ create: z.int(), update: z.int(), unchanged: z.int(), refused: z.int() }),
  rows: z.array(rowResultSchema),
  /** The import's entry in the history; null for a dry run and where nothing was to be written. */
  batchId: z.uuid().nullable(),
});
export type ImportOutput = z.infer<typeof importOutput>;

export const importHistoryInput = z.object(pageFields);
export const importHistoryOutput = pageOf(
  z.object({
    id: z.uuid(),
    kind: z.enum(IMPORT_KINDS),
    fileName: z.string().nullable(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    importedBy: z.string().nullable(),
    at: z.iso.datetime(),
  }),
);
