/** The actor's own machines as an ISO 15143-3 snapshot: a dealer's fleet, a customer's machines on rent. */
import { and, count, eq, isNull, or, sql, type SQL } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import {
  ISO_PAGE,
  ISO_VERSION,
  pageLinks,
  type IsoDocument,
  type MachineInput,
} from "../../domain/telematics/served.ts";
import { equipmentOf, isoTime, type ServedMachine } from "../../domain/telematics/write-iso.ts";

export type ServeDeps = { now: Date; publicUrl: string };
export const isoBase = (publicUrl: string) => new URL("/api/v1/telematics/iso15143", publicUrl).href;

const columns = {
  id: equipment.id,
  dealerId: equipment.dealerId,
  humanId: equipment.humanId,
  make: equipment.make,
  model: equipment.model,
  serialNumber: equipment.serialNumber,
  pin: equipment.pin,
  hourMeter: equipment.hourMeter,
  hourMeterAt: equipment.hourMeterAt,
  lat: equipment.lastLat,
  lon: equipment.lastLon,
  positionAt: equipment.lastPositionAt,
  latest: equipment.lastMeasures,
};
type Row = Omit<ServedMachine, "hourMeterAt" | "positionAt"> & {
  hourMeterAt: Date | null;
  positionAt: Date | null;
  id: string;
  dealerId: string;
};
const served = ({ hourMeterAt, positionAt, ...row }: Row): ServedMachine => ({
  ...row,
  hourMeterAt: hourMeterAt?.toISOString() ?? null,
  positionAt: positionAt?.toISOString() ?? null,
});

/** A page of the fleet, the first one for 0, too. Past the last page there are no machines. */
export async function serveFleet(
  { tx, actor }: Tenant,
  { now, publicUrl }: ServeDeps,
  input: { page: number },
): Promise<IsoDocument> {
  const mine = and(ownedBy(actor, equipment), sql`${equipment.status} <> 'RETIRED'`);
  const page = Math.max(1, input.page);
  const [total] = await tx.select({ machines: count() }).from(equipment).where(mine);
  const rows = await tx
    .select(columns)
    .from(equipment)
    .where(mine)
    .orderBy(sql`lpad(human_id, 20)`, equipment.id)
    .limit(ISO_PAGE)
    .offset((page - 1) * ISO_PAGE);
  const pages = Math.max(1, Math.ceil((total?.machines ?? 0) / ISO_PAGE));
  return {
    root: "Fleet",
    document: {
      version: ISO_VERSION,
      snapshotTime: isoTime(now),
      Links: pageLinks(`${isoBase(publicUrl)}/Fleet`, page, pages),
      Equipment: rows.map((row) => equipmentOf(served(row))),
    },
  };
}

/** One machine. Throws `not_found`. */
export async function serveMachine(tenant: Tenant, { now }: ServeDeps, input: MachineInput): Promise<IsoDocument> {
  const machine = await findServed(tenant, input);
  return {
    root: "Equipment",
    document: { version: ISO_VERSION, snapshotTime: isoTime(now), ...equipmentOf(served(machine)) },
  };
}

/** By PIN, or by our number where it has none. Throws `not_found`, also where two would answer to it. */
export async function findServed({ tx, actor }: Tenant, input: MachineInput): Promise<Row> {
  const meant: SQL | undefined =
    "pin" in input
      ? or(
          eq(equipment.pin, input.pin),
          and(isNull(equipment.pin), or(eq(equipment.humanId, input.pin), eq(equipment.serialNumber, input.pin))),
        )
      : and(
          sql`lower(${equipment.make}) = lower(${input.make})`,
          sql`lower(${equipment.model}) = lower(${input.model})`,
          eq(equipment.serialNumber, input.serial),
        );
  const rows = await tx
    .select(columns)
    .from(equipment)
    .where(and(ownedBy(actor, equipment), meant))
    .limit(2);
  if (rows.length !== 1) throw new AppError("not_found");
  return rows[0]!;
}
