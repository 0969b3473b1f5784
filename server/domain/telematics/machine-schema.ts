/** Shapes of outliers, meters, and machines that a file made. */
import { z } from "zod";
import { equipmentTypeSchema } from "../assets/schema.ts";
import { faultLifeSchema } from "../faults/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);
const humanId = z.string().trim().min(1).max(40);

export const quarantineInput = z.object({ sourceId: z.uuid().optional(), humanId: humanId.optional(), ...pageFields });
export const quarantinedSchema = z.object({
  humanId: z.string(),
  at: instant,
  source: z.string().describe("The source's name."),
  reason: z.enum(["meter_backwards", "meter_outruns_clock", "meter_implausible", "position_jump"]),
  hourMeter: z.number().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  machineHours: z.number().describe("What the machine's meter is believed to show now."),
});
export const quarantineOutput = pageOf(quarantinedSchema);

export const faultsInput = z.object({ humanId });
export const faultsOutput = z.object({
  items: z
    .array(faultLifeSchema)
    .describe("Those that are active, then those of the last 90 days, the latest first; a hundred at most."),
});

export const changeMeterInput = z.object({
  ...operationFields,
  humanId,
  at: instant.describe("From when on."),
  meterH: z.number().min(0).max(200_000).describe("What the meter showed then."),
  lifetimeH: z
    .number()
    .min(0)
    .max(200_000)
    .optional()
    .describe(
      "The machine's hours then: more than the meter shows, where a new one was fitted. Without it the offset stays.",
    ),
  sourceId: z.uuid().nullish().describe("The source whose meter it is, where it counts for itself."),
});
export type ChangeMeterInput = z.infer<typeof changeMeterInput>;
export const changeMeterOutput = z.object({
  humanId: z.string(),
  offsetH: z.number(),
  hourMeter: z.number(),
  quarantined: count,
});

export const confirmMachineInput = z.object({
  ...operationFields,
  humanId,
  type: equipmentTypeSchema,
  make: z.string().trim().min(1).max(100),
  model: z.string().trim().min(1).max(100),
  serialNumber: z.string().trim().min(1).max(100),
});
export type ConfirmMachineInput = z.infer<typeof confirmMachineInput>;
export const confirmMachineOutput = z.object({ humanId: z.string() });

export const unconfirmedInput = z.object({ ...pageFields });
export const unconfirmedOutput = pageOf(
  z.object({
    humanId: z.string(),
    type: equipmentTypeSchema,
    make: z.string(),
    model: z.string(),
    serialNumber: z.string(),
    trackerId: z.string().nullable(),
    lastSeenAt: instant.nullable(),
  }),
);
