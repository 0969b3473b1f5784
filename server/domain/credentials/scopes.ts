/**
 * What a program may call: what its role may, narrowed to its scopes. A scope is a feature's reading or writing part
 * ("rentals:read", "rentals:write") or one procedure ("rentals.checkOut"). Ways to sign in are managed by people alone.
 */
import { z } from "zod";

const SCOPE = /^[a-zA-Z][a-zA-Z0-9]{0,39}(?::(?:read|write)|\.[a-zA-Z][a-zA-Z0-9]{0,39})$/;
const MAX_SCOPES = 100;

/** Features that no program is let into, whatever its role. */
const PEOPLE_ONLY = new Set(["iam", "credentials", "members", "invitations"]);

export const scopeSchema = z.string().regex(SCOPE, "A scope is feature:read, feature:write or a procedure's path");
export const scopesSchema = z
  .array(scopeSchema)
  .min(1)
  .max(MAX_SCOPES)
  .transform((scopes) => [...new Set(scopes)].sort());

export type ScopedAction = "query" | "mutation" | "subscription";

/** Whether one of `scopes` lets a call of the procedure at `path` through. */
export function scopesAllow(scopes: readonly string[], path: string, action: ScopedAction): boolean {
  const feature = path.split(".", 1)[0] ?? "";
  if (PEOPLE_ONLY.has(feature)) return false;
  return scopes.some((scope) => scope === path || scope === `${feature}:${action === "mutation" ? "write" : "read"}`);
}

/** The scopes that mean something for procedures a role may call: two for each feature at most, and each procedure. */
export function scopesFor(procedures: readonly { path: string; action: ScopedAction }[]): string[] {
  const found = procedures.flatMap(({ path, action }) => {
    const feature = path.split(".", 1)[0] ?? "";
    return PEOPLE_ONLY.has(feature) ? [] : [`${feature}:${action === "mutation" ? "write" : "read"}`, path];
  });
  return [...new Set(found)].sort();
}
