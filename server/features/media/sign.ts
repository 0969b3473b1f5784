import { and, eq } from "drizzle-orm";
import { media } from "../../../db/schema/media.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { maxBytesOf, MEDIA_CONTENT_TYPES } from "../../domain/media/magic.ts";
import type { SignMediaInput } from "../../domain/media/schema.ts";
import type { FileStore } from "../../files/store.ts";

/**
 * Announces a photo or film and returns where to PUT it. The same operation id again gives the same file with a new address, so that an
 * upload goes on where it was cut. Throws `media.unsupported_type` (415), `media.too_large` (413), and `operation.reused` (409) when
 * the operation id was another file's.
 */
export async function signMedia({ tx, actor }: Tenant, files: FileStore, input: SignMediaInput) {
  if (!MEDIA_CONTENT_TYPES.some((type) => type === input.contentType)) throw new AppError("media.unsupported_type");
  const { contentType, bytes, sha256, purpose, operationId } = input;
  if (bytes > maxBytesOf(contentType)) throw new AppError("media.too_large");
  const mediaId = operationId ? mediaIdOf(actor.orgId, actor.sub, operationId) : Bun.randomUUIDv7();
  const [added] = await tx
    .insert(media)
    .values({ id: mediaId, orgOwnerId: actor.orgId, purpose, contentType, bytes, sha256, uploadedBy: actor.sub })
    .onConflictDoNothing()
    .returning({ id: media.id });
  if (!added) {
    const same = and(
      eq(media.id, mediaId),
      eq(media.sha256, sha256),
      eq(media.bytes, bytes),
      eq(media.contentType, contentType),
    );
    const [known] = await tx.select({ id: media.id }).from(media).where(same);
    if (!known) throw new AppError("operation.reused");
  }
  const { url, headers, expiresAt } = files.uploadLink({ mediaId, contentType, bytes, sha256 });
  return { mediaId, url, method: "PUT" as const, headers, expiresAt: expiresAt.toISOString() };
}

/** One file for each operation of a person in an organisation: a UUID of version 8 (RFC 9562), made of all three. */
function mediaIdOf(orgId: string, userId: string, operationId: string): string {
  const bytes = new Bun.CryptoHasher("sha256")
    .update(["media", orgId, userId, operationId].join(":"))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
