import type { CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { PullResult } from "../../domain/telematics/schema.ts";
import { sourceOf } from "./dealer-source.ts";
import { requireWholeFleet } from "./import-document.ts";
import { pullSource } from "./pull-source.ts";

/** While a person waits; the job goes on where this leaves off. */
const MAX_PAGES = 20;

/**
 * Fetches a source at once. Asking twice fetches twice and counts nothing twice, so it is no operation to be kept. Throws `not_found`,
 * `telematics.not_this_kind`, `telematics.source_inactive`, `auth.forbidden`.
 */
export async function pullNow(ctx: CallContext & { actor: Claims }, { id }: { id: string }): Promise<PullResult> {
  const { db, sealer, config, hub } = ctx.services;
  requireWholeFleet(ctx.actor);
  const source = await db.withTenant(ctx.actor, (tenant) => sourceOf(tenant, id));
  if (source.kind !== "PULL") throw new AppError("telematics.not_this_kind");
  if (!source.active) throw new AppError("telematics.source_inactive");
  const result = await pullSource(
    { db, sealer, allowPrivate: !config.production },
    { actor: ctx.actor, source, now: new Date(), maxPages: MAX_PAGES },
  );
  hub.wake();
  return result;
}
