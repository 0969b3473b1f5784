import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import { media } from "../../../db/schema/media.ts";
import { rentals, rentalStays } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { spendOf } from "../../domain/rates/spend.ts";
import { daysBeyondAgreed } from "../../domain/rentals/judge-dates.ts";
import { conditionSchema } from "../../domain/rentals/life-schema.ts";
import { stepsOpen } from "../../domain/rentals/life.ts";
import type { RentalRecord, RentalUsage, SpendView } from "../../domain/rentals/record-schema.ts";
import { placesOf, type RentalRow } from "./lock-rental.ts";
import { nextClaimOf } from "./move-due.ts";
import { getRental } from "./read.ts";
import { listRequests } from "./requests.ts";
import { rentalTermsOf } from "./terms-of.ts";
import { usageSoFar } from "./usage-so-far.ts";

const PHOTOS = 60;
const REQUESTS = 20;

/** One rental in full, as the actor sees it. Throws `not_found`. */
export async function rentalRecord(tenant: Tenant, id: string, now: Date): Promise<RentalRecord> {
  const { tx, actor } = tenant;
  const [row] = await tx.select().from(rentals).where(eq(rentals.id, id));
  if (!row) throw new AppError("not_found");
  const rental = await getRental(tenant, id);
  const { timeZone } = (await placesOf(tenant, [row]))(row);
  const usage = await usageSoFar(tenant, row, timeZone);
  const terms = await rentalTermsOf(tenant, row.dealerId, row.customerId);
  const names = await namesOf(tenant, row);
  const linked = await linkedOf(tenant, row);
  const used = daysBeyondAgreed(row.agreedDueAt ?? row.dueAt, row.dueAt, timeZone);
  // What a machine costs is not for those who drive it.
  const seesMoney = actor.role !== "OPERATOR";
  return {
    ...rental,
    equipmentId: row.equipmentId,
    reservationId: row.reservationId,
    ...names,
    expectedHours: row.expectedHours,
    notes: row.notes,
    deliveryContact: row.deliveryContact,
    calledOffAt: row.calledOffAt?.toISOString() ?? null,
    droppedOffAt: row.droppedOffAt?.toISOString() ?? null,
    condition: conditionSchema.safeParse(row.conditionIn).data ?? null,
    excessHours: row.excessHours,
    ...linked,
    stays: await staysOf(tenant, row, rental.siteName),
    usage,
    rate: seesMoney ? row.rate : null,
    spend: seesMoney ? spendView(row, usage, timeZone, now) : null,
    nextClaimAt: row.state === "ON_RENT" ? ((await nextClaimOf(tenant, id))?.toISOString() ?? null) : null,
    nightDropOff: terms.nightDropOff,
    autoExtendDays: Math.max(0, terms.autoExtendDays - used),
    requests: (await listRequests(tenant, { rentalId: id, limit: REQUESTS })).items,
    photos: await photosOf(tenant, id),
    steps: stepsOpen(row, actor),
  };
}

function spendView(row: RentalRow, usage: RentalUsage, timeZone: string, now: Date): SpendView | null {
  const { rate, checkedOutAt: outAt, dueAt } = row;
  // What a machine has come to is counted on with the one in its place.
  if (!rate || !outAt || row.replacedByRentalId) return null;
  const back = row.checkedInAt && (row.droppedOffAt ?? row.checkedInAt);
  const offRentAt = row.offRentAt && (!back || row.offRentAt < back) ? row.offRentAt : back;
  const usedHours = usage.meterH ?? (usage.days > 0 ? usage.runtimeH : null);
  const { cycle, ...spend } = spendOf({ rate, outAt, dueAt, offRentAt, now, timeZone, usedHours });
  const { startsAt, endsAt, ...figures } = cycle;
  return { ...spend, cycle: { ...figures, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() } };
}

/** Names of those who handed over, from the two sides; a person's name is told to those who may read that side's members. */
async function namesOf({ tx }: Tenant, row: RentalRow) {
  const people = [row.operatorUserId, row.checkedOutBy, row.checkedInBy].filter((id) => id !== null);
  const members =
    people.length === 0
      ? []
      : await tx
          .select({ userId: memberships.userId, name: memberships.displayName })
          .from(memberships)
          .where(
            and(inArray(memberships.userId, people), inArray(memberships.orgOwnerId, [row.dealerId, row.customerId])),
          );
  const [dealer] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, row.dealerId));
  const nameOf = (id: string | null) => members.find(({ userId }) => userId === id)?.name ?? null;
  return {
    dealerName: dealer?.name ?? null,
    operatorName: nameOf(row.operatorUserId),
    checkedOutByName: nameOf(row.checkedOutBy),
    checkedInByName: nameOf(row.checkedInBy),
  };
}

async function linkedOf({ tx }: Tenant, { replacesRentalId, replacedByRentalId }: RentalRow) {
  const ids = [replacesRentalId, replacedByRentalId].filter((id) => id !== null);
  const found =
    ids.length === 0
      ? []
      : await tx.select({ id: rentals.id, humanId: rentals.humanId }).from(rentals).where(inArray(rentals.id, ids));
  const linked = (id: string | null) => found.find((each) => each.id === id) ?? null;
  return { replaces: linked(replacesRentalId), replacedBy: linked(replacedByRentalId) };
}

async function staysOf({ tx }: Tenant, row: RentalRow, siteName: string | null): Promise<RentalRecord["stays"]> {
  const stays = await tx
    .select({ siteId: rentalStays.siteId, siteName: sites.name, from: rentalStays.fromAt, to: rentalStays.toAt })
    .from(rentalStays)
    .leftJoin(sites, eq(sites.id, rentalStays.siteId))
    .where(eq(rentalStays.rentalId, row.id))
    .orderBy(asc(rentalStays.fromAt), asc(sql`coalesce(${rentalStays.toAt}, 'infinity')`))
    .limit(100);
  if (stays.length === 0)
    return [
      {
        siteId: row.siteId,
        siteName,
        from: row.checkedOutAt?.toISOString() ?? null,
        to: row.checkedInAt?.toISOString() ?? null,
      },
    ];
  return stays.map((stay) => ({ ...stay, from: stay.from.toISOString(), to: stay.to?.toISOString() ?? null }));
}

async function photosOf({ tx }: Tenant, rentalId: string): Promise<RentalRecord["photos"]> {
  const photos = await tx
    .select({ mediaId: media.id, purpose: media.purpose, at: media.createdAt })
    .from(media)
    .where(and(eq(media.rentalId, rentalId), eq(media.state, "ATTACHED")))
    .orderBy(desc(media.createdAt))
    .limit(PHOTOS);
  return photos.map((photo) => ({ ...photo, at: photo.at.toISOString() }));
}
