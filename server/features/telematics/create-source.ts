import { telemetrySources } from "../../../db/schema/telematics.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { CreateSourceInput, TelemetrySource } from "../../domain/telematics/schema.ts";
import type { Sealer } from "../../sealing.ts";
import { fleetOwner } from "../assets/machine-rules.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireWholeFleet } from "./import-document.ts";
import { factsOf, readSource } from "./read-sources.ts";

export type SourceDeps = { now: Date; sealer: Sealer };

/** What is kept of a web hook's secret. It holds 256 random bits, so that a fast hash is enough. */
export const hookHash = (token: string): string => new Bun.CryptoHasher("sha256").update(token).digest("hex");

/** Takes up a source. `token` is the secret of its web hook's address, told once; null for other kinds. Throws `input.invalid`, `not_found`, `auth.forbidden`. */
export async function createSource(
  tenant: Tenant,
  { now, sealer }: SourceDeps,
  input: CreateSourceInput,
  token: string,
): Promise<TelemetrySource> {
  requireWholeFleet(tenant.actor);
  const dealerId = await fleetOwner(tenant, input.dealerId);
  const {
    kind,
    name,
    make = null,
    url = null,
    topic = null,
    auth,
    credentials,
    cadenceS,
    requestsPerDay = null,
    minIntervalMs,
  } = input;
  const [row] = await tenant.tx
    .insert(telemetrySources)
    .values({
      orgOwnerId: dealerId,
      dealerId,
      kind,
      name,
      make,
      url,
      topic,
      auth,
      cadenceS,
      requestsPerDay,
      minIntervalMs,
      credentials: credentials ? await sealer.seal(JSON.stringify(credentials)) : null,
      tokenHash: kind === "WEBHOOK" ? hookHash(token) : null,
      nextPullAt: kind === "PULL" ? now : null,
      createdBy: tenant.actor.sub,
    })
    .returning();
  await appendEvent(tenant, {
    type: "telematics.source_created",
    subject: { dealerId },
    data: { sourceId: row!.id, ...factsOf(row!) },
    personal: { name, ...(url ? { url } : {}) },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return readSource(tenant, now, row!.id);
}
