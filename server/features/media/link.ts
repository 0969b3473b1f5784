import { eq } from "drizzle-orm";
import { media } from "../../../db/schema/media.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { mayFollow } from "../../domain/media/late.ts";
import type { FileStore } from "../../files/store.ts";

/**
 * A link that shows one photo for a few minutes. Throws `not_found` for a foreign, absent or never uploaded one, and `media.on_device` for
 * one that a record names and that has yet to come.
 */
export async function mediaLink({ tx }: Tenant, files: FileStore, mediaId: string) {
  const [row] = await tx
    .select({ contentType: media.contentType, bytes: media.bytes, state: media.state })
    .from(media)
    .where(eq(media.id, mediaId));
  if (!row) throw new AppError("not_found");
  if (!(await files.read(mediaId)))
    throw new AppError(row.state === "ATTACHED" && mayFollow(row.bytes) ? "media.on_device" : "not_found");
  const { url, expiresAt } = files.downloadLink(mediaId, row.contentType);
  return { url, contentType: row.contentType, expiresAt: expiresAt.toISOString() };
}
