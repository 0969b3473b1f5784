/** Shapes of maintenance: services that fall due by hours or by date, and repairs. */
import { z } from "zod";
import { equipmentStatusSchema, equipmentTypeSchema, humanIdSchema } from "../assets/schema.ts";
import { boardFaultSchema, faultEvidenceSchema } from "../faults/schema.ts";
import { SEVERITIES } from "../inspections/words.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { MAINTENANCE_KINDS, MAINTENANCE_STATES, WORKSHOPS } from "./words.ts";

export const maintenanceKindSchema = z.enum(MAINTENANCE_KINDS);
export const maintenanceStateSchema = z.enum(MAINTENANCE_STATES);
export const workshopSchema = z.enum(WORKSHOPS);

const instant = z.iso.datetime();
const time = z.iso.datetime({ offset: true });
const meter = z.number().min(0).max(200_000);
const partSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  quantity: z.number().min(0.01).max(9999),
});

export const workSchema = z.object({
  id: z.uuid(),
  kind: maintenanceKindSchema,
  service: z.string().describe("The service's name, or what is wrong."),
  state: maintenanceStateSchema,
  severity: z.enum(SEVERITIES).nullable(),
  dealerId: z.uuid(),
  equipmentId: z.uuid(),
  humanId: z.string().nullable(),
  machine: z
    .object({ type: equipmentTypeSchema, make: z.string(), model: z.string(), status: equipmentStatusSchema })
    .nullable(),
  hourMeter: z.number().nullable(),
  siteId: z.uuid().nullable(),
  siteName: z.string().nullable(),
  timeZone: z.string().nullable().describe("Of the place where the machine stands."),
  intervalH: z.int(),
  intervalDays: z.int().nullable(),
  dueAtHours: z.number().nullable(),
  dueAt: instant.nullable(),
  hoursLeft: z.number().nullable().describe("On the meter until it is due; below zero when it has passed."),
  averageDailyHours: z.number().nullable().describe("Of the last 28 days, days without work counted."),
  predictedAt: instant.nullable().describe("When it falls due at that pace or by the calendar, whichever is sooner."),
  plannedFor: instant.nullable(),
  workshop: workshopSchema.nullable(),
  technicianUserId: z.uuid().nullable(),
  technicianName: z.string().nullable(),
  startedAt: instant.nullable(),
  doneAt: instant.nullable(),
  doneAtHours: z.number().nullable(),
  deferredUntil: instant.nullable(),
  deferReason: z.string().nullable(),
  parts: z.array(partSchema),
  photos: z.array(z.uuid()),
  notes: z.string().nullable(),
  inspectionId: z.uuid().nullable().describe("The inspection whose failed checkpoint made it."),
  checkpoint: z.string().nullable(),
  fault: faultEvidenceSchema
    .nullable()
    .describe(
      "The machine's own report that made it, as it stands now. Doing the work does not clear it; the machine does.",
    ),
  rentalId: z.uuid().nullable(),
  createdAt: instant,
});
export type Work = z.output<typeof workSchema>;

export const listWorkInput = z.object({
  state: maintenanceStateSchema.optional(),
  kind: maintenanceKindSchema.optional(),
  humanId: humanIdSchema.optional(),
  rentalId: z.uuid().optional(),
  ...pageFields,
});
export const listWorkOutput = pageOf(workSchema);

export const MAX_COLUMN = 200;
const columnSchema = z.object({ items: z.array(workSchema), truncated: z.boolean() });
export const workBoardInput = z.object({
  horizonDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe("Open services that fall due within these days; repairs always."),
  kind: maintenanceKindSchema.optional(),
  siteId: z.uuid().optional(),
});
export const workBoardOutput = z.object({
  OPEN: columnSchema,
  PLANNED: columnSchema,
  IN_WORK: columnSchema,
  DONE: columnSchema.describe("Of the last 14 days."),
  faults: z
    .object({ items: z.array(boardFaultSchema), truncated: z.boolean() })
    .describe(
      "What machines report as broken and no open order is about: to be planned, or done and not yet confirmed.",
    ),
});

export const workIdInput = z.object({ workId: z.uuid() });

export const openWorkInput = z
  .object({
    ...operationFields,
    humanId: humanIdSchema,
    kind: maintenanceKindSchema,
    service: z.string().trim().min(2).max(160),
    severity: z.enum(SEVERITIES).nullish(),
    dueAtHours: meter.nullish(),
    dueAt: time.nullish(),
    intervalH: z
      .int()
      .min(10)
      .max(10_000)
      .optional()
      .describe("By the dealer's rule for the machine's type where nothing is said."),
    intervalDays: z.int().min(1).max(3650).nullish(),
    notes: z.string().trim().max(2000).nullish(),
  })
  .refine((work) => work.kind === "REPAIR" || work.dueAtHours != null || work.dueAt != null, {
    path: ["dueAtHours"],
    message: "a service falls due by hours or by date",
  });
export type OpenWorkInput = z.output<typeof openWorkInput>;

export const openForFaultInput = z.object({ ...operationFields, faultId: z.uuid() });

export const planWorkInput = z.object({
  ...operationFields,
  workId: z.uuid(),
  plannedFor: time.nullable().describe("Null puts it back to the open ones."),
  workshop: workshopSchema.nullish(),
  technicianUserId: z.uuid().nullish().describe("A member of the dealer."),
});
export type PlanWorkInput = z.output<typeof planWorkInput>;

export const startWorkInput = z.object({
  ...operationFields,
  workId: z.uuid(),
  workshop: workshopSchema.optional().describe("As planned where nothing is said, else the workshop."),
});

export const completeWorkInput = z.object({
  ...operationFields,
  workId: z.uuid(),
  engineHours: meter.describe("Service meter hours now."),
  parts: z.array(partSchema).max(50).default([]),
  photos: z.array(z.uuid()).max(20).default([]),
  notes: z.string().trim().max(2000).nullish(),
});
export type CompleteWorkInput = z.output<typeof completeWorkInput>;
export const completeWorkOutput = z.object({ work: workSchema, next: workSchema.nullable() });

export const deferWorkInput = z.object({
  ...operationFields,
  workId: z.uuid(),
  until: time,
  reason: z.string().trim().min(3).max(500),
});
export type DeferWorkInput = z.output<typeof deferWorkInput>;
