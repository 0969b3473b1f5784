import { and, desc, eq } from "drizzle-orm";
import { equipment, tags } from "../../../db/schema/assets.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MachineRecord } from "../../domain/assets/machine.ts";
import { AppError } from "../../domain/errors.ts";

const TAGS = 50;

/** Everything that its dealer keeps about a machine, money and labels included. Throws `not_found`. */
export async function machineRecord({ tx, actor }: Tenant, humanId: string): Promise<MachineRecord> {
  const own = actor.orgType === "DEALER" ? eq(equipment.dealerId, actor.orgId) : undefined;
  const [row] = await tx
    .select({ machine: equipment, siteKind: sites.kind })
    .from(equipment)
    .leftJoin(sites, eq(sites.id, equipment.siteId))
    .where(and(eq(equipment.humanId, humanId), own));
  if (!row) throw new AppError("not_found");
  const { machine } = row;
  const labels = await tx
    .select({
      tagId: tags.id,
      medium: tags.medium,
      state: tags.state,
      claimedAt: tags.claimedAt,
      retiredAt: tags.retiredAt,
    })
    .from(tags)
    .where(and(eq(tags.dealerId, machine.dealerId), eq(tags.equipmentId, machine.id)))
    .orderBy(desc(tags.createdAt), desc(tags.id))
    .limit(TAGS);
  return {
    humanId: machine.humanId,
    dealerId: machine.dealerId,
    status: machine.status,
    type: machine.type,
    make: machine.make,
    model: machine.model,
    serialNumber: machine.serialNumber,
    fleetNumber: machine.fleetNumber,
    pin: machine.pin,
    modelYear: machine.modelYear,
    oec: machine.oec === null ? null : Number(machine.oec),
    dayRate: machine.dayRate === null ? null : Number(machine.dayRate),
    purchasedOn: machine.purchasedOn,
    yardId: row.siteKind === "YARD" ? machine.siteId : null,
    hourMeter: machine.hourMeter,
    hourMeterOffset: machine.hourMeterOffset,
    attachments: machine.attachments,
    trackerId: machine.trackerId,
    unconfirmed: machine.unconfirmed,
    retiredAs: machine.retiredAs,
    retiredOn: machine.retiredOn,
    tags: labels.map((tag) => ({
      ...tag,
      claimedAt: tag.claimedAt?.toISOString() ?? null,
      retiredAt: tag.retiredAt?.toISOString() ?? null,
    })),
  };
}
