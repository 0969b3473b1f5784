import { apiClients } from "../../../db/schema/credentials.ts";
import type { CallContext } from "../../context.ts";
import { keyFrom, type ApiClient, type CreateClientInput } from "../../domain/credentials/client.ts";
import { AppError } from "../../domain/errors.ts";
import { roleFits } from "../../domain/iam/administrators.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { keyHash } from "../../iam/client-caller.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { operate } from "../../operate.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./administer.ts";
import { clientOf } from "./list-clients.ts";
import { scopesOfRole } from "./scope-options.ts";

const DAY_MS = 86_400_000;
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/**
 * Lets a program act for the actor's organisation, with one of its roles narrowed to scopes. The key is told once. Throws
 * `auth.forbidden`, `client.role_unfit` (422) and `client.scope_unknown` (422).
 */
export async function createClient(
  ctx: CallContext & { actor: Claims },
  input: CreateClientInput,
): Promise<{ client: ApiClient; key: string | null }> {
  const { services, actor } = ctx;
  requireAdministrator(ctx);
  if (!roleFits(actor.orgType, input.role))
    throw new AppError("client.role_unfit", { fields: { role: "not one of your organisation's" } });
  const allowed = new Set(await scopesOfRole(services.authorizer, input.role));
  const unknown = input.scopes.filter((scope) => !allowed.has(scope));
  if (unknown.length > 0)
    throw new AppError("client.scope_unknown", { fields: { scopes: `not for this role: ${unknown.join(", ")}` } });
  const { key, prefix } = keyFrom(crypto.getRandomValues(new Uint8Array(38)), base64url);
  const told: { key: string | null } = { key: null };
  const client = await operate(ctx, "credentials.createClient", input, async (tenant) => {
    const now = new Date();
    const { name, role, scopes, expiresInDays } = input;
    const [row] = await tenant.tx
      .insert(apiClients)
      .values({
        orgOwnerId: actor.orgId,
        name,
        role,
        scopes,
        keyPrefix: prefix,
        keyHash: keyHash(key),
        createdBy: actor.sub,
        createdAt: now,
        expiresAt: expiresInDays ? new Date(now.getTime() + expiresInDays * DAY_MS) : null,
      })
      .returning();
    const made = clientOf(row!);
    await appendEvent(tenant, {
      type: "api_client.created",
      subject: ownStamps(actor),
      data: { clientId: made.id, role, scopes, expiresAt: made.expiresAt },
      personal: { name },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
    told.key = key;
    return made;
  });
  return { client, key: told.key };
}
