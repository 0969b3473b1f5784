import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { presentedEquipment, type Presented } from "./presented.ts";

const DESTINATIONS = 200;

/** What a scan or a typed number leads to. Throws `label.unknown` or `not_found`. */
export async function presentAsset(tenant: Tenant, by: { humanId: string } | { tagId: string }) {
  const machine = await presentedEquipment(tenant, by, false);
  if (!machine) throw new AppError("tagId" in by ? "label.unknown" : "not_found");
  const [rental] = await tenant.tx
    .select({
      id: rentals.id,
      siteId: rentals.siteId,
      dueAt: rentals.dueAt,
      checkedOutAt: rentals.checkedOutAt,
      engineStart: rentals.engineStart,
    })
    .from(rentals)
    .where(and(eq(rentals.equipmentId, machine.id), inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"])));
  const canSendOut = !rental && machine.status === "AVAILABLE" && maySendOut(tenant.actor.orgType, machine);
  const { gateRequired, positionRequired, maxAccuracyCreditM } = await thresholdsOf(tenant, machine.dealer_id);
  return {
    humanId: machine.human_id,
    type: machine.type,
    make: machine.make,
    model: machine.model,
    serialNumber: machine.serial_number,
    status: machine.status,
    hourMeter: machine.hour_meter,
    standsAt: standsAt(machine),
    rental: rental
      ? { ...rental, dueAt: rental.dueAt.toISOString(), checkedOutAt: rental.checkedOutAt?.toISOString() ?? null }
      : null,
    canSendOut,
    canTakeBack: rental !== undefined,
    blockedBy: canSendOut || rental ? null : blockedBy(tenant.actor.orgType, machine),
    destinations: canSendOut ? await destinations(tenant, machine.dealer_id) : [],
    gate: { gateRequired, positionRequired, maxAccuracyCreditM },
  };
}

/** A customer's people need a reservation or the dealer's self-service; the dealer and HQ do not. */
export const maySendOut = (orgType: string, machine: Pick<Presented, "reserved" | "self_service">) =>
  orgType !== "CUSTOMER" || machine.reserved || machine.self_service;

function blockedBy(orgType: string, machine: Presented): string {
  if (machine.status === "ON_RENT") return "rental.already_out";
  if (machine.status === "RETIRED") return "asset.retired";
  if (machine.status !== "AVAILABLE") return "asset.not_available";
  return maySendOut(orgType, machine) ? "auth.forbidden" : "rental.reservation_required";
}

function standsAt(machine: Presented) {
  const {
    site_id: siteId,
    site_name: name,
    site_kind: kind,
    site_time_zone: timeZone,
    site_geofence: geofence,
  } = machine;
  return siteId && name && kind && timeZone && geofence ? { siteId, name, kind, timeZone, geofence } : null;
}

/** Jobsites that the machine's dealer serves and the actor sees. */
function destinations({ tx }: Tenant, dealerId: string) {
  return tx
    .select({
      siteId: sites.id,
      name: sites.name,
      kind: sites.kind,
      timeZone: sites.timeZone,
      customerName: organizations.name,
      geofence: sites.geofence,
    })
    .from(siteDealers)
    .innerJoin(sites, eq(sites.id, siteDealers.siteId))
    .leftJoin(organizations, eq(organizations.id, sites.customerId))
    .where(and(eq(siteDealers.dealerId, dealerId), eq(sites.kind, "JOBSITE"), sql`${sites.active}`))
    .orderBy(asc(organizations.name), asc(sites.name))
    .limit(DESTINATIONS);
}
