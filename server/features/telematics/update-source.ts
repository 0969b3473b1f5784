import { and, eq } from "drizzle-orm";
import { telemetrySources } from "../../../db/schema/telematics.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { TelemetrySource, UpdateSourceInput } from "../../domain/telematics/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import type { SourceDeps } from "./create-source.ts";
import { sourceOf } from "./dealer-source.ts";
import { requireWholeFleet } from "./import-document.ts";
import { factsOf, readSource } from "./read-sources.ts";

/**
 * Changes what is given and leaves the rest. A changed address or sign-in begins anew: no page to go on at, no failures. Throws
 * `not_found`, `auth.forbidden`.
 */
export async function updateSource(
  tenant: Tenant,
  { now, sealer }: SourceDeps,
  input: UpdateSourceInput,
): Promise<TelemetrySource> {
  requireWholeFleet(tenant.actor);
  const before = await sourceOf(tenant, input.id);
  const { operationId, occurredAt, id, credentials, ...given } = input;
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // What it signs in with goes to where it was meant for and nowhere else.
  const isElsewhere = input.url != null && URL.parse(input.url)?.origin !== URL.parse(before.url ?? "")?.origin;
  const kept = isElsewhere && !credentials ? null : before.credentials;
  const isNew = isElsewhere || credentials !== undefined || input.active === true || input.auth !== undefined;
  const [row] = await tenant.tx
    .update(telemetrySources)
    .set({
      ...changes,
      credentials: credentials ? await sealer.seal(JSON.stringify(credentials)) : kept,
      ...(isNew
        ? { failures: 0, lastError: null, lastErrorAt: null, nextPullAt: before.kind === "PULL" ? now : null }
        : {}),
      ...(input.url !== undefined && input.url !== before.url ? { resumeUrl: null } : {}),
    })
    .where(and(eq(telemetrySources.id, id), eq(telemetrySources.dealerId, before.dealerId)))
    .returning();
  await appendEvent(tenant, {
    type: "telematics.source_updated",
    subject: { dealerId: before.dealerId },
    data: {
      sourceId: id,
      fields: [...Object.keys(changes), ...(credentials ? ["credentials"] : [])].sort(),
      ...factsOf(row!),
    },
    personal: input.name ? { name: input.name } : undefined,
    occurredAt,
    operationId,
  });
  return readSource(tenant, now, id);
}
