/**
 * Check lists: what is looked at when a machine goes out and again when it comes back, so that the two can be laid side by side.
 * A checkpoint is found by its key in both. Those that come with the product have no label: screens translate the key.
 */
import { z } from "zod";
import { equipmentTypeSchema, type EquipmentType } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";

export const MAX_CHECKPOINTS = 60;

export const checkpointSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, "lower-case letters, digits and _, 40 at most")
    .describe("Stays when the words change: take-back and send-out are compared by it."),
  label: z.string().trim().min(1).max(120).nullable().describe("Null for a checkpoint that comes with the product."),
  photo: z.boolean().default(false).describe("A photo is asked for."),
});
export type Checkpoint = z.output<typeof checkpointSchema>;

/** Keys that screens have words for, in the order in which one walks round a machine. */
export const KNOWN_CHECKPOINTS = [
  "walk_round",
  "fluids",
  "leaks",
  "engine",
  "tyres",
  "tracks",
  "undercarriage",
  "drum",
  "chain",
  "boom",
  "bucket",
  "blade",
  "forks",
  "body",
  "hydraulics",
  "coupler",
  "cab",
  "glass",
  "lights",
  "alarm",
  "brakes",
  "steering",
  "seat_belt",
  "extinguisher",
  "documents",
] as const;
export type KnownCheckpoint = (typeof KNOWN_CHECKPOINTS)[number];

const EVERY_MACHINE: readonly KnownCheckpoint[] = [
  "walk_round",
  "fluids",
  "leaks",
  "engine",
  "hydraulics",
  "cab",
  "glass",
  "lights",
  "alarm",
  "brakes",
  "seat_belt",
  "extinguisher",
  "documents",
];

/** What each family of ISO 6165 has besides. */
const FAMILY: Record<EquipmentType, readonly KnownCheckpoint[]> = {
  EXCAVATOR: ["tracks", "undercarriage", "boom", "bucket", "coupler"],
  WHEEL_LOADER: ["tyres", "steering", "boom", "bucket", "coupler"],
  BACKHOE_LOADER: ["tyres", "steering", "boom", "bucket", "coupler"],
  DOZER: ["tracks", "undercarriage", "blade"],
  GRADER: ["tyres", "steering", "blade"],
  DUMPER: ["tyres", "steering", "body"],
  ROLLER: ["drum", "steering"],
  SKID_STEER_LOADER: ["tyres", "bucket", "coupler"],
  TELEHANDLER: ["tyres", "steering", "boom", "forks"],
  TRENCHER: ["tracks", "chain"],
};

const WITH_PHOTO: ReadonlySet<string> = new Set(["walk_round"]);

/** The list that a type is inspected by until its dealer writes its own: version 0. */
export function defaultCheckList(type: EquipmentType): Checkpoint[] {
  const wanted = new Set<string>([...EVERY_MACHINE, ...FAMILY[type]]);
  return KNOWN_CHECKPOINTS.filter((key) => wanted.has(key)).map((key) => ({
    key,
    label: null,
    photo: WITH_PHOTO.has(key),
  }));
}

const checkpoints = z
  .array(checkpointSchema)
  .min(1)
  .max(MAX_CHECKPOINTS)
  .refine((items) => new Set(items.map(({ key }) => key)).size === items.length, "a key stands twice")
  .refine(
    (items) => items.every(({ key, label }) => label !== null || KNOWN_CHECKPOINTS.some((known) => known === key)),
    "a checkpoint of your own needs a label",
  );

export const checkListSchema = z.object({
  type: equipmentTypeSchema,
  dealerId: z.uuid(),
  version: z.int().min(0).describe("0 is the list that comes with the product."),
  items: z.array(checkpointSchema),
  createdAt: z.iso.datetime().nullable(),
});
export type CheckList = z.output<typeof checkListSchema>;

export const listCheckListsInput = z.object({
  dealerId: z.uuid().optional().describe("Default: your own dealer, or the only one that serves you."),
  type: equipmentTypeSchema.optional(),
});
export const listCheckListsOutput = z.object({ items: z.array(checkListSchema) });

export const saveCheckListInput = z.object({
  ...operationFields,
  type: equipmentTypeSchema,
  items: checkpoints,
  baseVersion: z.int().min(0).describe("The version that was edited: somebody else's newer one is not overwritten."),
});
export type SaveCheckListInput = z.output<typeof saveCheckListInput>;
