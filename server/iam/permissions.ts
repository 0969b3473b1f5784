/** What a role may call, for screens that show only what can be done. The server's own guard does not depend on it. */
import { ROLES, type Claims } from "../domain/iam/claims.ts";
import type { PermissionMatrix } from "../domain/iam/permissions.ts";
import type { Action, Authorizer } from "./authorizer.ts";

type Guarded = { path: string; action: Action };

let guarded: Promise<Guarded[]> | undefined;

/** Every procedure with the roles that may call it, by the guard's own answers; sorted by path. */
export async function permissionMatrix(authorizer: Authorizer): Promise<PermissionMatrix> {
  guarded ??= readGuarded();
  const actions = new Map((await guarded).map(({ path, action }) => [path, action]));
  const procedures: PermissionMatrix["procedures"] = [];
  for (const [path, action] of actions) {
    procedures.push({ path, action, roles: ROLES.filter((role) => authorizer.allows({ role }, path, action)) });
    // What was never asked before costs Casbin a third of a millisecond: others get their turn in between.
    await new Promise(setImmediate);
  }
  return { procedures: procedures.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Paths of all procedures that `actor` may call, in order. Every procedure has a line in the policy, so the policy lists them. */
export async function permissionsOf(authorizer: Authorizer, actor: Pick<Claims, "role">): Promise<string[]> {
  guarded ??= readGuarded();
  const allowed = (await guarded).filter(({ path, action }) => authorizer.allows(actor, path, action));
  return [...new Set(allowed.map(({ path }) => path))].sort();
}

async function readGuarded(): Promise<Guarded[]> {
  const policy = await Bun.file(new URL("./policy.csv", import.meta.url)).text();
  return policy.split("\n").flatMap((line) => {
    const [kind, , path, action] = line.split(",").map((part) => part.trim());
    if (kind !== "p" || !path || !action) return [];
    return [{ path, action: action === "subscribe" ? "subscription" : (action as Action) }];
  });
}
