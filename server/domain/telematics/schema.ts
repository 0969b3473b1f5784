/** Shapes of sources and of what they bring. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { ingestCountsSchema, recordResultSchema } from "./ingest-schema.ts";
import { RECORD_PROBLEMS } from "./problems.ts";
import { SOURCE_AUTHS, SOURCE_KINDS } from "./words.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);

export const importDocumentInput = z.object({
  operationId: operationFields.operationId.optional(),
  sourceId: z.uuid().optional().describe("The source that it is of; without it a file of the dealer's."),
  dealerId: z.uuid().optional().describe("Whose fleet it is; for headquarters."),
  fileName: z.string().max(255).optional(),
  dryRun: z.boolean().default(false).describe("Says what would become of each record and keeps nothing."),
  document: z.string().min(1).describe("ISO 15143-3 or AEMP 1.2, XML or JSON."),
});
export type ImportDocumentInput = z.infer<typeof importDocumentInput>;

export const importDocumentOutput = z.object({
  sourceId: z.uuid().nullable(),
  importId: z.uuid().nullable().describe("Null where nothing was new, and for a dry run."),
  dryRun: z.boolean(),
  format: z.enum(["XML", "JSON"]),
  notes: z.array(z.string()).describe("About the document itself: `namespace` where it is none that is known."),
  counts: ingestCountsSchema,
  records: z.array(recordResultSchema),
});
export type ImportDocumentOutput = z.infer<typeof importDocumentOutput>;

export const SOURCE_HEALTHS = ["OK", "LATE", "FAILING", "WAITING", "OFF"] as const;
export const sourceSchema = z.object({
  id: z.uuid(),
  dealerId: z.uuid(),
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  make: z.string().nullable(),
  url: z.string().nullable(),
  topic: z.string().nullable(),
  auth: z.enum(SOURCE_AUTHS),
  hasCredentials: z.boolean(),
  cadenceS: z.int(),
  learnedCadenceS: z
    .int()
    .nullable()
    .describe("How often its machines are seen to report, in seconds; null before enough is heard."),
  requestsPerDay: z.int().nullable(),
  minIntervalMs: z.int(),
  createsMachines: z.boolean(),
  active: z.boolean(),
  health: z.enum(SOURCE_HEALTHS).describe("LATE: silent for more than three cadences. WAITING: has never been heard."),
  lastSeenAt: instant.nullable(),
  lastReadingAt: instant.nullable(),
  nextPullAt: instant.nullable(),
  isResuming: z.boolean().describe("A pull was cut off and goes on where it was."),
  requestsToday: count,
  failures: count,
  lastError: z.string().nullable(),
  lastErrorAt: instant.nullable(),
  machines: count.describe("Machines heard in the last 30 days."),
  silentMachines: count.describe("Of these, silent for more than three cadences and a day."),
  rejects: count,
  quarantined: count,
});
export type TelemetrySource = z.infer<typeof sourceSchema>;
export const sourcesInput = z.object({ ...pageFields });
export const sourcesOutput = pageOf(sourceSchema);

export const sourceInput = z.object({ id: z.uuid() });
export const sourceDetailSchema = sourceSchema.extend({
  imports: z.array(
    z.object({
      id: z.uuid(),
      at: instant,
      fileName: z.string().nullable(),
      records: count,
      stored: count,
      headerOnly: count,
      unknown: count,
      refused: count,
      created: count,
      readings: count,
    }),
  ),
  silent: z.array(z.object({ humanId: z.string(), lastAt: instant })),
  gaps: z.array(z.object({ humanId: z.string(), from: instant, to: instant, hours: z.number() })),
});

export const rejectsInput = z.object({ id: z.uuid().describe("The source."), ...pageFields });
export const rejectSchema = z.object({
  id: z.uuid(),
  machine: z.string(),
  humanId: z.string().nullable(),
  code: z.enum(RECORD_PROBLEMS),
  element: z.string().nullable(),
  value: z.string().nullable(),
  times: z.int(),
  firstAt: instant,
  lastAt: instant,
});
export const rejectsOutput = pageOf(rejectSchema);

/** What a source signs in with; told once and never read again. */
export const credentialsSchema = z.object({
  username: z.string().max(300).optional(),
  password: z.string().max(2000).optional(),
  token: z.string().max(8000).optional(),
  tokenUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  clientId: z.string().max(300).optional(),
  clientSecret: z.string().max(2000).optional(),
  scope: z.string().max(500).optional(),
});

const sourceFields = {
  name: z.string().trim().min(1).max(100),
  make: z.string().trim().max(100).nullish(),
  url: z
    .url({ protocol: /^(https?|mqtts?|wss?)$/ })
    .max(1000)
    .nullish()
    .describe("PULL: the fleet's first page. MQTT: the broker."),
  topic: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .nullish()
    .describe("MQTT: the topic that is listened to; `+` and `#` stand for parts."),
  auth: z.enum(SOURCE_AUTHS).default("NONE"),
  credentials: credentialsSchema.optional().describe("Left out, they stay as they are."),
  cadenceS: z
    .int()
    .min(60)
    .max(31_536_000)
    .default(900)
    .describe("How often a machine reports; a pull is made as often."),
  requestsPerDay: z.int().min(1).max(10_000_000).nullish().describe("The maker's limit."),
  minIntervalMs: z.int().min(0).max(60_000).default(0).describe("Between two requests of a pull."),
};
const madeKinds = ["PULL", "PUSH", "WEBHOOK", "MQTT"] as const;

export const createSourceInput = z
  .object({ ...operationFields, dealerId: z.uuid().optional(), kind: z.enum(madeKinds), ...sourceFields })
  .superRefine((input, ctx) => {
    if ((input.kind === "PULL" || input.kind === "MQTT") && !input.url)
      ctx.addIssue({ code: "custom", path: ["url"], message: "is needed for this kind" });
    if (input.kind === "PULL" && input.url && !/^https?:/i.test(input.url))
      ctx.addIssue({ code: "custom", path: ["url"], message: "must be a web address" });
    if (input.kind === "MQTT" && !input.topic)
      ctx.addIssue({ code: "custom", path: ["topic"], message: "is needed for this kind" });
  });
export type CreateSourceInput = z.infer<typeof createSourceInput>;
export const createSourceOutput = z.object({
  source: sourceSchema,
  hookUrl: z.string().nullable().describe("WEBHOOK: the address that the broker sends to. It is told once."),
});

export const updateSourceInput = z.object({
  ...operationFields,
  id: z.uuid(),
  ...sourceFields,
  name: sourceFields.name.optional(),
  auth: z.enum(SOURCE_AUTHS).optional(),
  cadenceS: sourceFields.cadenceS.unwrap().optional(),
  minIntervalMs: sourceFields.minIntervalMs.unwrap().optional(),
  active: z.boolean().optional(),
});
export type UpdateSourceInput = z.infer<typeof updateSourceInput>;

export const pullSourceInput = z.object({ ...operationFields, id: z.uuid() });
export const pullResultSchema = z.object({
  state: z.enum(["DONE", "CUT_OFF", "LIMITED", "FAILED", "NOT_DUE"]),
  pages: count,
  readings: count,
  problems: count,
  error: z.string().nullable(),
});
export type PullResult = z.infer<typeof pullResultSchema>;
