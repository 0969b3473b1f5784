/** What the parts of the demo hand to each other before it becomes rows. */
import type { EquipmentType } from "../../server/domain/assets/schema.ts";
import type { Geofence } from "../../server/domain/sites/geofence.ts";
import type { Role } from "../../server/domain/iam/claims.ts";
import type { RENTAL_STATES } from "../../server/domain/rentals/schema.ts";

/** What a site is, which decides the machines it wants and the hours it works. */
export type Work = "MINE" | "ROAD" | "URBAN" | "ENERGY" | "YARD";
export type Climate = "TEMPERATE_NORTH" | "CONTINENTAL_NORTH" | "DESERT" | "TROPICAL_SOUTH" | "TEMPERATE_SOUTH";

export type Person = { userId: string; email: string; name: string; role: Role; orgId: string };

export type Dealer = {
  id: string;
  index: number;
  name: string;
  timeZone: string;
  /** What a US dollar is worth in the dealer's currency, for costs and rates. */
  perDollar: number;
  fleetPrefix: string;
  admin: Person;
  dispatch: Person;
  yards: Site[];
  jobsites: Site[];
};

export type Customer = {
  id: string;
  index: number;
  name: string;
  dealers: Dealer[];
  sites: Site[];
  /** The sites that the operator is bound to. */
  operatorSites: Site[];
  supervisor: Person;
  operator: Person;
};

export type Site = {
  id: string;
  name: string;
  work: Work;
  climate: Climate;
  timeZone: string;
  fence: Geofence;
  centre: { lat: number; lon: number };
  radiusM: number;
  criticality: number;
  slaPenaltyPerDay: number;
  accessHours: Record<string, [string, string]> | null;
  customer: Customer | null;
  dealers: Dealer[];
  /** 1 on the days of history on which weather stopped most work. */
  rain: Uint8Array;
};

/** A model as its maker sells it; cost in US dollars, fuel in litres an hour. */
export type Model = { make: string; model: string; costUsd: number; workLph: number; idleLph: number };

/** How a machine stands today. */
export type Fate = "OUT" | "CALLED_OFF" | "FREE" | "RESERVED" | "CHECKED_IN" | "WORKSHOP" | "LOST";

/** What is told about a machine that is out or just back: a due date worth a look, or an anomaly that is still alive. */
export type Story =
  | "OVERDUE"
  | "DUE_TODAY"
  | "DUE_TOMORROW"
  | "IDLE_RATIO"
  | "OFF_SITE_MOTION"
  | "SILENCE"
  | "FUEL_OUTLIER"
  | "METER_BACKWARDS"
  | "METER_OUTLIER"
  | "MAINTENANCE_DUE"
  | "UNEXPECTED_MOTION";

export type AnomalyKind = Exclude<Story, "OVERDUE" | "DUE_TODAY" | "DUE_TOMORROW" | "MAINTENANCE_DUE">;

/** Something planted in the data, from the first to the last day it shows; `live` while it lasts to the present. */
export type Anomaly = { kind: AnomalyKind; from: number; to: number; live: boolean; detail: Record<string, unknown> };

/** A rental as far as days are concerned; the last day is inclusive and open while the machine is out. */
export type Span = {
  id: string;
  state: (typeof RENTAL_STATES)[number];
  site: Site;
  customer: Customer;
  from: number;
  to: number;
  dueDay: number;
  firstDueDay: number;
  /** Days that usage stopped before the end, because the customer called the machine off. */
  calledOffDays: number;
};

export type Machine = {
  id: string;
  index: number;
  humanId: string;
  dealer: Dealer;
  type: EquipmentType;
  model: Model;
  serialNumber: string;
  pin: string | null;
  modelYear: number;
  purchasedOn: string;
  oec: number;
  dayRate: number;
  feed: string;
  feedCadenceS: number;
  source: "iso15143" | "mqtt";
  fate: Fate;
  story: Story | null;
  /** In order of time; a future reservation comes last. */
  spans: Span[];
  anomalies: Anomaly[];
  /** Tenths of an hour on each day of history, -1 where nothing was heard. */
  runtime: Int16Array;
  idle: Int16Array;
  /** Decilitres on each day of history. */
  fuel: Int32Array;
  /** Meter at the end of each day of history, in tenths of an hour. */
  meter: Int32Array;
  /** Meter before the first day, in tenths of an hour. */
  startMeter: number;
  lastPosition: { lat: number; lon: number; accuracyM: number };
  lastSeenAt: Date;
  meterAt: Date;
};

/** Everybody and every place. */
export type Network = {
  hq: { id: string; name: string; admin: Person };
  dealers: Dealer[];
  customers: Customer[];
  sites: Site[];
};

/** The rental that covers a day of history, or null while the machine was in the yard. */
export function spanOn(machine: Pick<Machine, "spans">, day: number): Span | null {
  return (
    machine.spans.find(
      (span) => span.state !== "RESERVED" && span.state !== "CANCELLED" && span.from <= day && day <= span.to,
    ) ?? null
  );
}

/** The rental that the machine is out on today. */
export function currentSpan(machine: Pick<Machine, "spans">): Span | null {
  return machine.spans.find((span) => span.state === "ON_RENT" || span.state === "PICK_UP_READY") ?? null;
}

/** Where a dealer's machines stand while nobody rents them. */
export function yardOf(dealer: Dealer): Site {
  return dealer.yards[0]!;
}

/** How often a machine's feed reports, in words. */
export function cadenceOf({ feedCadenceS }: Pick<Machine, "feedCadenceS">): string {
  if (feedCadenceS === 86_400) return "once a day";
  return feedCadenceS >= 3600 ? `every ${feedCadenceS / 3600} hours` : `every ${feedCadenceS / 60} minutes`;
}
