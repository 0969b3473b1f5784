import { media } from "../../../db/schema/media.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { MAX_MEDIA_BYTES, MEDIA_CONTENT_TYPES } from "../../domain/media/magic.ts";
import type { SignMediaInput } from "../../domain/media/schema.ts";
import type { FileStore } from "../../files/store.ts";

/** Announces a photo and returns where to PUT it. Throws `media.unsupported_type` (415) and `media.too_large` (413). */
export async function signMedia({ tx, actor }: Tenant, files: FileStore, input: SignMediaInput) {
  if (!MEDIA_CONTENT_TYPES.some((type) => type === input.contentType)) throw new AppError("media.unsupported_type");
  if (input.bytes > MAX_MEDIA_BYTES) throw new AppError("media.too_large");
  const mediaId = Bun.randomUUIDv7();
  const { contentType, bytes, sha256, purpose } = input;
  await tx
    .insert(media)
    .values({ id: mediaId, orgOwnerId: actor.orgId, purpose, contentType, bytes, sha256, uploadedBy: actor.sub });
  const { url, headers, expiresAt } = files.uploadLink({ mediaId, contentType, bytes, sha256 });
  return { mediaId, url, method: "PUT" as const, headers, expiresAt: expiresAt.toISOString() };
}
