/** One measure of a machine over time, as an ISO 15143-3 series. */
import { and, asc, count, eq, gte, isNotNull, isNull, lte, type SQL } from "drizzle-orm";
import { machineFaults } from "../../../db/schema/telematics.ts";
import { usageReadings } from "../../../db/schema/usage.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import {
  ISO_PAGE,
  ISO_VERSION,
  machinePath,
  pageLinks,
  type IsoDocument,
  type Series,
  type SeriesInput,
} from "../../domain/telematics/served.ts";
import { headerOf, isoTime } from "../../domain/telematics/write-iso.ts";
import { findServed, isoBase, type ServeDeps } from "./serve-fleet.ts";

const TWO_WEEKS_MS = 14 * 86_400_000;
type Reading = typeof usageReadings.$inferSelect;

/** What makes a reading one of the series, the element's name in the answer, and what stands in it. */
const OF: Record<Exclude<Series, "Faults">, { element: string; has: SQL; of: (row: Reading) => object }> = {
  Locations: {
    element: "Location",
    has: isNotNull(usageReadings.lat),
    of: (row) => ({
      Latitude: row.lat,
      Longitude: row.lon,
      ...(row.altitudeM === null ? {} : { Altitude: row.altitudeM, AltitudeUnits: "metre" }),
    }),
  },
  CumulativeOperatingHours: {
    element: "CumulativeOperatingHours",
    has: isNotNull(usageReadings.hourMeter),
    of: (row) => ({ Hour: row.hourMeter }),
  },
  CumulativeIdleHours: {
    element: "CumulativeIdleHours",
    has: isNotNull(usageReadings.idleHours),
    of: (row) => ({ Hour: row.idleHours }),
  },
  FuelUsed: {
    element: "FuelUsed",
    has: isNotNull(usageReadings.fuelUsedL),
    of: (row) => ({ FuelUnits: "litre", FuelConsumed: row.fuelUsedL }),
  },
  Distance: {
    element: "Distance",
    has: isNotNull(usageReadings.odometerKm),
    of: (row) => ({ OdometerUnits: "kilometre", Odometer: row.odometerKm }),
  },
  EngineStatus: {
    element: "EngineStatus",
    has: isNotNull(usageReadings.engineRunning),
    of: (row) => ({ Running: row.engineRunning }),
  },
};

/** Outliers are not served; a customer gets the points of its own time with the machine. Throws `not_found`, `input.invalid`. */
export async function serveSeries(tenant: Tenant, deps: ServeDeps, input: SeriesInput): Promise<IsoDocument> {
  const machine = await findServed(tenant, input);
  const to = input.to ? new Date(input.to) : deps.now;
  const from = input.from ? new Date(input.from) : new Date(to.getTime() - TWO_WEEKS_MS);
  if (from > to) throw new AppError("input.invalid", { fields: { from: "lies after the end" } });
  const page = Math.max(1, input.page);
  const { total, element, points } =
    input.element === "Faults"
      ? await faults(tenant, machine, from, to, page)
      : await readings(tenant, machine, input.element, from, to, page);
  const base = `${isoBase(deps.publicUrl)}${machinePath(input)}/${input.element}/${isoTime(from)}/${isoTime(to)}`;
  return {
    root: input.element === "Faults" ? "FaultCodeMessages" : `${element}Messages`,
    document: {
      version: ISO_VERSION,
      snapshotTime: isoTime(deps.now),
      Links: pageLinks(base, page, Math.max(1, Math.ceil(total / ISO_PAGE))),
      EquipmentHeader: headerOf(machine),
      [element]: points,
    },
  };
}

type Machine = { id: string; dealerId: string };

async function readings(
  { tx, actor }: Tenant,
  machine: Machine,
  series: Exclude<Series, "Faults">,
  from: Date,
  to: Date,
  page: number,
) {
  const { element, has, of } = OF[series];
  const where = and(
    eq(usageReadings.equipmentId, machine.id),
    ownedBy(actor, usageReadings),
    gte(usageReadings.at, from),
    lte(usageReadings.at, to),
    isNull(usageReadings.quarantine),
    has,
  );
  const [total] = await tx.select({ points: count() }).from(usageReadings).where(where);
  const rows = await tx
    .select()
    .from(usageReadings)
    .where(where)
    .orderBy(asc(usageReadings.at), asc(usageReadings.source))
    .limit(ISO_PAGE)
    .offset((page - 1) * ISO_PAGE);
  return { total: total?.points ?? 0, element, points: rows.map((row) => ({ datetime: isoTime(row.at), ...of(row) })) };
}

async function faults({ tx, actor }: Tenant, machine: Machine, from: Date, to: Date, page: number) {
  const where = and(
    eq(machineFaults.equipmentId, machine.id),
    ownedBy(actor, machineFaults),
    gte(machineFaults.at, from),
    lte(machineFaults.at, to),
  );
  const [total] = await tx.select({ points: count() }).from(machineFaults).where(where);
  const rows = await tx
    .select()
    .from(machineFaults)
    .where(where)
    .orderBy(asc(machineFaults.at), asc(machineFaults.code))
    .limit(ISO_PAGE)
    .offset((page - 1) * ISO_PAGE);
  const points = rows.map((row) => ({
    datetime: isoTime(row.at),
    CodeIdentifier: row.code,
    ...(row.description ? { CodeDescription: row.description } : {}),
    ...(row.severity ? { CodeSeverity: row.severity } : {}),
    ...(row.component ? { CodeSource: row.component } : {}),
  }));
  return { total: total?.points ?? 0, element: "FaultCode", points };
}
