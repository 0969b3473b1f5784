/** What becomes of the rows of a file of machines, given the fleet as it is. Pure: a dry run and the import judge alike. */
import type { EquipmentStatus } from "../assets/schema.ts";
import { MACHINE_REQUIRED, type MachineRow } from "./machine-columns.ts";
import type { ReadRow } from "./read-rows.ts";
import { problem, type RowProblem } from "./row-codes.ts";
import type { RowResult } from "./schema.ts";

/** A machine of the fleet, as far as a file may speak of it. Money as numbers. */
export type KnownMachine = Required<Omit<MachineRow, "yard" | "humanId" | "hourMeter">> & {
  id: string;
  humanId: string;
  status: EquipmentStatus;
  hourMeter: number;
  yardId: string | null;
};
export type Fleet = { machines: readonly KnownMachine[]; yards: readonly { id: string; name: string }[] };

/** What is to be written: `id` names the machine that is changed, null for a new one. */
export type MachineChange = {
  row: number;
  id: string | null;
  values: Omit<MachineRow, "yard" | "humanId"> & { yardId?: string };
};
export type Judged<C> = { results: RowResult[]; changes: C[] };

const serialKey = (make: string, serial: string) => `${make.toLowerCase()}\n${serial}`;
const folded = (text: string) => text.trim().toLowerCase();

/**
 * A row means the machine with its number, else the one with its fleet number, else with its make and serial number; without
 * any it is a new one. Two rows for one machine, and a number that another machine has, are refused.
 */
export function judgeMachines(rows: readonly ReadRow<MachineRow>[], fleet: Fleet): Judged<MachineChange> {
  const byNumber = new Map(fleet.machines.map((machine) => [machine.humanId, machine]));
  const byFleet = new Map(
    fleet.machines.flatMap((each) => (each.fleetNumber ? [[each.fleetNumber, each] as const] : [])),
  );
  const bySerial = new Map(fleet.machines.map((each) => [serialKey(each.make, each.serialNumber), each]));
  const yards = new Map<string, string | null>();
  for (const yard of fleet.yards) yards.set(folded(yard.name), yards.has(folded(yard.name)) ? null : yard.id);
  const claimed = new Map<string, number>();
  const results: RowResult[] = [];
  const changes: MachineChange[] = [];

  for (const { row, values, problems } of rows) {
    const { humanId: _, yard, ...said } = values;
    const refuse = (...more: RowProblem[]) =>
      results.push({
        row,
        fate: "REFUSED",
        about: aboutOf(values),
        ref: null,
        changes: [],
        problems: [...problems, ...more],
      });
    const { machine, clash } = find(values);
    const more: RowProblem[] = [...clash];
    const yardId = yard === undefined ? undefined : yards.get(folded(yard));
    if (yard !== undefined && !yardId) more.push(problem(yardId === null ? "ambiguous" : "unknown_yard", "yard", yard));
    for (const [field, key] of keysOf(values, machine)) {
      const before = claimed.get(key);
      if (before === undefined) claimed.set(key, row);
      else if (before !== row && !more.some((each) => each.code === "duplicate_row"))
        more.push(problem("duplicate_row", field, String(before)));
    }
    if (machine?.status === "RETIRED") more.push(problem("retired", null, machine.humanId));
    if (!machine && problems.length + clash.length === 0)
      for (const field of MACHINE_REQUIRED) if (said[field] === undefined) more.push(problem("missing", field));
    if (problems.length + more.length > 0) {
      refuse(...more);
      continue;
    }
    const wanted = { ...said, ...(yardId ? { yardId } : {}) };
    if (!machine) {
      results.push({ row, fate: "CREATE", about: aboutOf(values), ref: null, changes: [], problems: [] });
      changes.push({ row, id: null, values: wanted });
      continue;
    }
    const { differs, moved } = differences(machine, wanted);
    if (moved && machine.status === "ON_RENT") {
      refuse(problem("on_rent", "yard", machine.humanId));
      continue;
    }
    const about = aboutOf({ ...machine, ...values });
    const told = Object.entries(differs).map(([field, to]) => ({
      field: field === "yardId" ? "yard" : field,
      from: text(field === "yardId" ? nameOf(machine.yardId) : machine[field as keyof KnownMachine]),
      to: text(field === "yardId" ? nameOf(String(to)) : to),
    }));
    const fate = told.length > 0 ? "UPDATE" : "UNCHANGED";
    results.push({ row, fate, about, ref: machine.humanId, changes: told, problems: [] });
    if (fate === "UPDATE") changes.push({ row, id: machine.id, values: differs });
  }
  return { results, changes };

  function nameOf(yardId: string | null): string | null {
    return fleet.yards.find((yard) => yard.id === yardId)?.name ?? null;
  }

  function find(values: MachineRow): { machine: KnownMachine | undefined; clash: RowProblem[] } {
    const { humanId, fleetNumber, make, serialNumber } = values;
    const fleetOne = fleetNumber ? byFleet.get(fleetNumber) : undefined;
    const named = humanId === undefined ? undefined : byNumber.get(humanId);
    if (humanId !== undefined && !named)
      return { machine: undefined, clash: [problem("unknown_machine", "humanId", humanId)] };
    const known = named ?? fleetOne;
    const [itsMake, itsSerial] = [make ?? known?.make, serialNumber ?? known?.serialNumber];
    const serialOne = itsMake && itsSerial ? bySerial.get(serialKey(itsMake, itsSerial)) : undefined;
    const machine = known ?? serialOne;
    const clash: RowProblem[] = [];
    if (fleetOne && fleetOne !== machine) clash.push(problem("fleet_number_taken", "fleetNumber", fleetOne.humanId));
    if (serialOne && serialOne !== machine) clash.push(problem("serial_taken", "serialNumber", serialOne.humanId));
    return { machine, clash };
  }
}

/** Everything by which a row lays hold of a machine or of a number that may be there once only. */
function keysOf(values: MachineRow, machine: KnownMachine | undefined): [field: string, key: string][] {
  const keys: [string, string][] = [];
  if (machine) keys.push(["humanId", `machine ${machine.id}`]);
  if (values.fleetNumber) keys.push(["fleetNumber", `fleet ${values.fleetNumber}`]);
  const make = values.make ?? machine?.make;
  const serial = values.serialNumber ?? machine?.serialNumber;
  if (make && serial) keys.push(["serialNumber", `serial ${serialKey(make, serial)}`]);
  return keys;
}

/** The hour meter of a known machine comes from hand-overs and trackers; a file sets it for new ones only. */
function differences(machine: KnownMachine, wanted: MachineChange["values"]) {
  const differs = Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) =>
        field !== "hourMeter" &&
        value !== undefined &&
        JSON.stringify(machine[field as keyof KnownMachine]) !== JSON.stringify(value),
    ),
  ) as MachineChange["values"];
  return { differs, moved: "yardId" in differs };
}

function text(value: KnownMachine[keyof KnownMachine] | undefined): string | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.join("; ") : String(value);
}

const aboutOf = (values: MachineRow): string =>
  [values.humanId ?? values.fleetNumber, [values.make, values.model].filter(Boolean).join(" "), values.serialNumber]
    .filter(Boolean)
    .join(" · ");
