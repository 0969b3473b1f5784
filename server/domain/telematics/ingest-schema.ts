/** What became of an import, as it is told to whoever sent it. */
import { z } from "zod";
import { RECORD_PROBLEMS } from "./problems.ts";
import { RECORD_FATES } from "./words.ts";

const count = z.int().min(0);

export const recordResultSchema = z.object({
  index: z.int().describe("The record's place in the document, from 1."),
  machine: z.string().nullable().describe("What the document calls it: its PIN, serial number or equipment id."),
  humanId: z.string().nullable().describe("The machine's number here."),
  fate: z.enum(RECORD_FATES),
  created: z.boolean().describe("Whether the machine was not known and was made, unconfirmed."),
  readings: count.describe("Readings added or corrected."),
  problems: z.array(
    z.object({ code: z.enum(RECORD_PROBLEMS), element: z.string().nullable(), value: z.string().nullable() }),
  ),
});
export type RecordResult = z.infer<typeof recordResultSchema>;

export const ingestCountsSchema = z.object({
  records: count,
  withReadings: count.describe("Records that held at least one reading."),
  stored: count.describe("Records of which something was new."),
  unchanged: count,
  headerOnly: count.describe("Machines of which the document says nothing but their names."),
  unknown: count,
  refused: count.describe("Records of which nothing could be used."),
  created: count.describe("Machines that were made, unconfirmed."),
  readings: count,
  quarantined: count.describe("Readings that were set aside as outliers."),
  faults: count,
  problems: count,
});
export type IngestCounts = z.infer<typeof ingestCountsSchema>;
