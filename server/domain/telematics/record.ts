/** What a feed says about one machine, in our units: litres, kilometres, metres, degrees, hours. */
import type { RecordProblem } from "./problems.ts";

/** The values that a machine reports at one moment. Counters are cumulative over its life. */
export type Measures = {
  hourMeter?: number;
  idleHours?: number;
  fuelUsedL?: number;
  fuelRemainingPercent?: number;
  defRemainingPercent?: number;
  odometerKm?: number;
  loadFactorPercent?: number;
  engineRunning?: boolean;
  lat?: number;
  lon?: number;
  altitudeM?: number;
  accuracyM?: number;
  /** What else the standard knows and nothing is reckoned from, by element. */
  extra?: Record<string, number>;
};
export type MeasureName = Exclude<keyof Measures, "extra">;

export type Point = { at: Date } & Measures;

export type Fault = {
  at: Date;
  code: string;
  description: string | null;
  severity: string | null;
  source: string | null;
  /** J1939: suspect parameter number and failure mode, where the code says them. */
  spn: number | null;
  fmi: number | null;
  /** Whether it is still there; false where the feed calls it inactive. */
  active: boolean;
};

/** What a machine is called in a feed; null for what it does not say. */
export type MachineIdentity = {
  make: string | null;
  model: string | null;
  serial: string | null;
  pin: string | null;
  equipmentId: string | null;
};

export type MachineRecord = {
  /** Its place in the document, from 1. */
  index: number;
  machine: MachineIdentity;
  points: Point[];
  faults: Fault[];
  /** The moment of which `faults` lists all that are active; null where it tells of some, or of none. */
  faultsAt: Date | null;
  problems: RecordProblem[];
};

/** What names the record to a person: the most telling of what it says. */
export const nameOf = ({ machine }: Pick<MachineRecord, "machine">): string | null =>
  machine.pin ?? machine.serial ?? machine.equipmentId;
