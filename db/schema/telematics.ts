/** Where readings come from, what was wrong with them, and what is reckoned from them beside the day's sums. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { SOURCE_AUTHS, SOURCE_KINDS } from "../../server/domain/telematics/words.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

const dealerColumn = () =>
  uuid()
    .notNull()
    .references(() => organizations.id);

export const telemetrySources = pgTable(
  "telemetry_sources",
  {
    id: id(),
    ...tenant(),
    dealerId: dealerColumn(),
    name: text().notNull(),
    kind: text({ enum: SOURCE_KINDS }).notNull(),
    /** The maker whose machines it tells of, where it is one's. */
    make: text(),
    /** PULL: the fleet's first page. MQTT: the broker. */
    url: text(),
    /** MQTT: the topics that are listened to. */
    topic: text(),
    auth: text({ enum: SOURCE_AUTHS }).notNull().default("NONE"),
    /** What it signs in with, sealed; never told again. */
    credentials: text(),
    /** WEBHOOK: of the secret in its address. */
    tokenHash: text(),
    /** How often a machine reports, in seconds; silence is judged by it. */
    cadenceS: integer().notNull(),
    /** The maker's limits. */
    requestsPerDay: integer(),
    minIntervalMs: integer().notNull().default(0),
    /** Whether machines that are not known are made, unconfirmed. */
    createsMachines: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    nextPullAt: instant(),
    /** The page at which a pull that was cut off goes on. */
    resumeUrl: text(),
    requestsDay: date({ mode: "string" }),
    requestsMade: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    lastError: text(),
    lastErrorAt: instant(),
    /** When it last said anything, and the newest time that anything it said was of. */
    lastSeenAt: instant(),
    lastReadingAt: instant(),
    createdBy: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check("telemetry_sources_kind", oneOf("kind", SOURCE_KINDS)),
    check("telemetry_sources_auth", oneOf("auth", SOURCE_AUTHS)),
    check("telemetry_sources_cadence", sql`cadence_s between 1 and 31536000`),
    index("telemetry_sources_dealer_idx").on(t.dealerId, t.name),
    index("telemetry_sources_due_idx")
      .on(t.nextPullAt)
      .where(sql`kind = 'PULL' and active`),
    unique("telemetry_sources_id_dealer").on(t.id, t.dealerId),
    uniqueIndex("telemetry_sources_token").on(t.tokenHash),
    uniqueIndex("telemetry_sources_standing")
      .on(t.dealerId, t.kind)
      .where(sql`kind in ('FILE', 'MANUAL')`),
    ...policies("telemetry_sources", { select: scope.dealer, insert: scope.dealerKnown, update: scope.dealerKnown }),
  ],
);

/** What hangs on a source or a machine stays with its dealer. */
type Own<Table extends string> = AnyPgColumn<{ tableName: Table }>;
const ofSource = <Table extends string>(name: string, t: { sourceId: Own<Table>; dealerId: Own<Table> }) =>
  foreignKey({
    columns: [t.sourceId, t.dealerId],
    foreignColumns: [telemetrySources.id, telemetrySources.dealerId],
    name,
  });
const machine = <Table extends string>(name: string, t: { equipmentId: Own<Table>; dealerId: Own<Table> }) =>
  foreignKey({ columns: [t.equipmentId, t.dealerId], foreignColumns: [equipment.id, equipment.dealerId], name });

export const telemetryImports = pgTable(
  "telemetry_imports",
  {
    id: id(),
    ...tenant(),
    dealerId: dealerColumn(),
    sourceId: uuid().notNull(),
    fileName: text(),
    /** SHA-256 of what was taken in, as hex. */
    contentHash: text().notNull(),
    bytes: integer().notNull(),
    records: integer().notNull(),
    stored: integer().notNull(),
    unchanged: integer().notNull(),
    headerOnly: integer().notNull(),
    unknown: integer().notNull(),
    refused: integer().notNull(),
    created: integer().notNull(),
    readings: integer().notNull(),
    importedBy: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    ofSource("telemetry_imports_source_fk", t),
    index("telemetry_imports_dealer_idx").on(t.dealerId, t.sourceId, t.createdAt),
    ...policies("telemetry_imports", { select: scope.dealer, insert: scope.dealerKnown, delete: scope.dealer }),
  ],
);

