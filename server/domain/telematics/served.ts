/** Our own fleet as ISO 15143-3 sees it: what is asked for, and what is answered, from which both XML and JSON are written. */
import { z } from "zod";

/** Machines or points on a page, by the standard. */
export const ISO_PAGE = 100;
export const ISO_NAMESPACE = "http://standards.iso.org/iso/15143/-3";
export const ISO_VERSION = "2";

export const SERIES = [
  "Locations",
  "CumulativeOperatingHours",
  "CumulativeIdleHours",
  "FuelUsed",
  "Distance",
  "EngineStatus",
  "Faults",
] as const;
export type Series = (typeof SERIES)[number];

const page = z.int().min(0).max(1_000_000).default(1);
const name = z.string().min(1).max(100);
const time = z.iso.datetime({ offset: true });
const bySerial = { make: name, model: name, serial: name };
/** Without times the last two weeks, as the standard has it. */
const range = { element: z.enum(SERIES), from: time.optional(), to: time.optional(), page };

export const fleetPageInput = z.object({ page });
export const machineByPinInput = z.object({ pin: name });
export const machineBySerialInput = z.object(bySerial);
export const seriesByPinInput = z.object({ pin: name, ...range });
export const seriesBySerialInput = z.object({ ...bySerial, ...range });
export type SeriesInput = z.output<typeof seriesByPinInput> | z.output<typeof seriesBySerialInput>;
export type MachineInput = z.infer<typeof machineByPinInput> | z.infer<typeof machineBySerialInput>;

/** A document: its root's name, and the root as the standard's JSON. */
export const isoOutput = z.object({ root: z.string(), document: z.record(z.string(), z.unknown()) });
export type IsoDocument = z.infer<typeof isoOutput>;

/** The address of a machine or of the fleet, under `/api/v1/telematics/iso15143`. */
export const machinePath = (machine: MachineInput): string =>
  "pin" in machine
    ? `/Fleet/Equipment/ID/${encodeURIComponent(machine.pin)}`
    : `/Fleet/Equipment/MakeModelSerial/${[machine.make, machine.model, machine.serial].map(encodeURIComponent).join("/")}`;

/** Links of a page, counted from 1. */
export function pageLinks(base: string, page: number, pages: number): { rel: string; href: string }[] {
  const at = (number: number) => `${base}/${number}`;
  return [
    { rel: "self", href: at(page) },
    ...(page > 1 ? [{ rel: "prev", href: at(page - 1) }] : []),
    ...(page < pages ? [{ rel: "next", href: at(page + 1) }] : []),
    { rel: "last", href: at(Math.max(1, pages)) },
  ];
}
