import { and, asc, desc, eq, gte, ne } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import { media } from "../../../db/schema/media.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { AssetDetail } from "../../domain/assets/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { selectAssets, toAssets } from "./list.ts";

const USAGE_DAYS = 30;
const PHOTOS = 24;

/** One machine with its rental, last month's usage, next service and newest photos. Throws `not_found`. */
export async function getAsset({ tx }: Tenant, humanId: string, now: Date): Promise<AssetDetail> {
  const [row] = await selectAssets(tx).where(eq(equipment.humanId, humanId)).limit(1);
  if (!row) throw new AppError("not_found");
  const { sortKey: _, ...asset } = row;
  const [shown] = await toAssets({ tx }, [asset]);

  const [extra] = await tx
    .select({ pin: equipment.pin, modelYear: equipment.modelYear, geofence: sites.geofence })
    .from(equipment)
    .leftJoin(sites, eq(sites.id, equipment.siteId))
    .where(eq(equipment.id, asset.id));

  const [rental] = asset.rentalId
    ? await tx
        .select({
          id: rentals.id,
          state: rentals.state,
          checkedOutAt: rentals.checkedOutAt,
          dueAt: rentals.dueAt,
          firstDueAt: rentals.firstDueAt,
          engineStart: rentals.engineStart,
          operatorName: memberships.displayName,
        })
        .from(rentals)
        .leftJoin(
          memberships,
          and(eq(memberships.userId, rentals.operatorUserId), eq(memberships.orgOwnerId, rentals.customerId)),
        )
        .where(eq(rentals.id, asset.rentalId))
    : [];

  const since = new Date(now.getTime() - USAGE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const usage = await tx
    .select({ day: usageDaily.day, runtimeH: usageDaily.runtimeH, idleH: usageDaily.idleH, fuelL: usageDaily.fuelL })
    .from(usageDaily)
    .where(and(eq(usageDaily.equipmentId, asset.id), gte(usageDaily.day, since)))
    .orderBy(asc(usageDaily.day));

  const [service] = await tx
    .select({
      service: maintenance.service,
      intervalH: maintenance.intervalH,
      dueAtHours: maintenance.dueAtHours,
      dueAt: maintenance.dueAt,
    })
    .from(maintenance)
    .where(and(eq(maintenance.equipmentId, asset.id), ne(maintenance.state, "DONE")))
    .orderBy(asc(maintenance.dueAt), asc(maintenance.dueAtHours))
    .limit(1);

  const photos = await tx
    .select({
      mediaId: media.id,
      purpose: media.purpose,
      at: media.createdAt,
      rentalId: media.rentalId,
      contentType: media.contentType,
    })
    .from(media)
    .where(and(eq(media.equipmentId, asset.id), eq(media.state, "ATTACHED")))
    .orderBy(desc(media.createdAt))
    .limit(PHOTOS);

  return {
    ...shown!,
    pin: extra?.pin ?? null,
    modelYear: extra?.modelYear ?? null,
    siteGeofence: extra?.geofence ?? null,
    rental: rental
      ? {
          ...rental,
          checkedOutAt: rental.checkedOutAt?.toISOString() ?? null,
          dueAt: rental.dueAt.toISOString(),
          firstDueAt: rental.firstDueAt.toISOString(),
        }
      : null,
    usage,
    nextMaintenance: service ? { ...service, dueAt: service.dueAt?.toISOString() ?? null } : null,
    photos: photos.map((photo) => ({ ...photo, at: photo.at.toISOString() })),
  };
}