/** What a source said that could not be used. A feed repeats itself, so the same complaint is one row that counts. */
export const telemetryRejects = pgTable(
  "telemetry_rejects",
  {
    id: id(),
    ...tenant(),
    dealerId: dealerColumn(),
    sourceId: uuid().notNull(),
    /** What the source calls the machine. */
    machine: text().notNull(),
    equipmentId: uuid(),
    code: text().notNull(),
    element: text().notNull(),
    value: text(),
    times: integer().notNull().default(1),
    firstAt: instant().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [
    ofSource("telemetry_rejects_source_fk", t),
    uniqueIndex("telemetry_rejects_one").on(t.sourceId, t.machine, t.code, t.element),
    index("telemetry_rejects_dealer_idx").on(t.dealerId, t.sourceId, t.lastAt),
    ...policies("telemetry_rejects", {
      select: scope.dealer,
      insert: scope.dealerKnown,
      update: scope.dealerKnown,
      delete: scope.dealer,
    }),
  ],
);

/** A meter that was replaced, or a reading that a person vouches for: from `at` on the machine's hours are the meter's and `offsetH`. */
export const meterChanges = pgTable(
  "meter_changes",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    equipmentId: uuid().notNull(),
    at: instant().notNull(),
    /** The source whose meter it is; null for all. */
    source: text(),
    meterH: doublePrecision().notNull(),
    offsetH: doublePrecision().notNull(),
    /** The offset that held until then. */
    beforeOffsetH: doublePrecision().notNull(),
    madeBy: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    machine("meter_changes_equipment_fk", t),
    index("meter_changes_dealer_idx").on(t.dealerId, t.equipmentId, t.at),
    ...policies("meter_changes", { select: scope.dealer, insert: scope.dealerKnown }),
  ],
);

/** Hours that a meter gained while nothing was heard of the machine: no day is known for them. */
export const usageGaps = pgTable(
  "usage_gaps",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    equipmentId: uuid().notNull(),
    fromAt: instant().notNull(),
    toAt: instant().notNull(),
    hours: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.equipmentId, t.fromAt] }),
    machine("usage_gaps_equipment_fk", t),
    index("usage_gaps_dealer_idx").on(t.dealerId, t.toAt),
    ...policies("usage_gaps", {
      select: scope.dealer,
      insert: scope.dealerKnown,
      update: scope.dealerKnown,
      delete: scope.dealer,
    }),
  ],
);

/** A day's hours by who ran the machine, where that is known. */
export const usageOperators = pgTable(
  "usage_operators",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    day: date({ mode: "string" }).notNull(),
    operatorUserId: uuid().notNull(),
    runtimeH: doublePrecision().notNull(),
    idleH: doublePrecision().notNull(),
    fuelL: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.equipmentId, t.day, t.operatorUserId] }),
    machine("usage_operators_equipment_fk", t),
    index("usage_operators_dealer_idx").on(t.dealerId, t.day),
    index("usage_operators_customer_idx").on(t.customerId, t.day),
    ...policies("usage_operators", {
      select: scope.partiesAtSite,
      insert: scope.dealerWrite,
      update: scope.dealerWrite,
    }),
  ],
);

/** Faults as a machine reported them. */
export const machineFaults = pgTable(
  "machine_faults",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    source: text().notNull(),
    code: text().notNull(),
    at: instant().notNull(),
    description: text(),
    severity: text(),
    component: text(),
    /** J1939. */
    spn: integer(),
    fmi: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.equipmentId, t.source, t.code, t.at] }),
    machine("machine_faults_equipment_fk", t),
    index("machine_faults_dealer_idx").on(t.dealerId, t.at),
    index("machine_faults_customer_idx").on(t.customerId, t.at),
    ...policies("machine_faults", { select: scope.partiesAtSite, insert: scope.dealerWrite }),
  ],
);
