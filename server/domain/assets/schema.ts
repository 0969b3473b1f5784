/** Words and shapes of machines. Types follow the ISO 6165 families; status words are those of the rental counter. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { geofenceSchema } from "../sites/geofence.ts";

export const EQUIPMENT_TYPES = [
  "EXCAVATOR",
  "WHEEL_LOADER",
  "BACKHOE_LOADER",
  "DOZER",
  "GRADER",
  "DUMPER",
  "ROLLER",
  "SKID_STEER_LOADER",
  "TELEHANDLER",
  "TRENCHER",
] as const;

/** IDLE = off rent and not yet inspected; LOST is set on purpose and cleared by a scan; RETIRED has left the fleet. */
export const EQUIPMENT_STATUSES = ["AVAILABLE", "ON_RENT", "IDLE", "MAINTENANCE", "LOST", "RETIRED"] as const;
/** How a machine left the fleet. */
export const RETIREMENTS = ["SOLD", "SCRAPPED", "RETURNED_TO_OWNER"] as const;

export const equipmentTypeSchema = z.enum(EQUIPMENT_TYPES);
export const equipmentStatusSchema = z.enum(EQUIPMENT_STATUSES);
export type EquipmentType = z.infer<typeof equipmentTypeSchema>;
export type EquipmentStatus = z.infer<typeof equipmentStatusSchema>;

const instant = z.iso.datetime();

export const lastPositionSchema = z.object({
  lat: z.number(),
  lon: z.number(),
  accuracyM: z.number().nullable(),
  at: instant.nullable(),
});

export const assetSchema = z.object({
  id: z.uuid(),
  humanId: z.string(),
  fleetNumber: z.string().nullable(),
  type: equipmentTypeSchema,
  make: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  status: equipmentStatusSchema,
  siteId: z.uuid().nullable(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  customerId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  dealerId: z.uuid(),
  dealerName: z.string().nullable(),
  hourMeter: z.number(),
  lastPosition: lastPositionSchema.nullable(),
  lastSeenAt: instant.nullable(),
  /** The rental it is out on, or null. */
  rentalId: z.uuid().nullable(),
  dueAt: instant.nullable(),
  /** The first moment at which it is overdue, by the site's day and the dealer's grace; null where nobody waits for it. */
  overdueFrom: instant.nullable(),
});
export type Asset = z.infer<typeof assetSchema>;

export const ASSET_SORTS = ["humanId", "type", "status", "hourMeter", "lastSeenAt", "dueAt"] as const;

/** `west,south,east,north` in degrees; west > east crosses the antimeridian. */
const bboxSchema = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, "expected west,south,east,north")
  .transform((text) => text.split(",").map(Number) as [number, number, number, number]);

export const listAssetsInput = z.object({
  q: z.string().trim().max(100).optional(),
  dealerId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  siteId: z.uuid().optional(),
  status: equipmentStatusSchema.optional(),
  type: equipmentTypeSchema.optional(),
  /** OVERDUE: due date past; DUE_SOON: within 24 hours. */
  due: z.enum(["OVERDUE", "DUE_SOON"]).optional(),
  bbox: bboxSchema.optional(),
  sort: z.enum(ASSET_SORTS).default("humanId"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  ...pageFields,
});
export type ListAssetsInput = z.infer<typeof listAssetsInput>;
export const listAssetsOutput = pageOf(assetSchema);

export const humanIdSchema = z.string().trim().toUpperCase().min(1).max(40);
export const getAssetInput = z.object({ humanId: humanIdSchema });

export const usageDaySchema = z.object({
  day: z.iso.date(),
  runtimeH: z.number(),
  idleH: z.number(),
  fuelL: z.number().nullable(),
});
export const assetDetailSchema = assetSchema.extend({
  pin: z.string().nullable(),
  modelYear: z.int().nullable(),
  siteGeofence: geofenceSchema.nullable(),
  rental: z
    .object({
      id: z.uuid(),
      state: z.string(),
      checkedOutAt: instant.nullable(),
      dueAt: instant,
      firstDueAt: instant,
      engineStart: z.number().nullable(),
      operatorName: z.string().nullable(),
    })
    .nullable(),
  /** Last 30 days, oldest first. */
  usage: z.array(usageDaySchema),
  nextMaintenance: z
    .object({
      service: z.string(),
      intervalH: z.int(),
      dueAtHours: z.number().nullable(),
      dueAt: instant.nullable(),
    })
    .nullable(),
  photos: z
    .array(
      z.object({
        mediaId: z.uuid(),
        purpose: z.string(),
        at: instant,
        rentalId: z.uuid().nullable(),
        contentType: z.string(),
      }),
    )
    .describe("Photos and films, the newest first."),
});
export type AssetDetail = z.infer<typeof assetDetailSchema>;

export const timelineInput = z.object({ humanId: humanIdSchema, ...pageFields });
export const timelineOutput = pageOf(
  z.object({
    id: z.uuid(),
    type: z.string(),
    at: instant,
    occurredAt: instant.nullable(),
    actorName: z.string().nullable(),
    actorRole: z.string(),
    siteName: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    personal: z.record(z.string(), z.unknown()).nullable(),
    seq: z.int(),
    selfHash: z.string(),
  }),
);

export const summaryOutput = z.object({
  total: z.int(),
  byStatus: z.record(equipmentStatusSchema, z.int()),
  overdue: z.int(),
  dueSoon: z.int(),
  openAlerts: z.int(),
  /** HQ: by dealer; dealers: by customer; customers: by site. Largest first, 50 at most. */
  groups: z.array(
    z.object({
      kind: z.enum(["DEALER", "CUSTOMER", "SITE"]),
      id: z.uuid(),
      name: z.string(),
      total: z.int(),
      onRent: z.int(),
      overdue: z.int(),
      /** Idle hours ÷ operating hours of the last 30 days; null without hours. */
      idleRatio: z.number().nullable(),
    }),
  ),
});

export const noteInput = z.object({
  ...operationFields,
  humanId: z.string().trim().min(1).max(40),
  notes: z.string().trim().min(1).max(2000),
  photos: z.array(z.uuid()).max(20).default([]).describe("Media ids of uploaded photos."),
});
export const noteOutput = z.object({ humanId: z.string(), at: instant });
export type NoteInput = z.infer<typeof noteInput>;
export type NoteOutput = z.infer<typeof noteOutput>;

export const setStatusInput = z.object({
  ...operationFields,
  humanId: humanIdSchema,
  status: z.enum(["AVAILABLE", "IDLE", "MAINTENANCE", "LOST"]),
  reason: z.string().trim().max(500).optional(),
});
export const setStatusOutput = z.object({ humanId: z.string(), status: equipmentStatusSchema });
