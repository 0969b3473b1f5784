import { z } from "zod";
import { geofenceSchema } from "../sites/geofence.ts";
import { equipmentStatusSchema, equipmentTypeSchema, humanIdSchema } from "./schema.ts";

const instant = z.iso.datetime();

/** What a scan or a typed number leads to: the machine and what may be done with it here and now. */
export const presentInput = z
  .object({ label: z.string().max(2000).optional(), humanId: humanIdSchema.optional() })
  .refine((input) => (input.label === undefined) !== (input.humanId === undefined), "give either a label or a number");

export const presentOutput = z.object({
  humanId: z.string(),
  type: equipmentTypeSchema,
  make: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  status: equipmentStatusSchema,
  hourMeter: z.number(),
  standsAt: z
    .object({
      siteId: z.uuid(),
      name: z.string(),
      kind: z.enum(["JOBSITE", "YARD"]),
      timeZone: z.string(),
      geofence: geofenceSchema,
    })
    .nullable(),
  rental: z
    .object({
      id: z.uuid(),
      siteId: z.uuid(),
      dueAt: instant,
      checkedOutAt: instant.nullable(),
      engineStart: z.number().nullable(),
    })
    .nullable(),
  canSendOut: z.boolean(),
  canTakeBack: z.boolean(),
  /** Why it can be neither sent out nor taken back, as an error code. */
  blockedBy: z.string().nullable(),
  /** Jobsites it may be sent to, nearest to its yard first. */
  destinations: z.array(
    z.object({
      siteId: z.uuid(),
      name: z.string(),
      kind: z.enum(["JOBSITE", "YARD"]),
      timeZone: z.string(),
      customerName: z.string().nullable(),
      geofence: geofenceSchema,
    }),
  ),
  gate: z.object({ gateRequired: z.boolean(), positionRequired: z.boolean(), maxAccuracyCreditM: z.number() }),
});
