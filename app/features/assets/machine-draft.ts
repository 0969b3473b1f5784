/** A machine as a person types it in. Pure: what is wrong with it, and what is sent. */
import { z } from "zod";
import { machineFields, type MachineRecord } from "../../../server/domain/assets/machine.ts";
import type { RouterInputs } from "../../lib/app-router.ts";

const schema = z.object({ ...machineFields, hourMeter: z.number().min(0).max(200_000) });
export type MachineValues = z.infer<typeof schema>;
export type MachineField = keyof MachineValues;
export type MachineDraft = Record<MachineField, string>;
export type FieldFault = "required" | "figure" | "range" | "long" | "invalid";
export type Faults = Partial<Record<MachineField, FieldFault>>;

/** `decimalMark` is the one that the person's figures are shown with. */
export function draftOf(record: MachineRecord, decimalMark: string): MachineDraft {
  const figure = (value: number | null) => (value === null ? "" : String(value).replace(".", decimalMark));
  return {
    type: record.type,
    make: record.make,
    model: record.model,
    serialNumber: record.serialNumber,
    fleetNumber: record.fleetNumber ?? "",
    pin: record.pin ?? "",
    modelYear: record.modelYear === null ? "" : String(record.modelYear),
    oec: figure(record.oec),
    dayRate: figure(record.dayRate),
    purchasedOn: record.purchasedOn ?? "",
    yardId: record.yardId ?? "",
    hourMeter: figure(record.hourMeter),
    hourMeterOffset: record.hourMeterOffset === 0 ? "" : figure(record.hourMeterOffset),
    attachments: record.attachments.join("\n"),
    trackerId: record.trackerId ?? "",
  };
}

const FIGURES: readonly MachineField[] = ["modelYear", "oec", "dayRate", "hourMeter", "hourMeterOffset"];
const ZERO_WHEN_EMPTY: readonly MachineField[] = ["hourMeter", "hourMeterOffset"];

/** A figure with a point or a comma as decimal mark and blanks between thousands; null where it is none. */
function figureOf(text: string): number | null {
  const compact = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(compact) ? Number(compact) : null;
}

/** The values, or what is wrong with each field that is not right. */
export function readDraft(draft: MachineDraft): { values: MachineValues | null; faults: Faults } {
  const faults: Faults = {};
  const said: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(draft) as [MachineField, string][]) {
    const value = text.trim();
    if (name === "attachments")
      said[name] = value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
    else if (!FIGURES.includes(name))
      said[name] = value === "" ? (schema.shape[name].safeParse(null).success ? null : "") : value;
    else if (value === "") said[name] = ZERO_WHEN_EMPTY.includes(name) ? 0 : null;
    else {
      said[name] = figureOf(value);
      if (said[name] === null) faults[name] = "figure";
    }
  }
  const parsed = schema.safeParse(said);
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = String(issue.path[0]) as MachineField;
    faults[field] ??= draft[field].trim() === "" ? "required" : faultOf(issue);
  }
  return { values: parsed.success && Object.keys(faults).length === 0 ? parsed.data : null, faults };
}

function faultOf(issue: z.core.$ZodIssue): FieldFault {
  if (issue.code !== "too_big" && issue.code !== "too_small") return "invalid";
  return issue.origin === "string" || issue.origin === "array" ? "long" : "range";
}

/** What differs from the record: nothing else is sent, so that two people's changes of other fields both hold. */
export function changesOf(
  values: MachineValues,
  record: MachineRecord,
): Omit<RouterInputs["assets"]["update"], "operationId" | "humanId"> {
  const { hourMeter: _, ...fields } = values;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(record[name as keyof MachineRecord]),
    ),
  );
}
