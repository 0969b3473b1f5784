import { beforeAll, describe, expect, test } from "bun:test";
import { claimsSchema, ROLES, type Role } from "../domain/iam/claims.ts";
import { appRouter } from "../router.ts";
import { Authorizer, type Action } from "./authorizer.ts";
import { permissionsOf } from "./permissions.ts";

/** Who may call what: a letter for each role that may, in this order; a point for each that may not. */
const LETTERS: Record<Role, string> = {
  CAT_ADMIN: "H",
  DEALER_ADMIN: "A",
  DEALER_DISPATCH: "D",
  CUSTOMER_SUPERVISOR: "S",
  OPERATOR: "O",
};
const INTENT: Record<string, [Action, string]> = {
  // Everybody: who they are, and what row-level security lets them see.
  "iam.me": ["query", "HADSO"],
  "iam.switchOrganization": ["mutation", "HADSO"],
  "assets.list": ["query", "HADSO"],
  "assets.summary": ["query", "HADSO"],
  "assets.get": ["query", "HADSO"],
  "assets.timeline": ["query", "HADSO"],
  "assets.labelKeys": ["query", "HADSO"],
  "sites.list": ["query", "HADSO"],
  "sites.get": ["query", "HADSO"],
  "rentals.list": ["query", "HADSO"],
  "alerts.list": ["query", "HADSO"],
  "ledger.list": ["query", "HADSO"],
  "ledger.live": ["subscription", "HADSO"],
  // Hand-overs, with their photos: whoever stands at the machine.
  "assets.present": ["query", "HADSO"],
  "rentals.checkOut": ["mutation", "HADSO"],
  "rentals.checkIn": ["mutation", "HADSO"],
  "media.sign": ["mutation", "HADSO"],
  "media.link": ["query", "HADSO"],
  // Places: dealers, and those who answer for a customer's sites.
  "sites.create": ["mutation", "HADS."],
  // The fleet itself, its labels, and its whole chain: the dealer's, and HQ's.
  "assets.setStatus": ["mutation", "HAD.."],
  "assets.labels": ["query", "HAD.."],
  "ledger.verify": ["query", "HAD.."],
};

const ACTIONS: readonly Action[] = ["query", "mutation", "subscription"];
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: Action } }>);

type Line = { subject: string; path: string; action: string };
let lines: Line[];
let groups: [string, string][];
let authorizer: Authorizer;
beforeAll(async () => {
  const rows = (await Bun.file(new URL("./policy.csv", import.meta.url)).text())
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(",").map((part) => part.trim()));
  expect(
    rows.every(([kind, ...rest]) => (kind === "p" && rest.length === 3) || (kind === "g" && rest.length === 2)),
  ).toBe(true);
  lines = rows.flatMap(([kind, subject, path, action]) =>
    kind === "p" ? [{ subject: subject!, path: path!, action: action! }] : [],
  );
  groups = rows.flatMap(([kind, member, group]) => (kind === "g" ? [[member!, group!] as [string, string]] : []));
  authorizer = await Authorizer.load();
});

/** The letters of those who may. */
const mayCall = (path: string, action: Action) =>
  ROLES.map((role) => (authorizer.allows({ role }, path, action) ? LETTERS[role] : ".")).join("");

describe("the policy", () => {
  test("has a line for every procedure, under its own kind of call", () => {
    const missing = procedures.filter(
      ([path, { _def }]) => !lines.some((line) => line.path === path && line.action === wordOf(_def.type)),
    );
    expect(missing.map(([path]) => path)).toEqual([]);
  });

  test("has no line for what does not exist, for another kind of call, or twice", () => {
    const existing = new Set(procedures.map(([path, { _def }]) => `${path} ${wordOf(_def.type)}`));
    expect(lines.filter(({ path, action }) => !existing.has(`${path} ${action}`))).toEqual([]);
    expect(new Set(lines.map((line) => Object.values(line).join())).size).toBe(lines.length);
  });

  test("names roles and groups of roles only, and every role is in it", () => {
    const known = new Set<string>(["*", ...ROLES, ...groups.map(([, group]) => group)]);
    expect(lines.filter(({ subject }) => !known.has(subject))).toEqual([]);
    const members = groups.map(([member]) => member);
    for (const role of ROLES.filter((role) => role !== "CAT_ADMIN")) expect(members).toContain(role);
  });

  test("lets each role call what it is meant to, and nothing else", () => {
    const allowed = Object.fromEntries(
      procedures.map(([path, { _def }]) => [path, [_def.type, mayCall(path, _def.type)]]),
    );
    expect(allowed).toEqual(INTENT);
  });
});

describe("the authorizer", () => {
  test("denies what it does not know, to everybody", () => {
    for (const path of [
      "",
      "*",
      "assets",
      "assets.*",
      "assets.nothing",
      "Assets.list",
      "assets.list ",
      "constructor",
      "p",
      "assets.list, query",
    ]) {
      for (const action of ACTIONS) expect({ path, who: mayCall(path, action) }).toEqual({ path, who: "....." });
    }
  });

  test("denies every other kind of call", () => {
    for (const [path, { _def }] of procedures) {
      for (const action of ACTIONS)
        if (action !== _def.type)
          expect({ path, action, who: mayCall(path, action) }).toEqual({ path, action, who: "....." });
    }
  });

  test("takes `*` as every role that exists, never as a name that somebody has", () => {
    const open = lines.find(({ subject }) => subject === "*")!;
    const guarded = lines.find(({ subject }) => subject !== "*")!;
    for (const role of ROLES) expect(authorizer.allows({ role }, open.path, open.action as Action)).toBe(true);
    for (const role of ["*", "", "dealer_admin", "DEALER_ADMIN ", "undefined", "SYSTEM"]) {
      expect({
        role,
        opens: authorizer.allows({ role: role as Role }, guarded.path, guarded.action as Action),
      }).toEqual({ role, opens: false });
    }
  });

  test("knows groups of roles that no claims can name", () => {
    for (const [, group] of groups)
      if (!ROLES.some((role) => role === group)) expect(claimsSchema.shape.role.safeParse(group).success).toBe(false);
  });

  test("gives screens the same answer as the guard", async () => {
    for (const role of ROLES) {
      const expected = procedures
        .filter(([path, { _def }]) => authorizer.allows({ role }, path, _def.type))
        .map(([path]) => path);
      expect(await permissionsOf(authorizer, { role })).toEqual(expected.toSorted());
    }
  });
});

function wordOf(type: Action): string {
  return type === "subscription" ? "subscribe" : type;
}
