import { and, eq, inArray, ne } from "drizzle-orm";
import { media } from "../../../db/schema/media.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { mayFollow } from "../../domain/media/late.ts";
import type { FileStore } from "../../files/store.ts";

/** The record's tenants and what it is about; without a customer or a rental the photo is the dealer's alone. */
type Owner = {
  dealerId: string;
  customerId: string | null;
  siteId: string | null;
  equipmentId: string | null;
  rentalId: string | null;
};

/**
 * Ties uploaded photos of the actor to a record and gives them its tenants. Returns their hashes for the event. A large one may still be
 * on the device: it is announced with its hash, and comes when it can. Throws `media.not_stored` when one is foreign, attached already,
 * or, if it is small, has not arrived.
 */
export async function attachMedia(
  { tx, actor }: Tenant,
  files: FileStore,
  mediaIds: readonly string[],
  owner: Owner,
): Promise<{ mediaId: string; sha256: string }[]> {
  if (mediaIds.length === 0) return [];
  const { dealerId, customerId, siteId, equipmentId, rentalId } = owner;
  const wanted = [...new Set(mediaIds)];
  const rows = await tx
    .select({ mediaId: media.id, sha256: media.sha256, bytes: media.bytes })
    .from(media)
    .where(
      and(
        inArray(media.id, wanted),
        eq(media.uploadedBy, actor.sub),
        eq(media.orgOwnerId, actor.orgId),
        ne(media.state, "ATTACHED"),
      ),
    )
    .orderBy(media.id);
  const stored = await Promise.all(rows.map(async (row) => (await files.read(row.mediaId))?.bytes === row.bytes));
  const here = rows.filter((_, at) => stored[at]).map(({ mediaId }) => mediaId);
  const late = rows.filter((row, at) => !stored[at] && mayFollow(row.bytes)).map(({ mediaId }) => mediaId);
  const missing = wanted.filter((id) => !here.includes(id) && !late.includes(id));
  if (missing.length > 0) throw new AppError("media.not_stored", { fields: { photos: missing.join(", ") } });
  const owned = { state: "ATTACHED" as const, dealerId, customerId, siteId, equipmentId, rentalId };
  if (here.length > 0)
    await tx
      .update(media)
      .set({ ...owned, storedAt: new Date() })
      .where(inArray(media.id, here));
  if (late.length > 0) await tx.update(media).set(owned).where(inArray(media.id, late));
  return rows.map(({ mediaId, sha256 }) => ({ mediaId, sha256 }));
}
