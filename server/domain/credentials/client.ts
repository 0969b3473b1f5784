/** Programs and their keys. A key reads `srk_<8 characters>_<43 characters>`: the beginning is shown, the rest is 256 random bits. */
import { z } from "zod";
import { roleSchema } from "../iam/claims.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { scopesSchema } from "./scopes.ts";

const MAX_KEY_CHARS = 200;
const MAX_DAYS = 1_096;
const PREFIX_BYTES = 6;
const SECRET_BYTES = 32;

export const clientSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: roleSchema,
  scopes: z.array(z.string()),
  keyPrefix: z.string().describe("How the key begins."),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe("When a token was last made with it."),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiClient = z.infer<typeof clientSchema>;

export const listClientsInput = z.object({ ...pageFields });
export const listClientsOutput = pageOf(clientSchema);

export const createClientInput = z.object({
  ...operationFields,
  name: z.string().trim().min(1).max(80),
  role: roleSchema,
  scopes: scopesSchema.describe("feature:read, feature:write, or paths of procedures."),
  expiresInDays: z.int().min(1).max(MAX_DAYS).optional().describe("Until it is revoked where left out."),
});
export type CreateClientInput = z.infer<typeof createClientInput>;

/** `key` is told once, to whoever made it, and null when the operation is repeated. */
export const createClientOutput = z.object({ client: clientSchema, key: z.string().nullable() });

export const revokeClientInput = z.object({ ...operationFields, id: z.uuid() });
export const revokeClientOutput = z.object({ id: z.uuid(), revokedAt: z.iso.datetime() });

export const scopeOptionsOutput = z.object({
  roles: z.array(z.object({ role: roleSchema, scopes: z.array(z.string()) })),
});

export const clientTokenInput = z.object({ key: z.string().trim().min(1).max(MAX_KEY_CHARS) });
export const clientTokenOutput = z.object({
  token: z.string().describe("JWT for the Authorization header, good for 15 minutes."),
  expiresAt: z.iso.datetime(),
  orgId: z.uuid(),
  role: z.string(),
  scopes: z.array(z.string()),
});
export type ClientTokenAnswer = z.infer<typeof clientTokenOutput>;

/** A new key from 38 random bytes; `prefix` is the part that may be shown. */
export function keyFrom(random: Uint8Array, base64url: (bytes: Uint8Array) => string): { key: string; prefix: string } {
  if (random.length !== PREFIX_BYTES + SECRET_BYTES) throw new RangeError("A key is made of 38 bytes.");
  const prefix = `srk_${base64url(random.subarray(0, PREFIX_BYTES))}`;
  return { key: `${prefix}_${base64url(random.subarray(PREFIX_BYTES))}`, prefix };
}
