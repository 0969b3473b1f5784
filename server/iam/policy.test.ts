import { beforeAll, describe, expect, test } from "bun:test";
import { claimsSchema, ROLES, type Role } from "../domain/iam/claims.ts";
import { appRouter } from "../router.ts";
import { Authorizer, type Action } from "./authorizer.ts";
import { permissionMatrix, permissionsOf } from "./permissions.ts";

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
  "iam.permissions": ["query", "HADSO"],
  "assets.list": ["query", "HADSO"],
  "assets.summary": ["query", "HADSO"],
  "assets.get": ["query", "HADSO"],
  "assets.timeline": ["query", "HADSO"],
  "assets.labelKeys": ["query", "HADSO"],
  "sites.list": ["query", "HADSO"],
  "sites.get": ["query", "HADSO"],
  "rentals.list": ["query", "HADSO"],
  "alerts.list": ["query", "HADSO"],
  "alerts.get": ["query", "HADSO"],
  // Answering an alert: those who answer for others.
  "alerts.people": ["query", "HADS."],
  "alerts.acknowledge": ["mutation", "HADS."],
  "alerts.snooze": ["mutation", "HADS."],
  "alerts.assign": ["mutation", "HADS."],
  "ledger.list": ["query", "HADSO"],
  "ledger.live": ["subscription", "HADSO"],
  // Hand-overs, with their photos: whoever stands at the machine.
  "assets.present": ["query", "HADSO"],
  "rentals.checkOut": ["mutation", "HADSO"],
  "rentals.checkIn": ["mutation", "HADSO"],
  "media.sign": ["mutation", "HADSO"],
  "media.link": ["query", "HADSO"],
  // One's own badge: whoever carries one.
  "credentials.ownBadge": ["query", "HADSO"],
  "credentials.changePin": ["mutation", "HADSO"],
  // What a machine did, and notes on it: whoever sees it.
  "usage.log": ["mutation", "HADSO"],
  "usage.bulk": ["mutation", "HADSO"],
  // Telemetry is the dealer's; everybody reads what is theirs in the standard's form.
  "telematics.import": ["mutation", "HAD.."],
  "telematics.sources": ["query", "HAD.."],
  "telematics.source": ["query", "HAD.."],
  "telematics.rejects": ["query", "HAD.."],
  "telematics.createSource": ["mutation", "HA..."],
  "telematics.updateSource": ["mutation", "HA..."],
  "telematics.pull": ["mutation", "HAD.."],
  "telematics.quarantine": ["query", "HAD.."],
  "telematics.changeMeter": ["mutation", "HAD.."],
  "telematics.unconfirmed": ["query", "HAD.."],
  "telematics.confirmMachine": ["mutation", "HA..."],
  "telematics.faults": ["query", "HADSO"],
  "telematics.fleet": ["query", "HADSO"],
  "telematics.machineByPin": ["query", "HADSO"],
  "telematics.machineBySerial": ["query", "HADSO"],
  "telematics.seriesByPin": ["query", "HADSO"],
  "telematics.seriesBySerial": ["query", "HADSO"],
  "assets.note": ["mutation", "HADSO"],
  // Tasks: everybody sees and does what is theirs; those who answer for others plan them.
  "tasks.list": ["query", "HADSO"],
  "tasks.get": ["query", "HADSO"],
  "tasks.calendar": ["query", "HADSO"],
  "tasks.people": ["query", "HADS."],
  "tasks.create": ["mutation", "HADS."],
  "tasks.plan": ["mutation", "HADS."],
  "tasks.cancel": ["mutation", "HADS."],
  "tasks.reopen": ["mutation", "HADS."],
  "tasks.start": ["mutation", "HADSO"],
  "tasks.complete": ["mutation", "HADSO"],
  // Maintenance is the dealer's; a customer's supervisor sees what concerns the machines on rent.
  "maintenance.list": ["query", "HADS."],
  "maintenance.board": ["query", "HADS."],
  "maintenance.get": ["query", "HADS."],
  "maintenance.create": ["mutation", "HAD.."],
  "maintenance.openForFault": ["mutation", "HAD.."],
  "maintenance.plan": ["mutation", "HAD.."],
  "maintenance.start": ["mutation", "HAD.."],
  "maintenance.complete": ["mutation", "HAD.."],
  "maintenance.defer": ["mutation", "HAD.."],
  // Inspections and tickets: whoever stands at the machine; what is asked is the dealer's administrator's, the whole file the parties'.
  "inspections.list": ["query", "HADSO"],
  "inspections.get": ["query", "HADSO"],
  "inspections.form": ["query", "HADSO"],
  "inspections.submit": ["mutation", "HADSO"],
  "inspections.checkLists": ["query", "HADSO"],
  "inspections.ticket": ["query", "HADSO"],
  "inspections.signTicket": ["mutation", "HADSO"],
  "inspections.saveCheckList": ["mutation", ".A..."],
  "inspections.dispute": ["query", "HADS."],
  // A dealer's rules: its people look, its administrator and headquarters set them.
  "policies.get": ["query", "HAD.."],
  "policies.history": ["query", "HAD.."],
  "policies.save": ["mutation", "HA..."],
  // A rental's life: what it costs or where it is is not for operators, who may ask for a call-off.
  "rentals.get": ["query", "HADSO"],
  "rentals.timeline": ["query", "HADSO"],
  "rentals.requests": ["query", "HADSO"],
  "rentals.extend": ["mutation", "HADS."],
  "rentals.extendBatch": ["mutation", "HADS."],
  "rentals.shorten": ["mutation", "HADS."],
  "rentals.transfer": ["mutation", "HADS."],
  "rentals.cancelCallOff": ["mutation", "HADS."],
  "rentals.setPapers": ["mutation", "HADS."],
  "rentals.decideRequest": ["mutation", "HADS."],
  "rentals.callOff": ["mutation", "HADSO"],
  "rentals.callOffBatch": ["mutation", "HADSO"],
  "rentals.ready": ["mutation", "HADSO"],
  "rentals.withdrawRequest": ["mutation", "HADSO"],
  "rentals.swap": ["mutation", "HAD.."],
  "rentals.collect": ["mutation", "HAD.."],
  "rentals.spend": ["query", "HADS."],
  "rentals.atRisk": ["query", "HAD.."],
  // Prices: read by those who rent out, set by who answers for them. A customer sees its own rentals' alone.
  "rates.list": ["query", "HAD.."],
  "rates.add": ["mutation", "HA..."],
  "rates.retire": ["mutation", "HA..."],
  "rates.terms": ["query", ".AD.."],
  "rates.setTerms": ["mutation", ".A..."],
  // Bookings: everybody sees theirs, a customer's supervisor asks, the dealer answers and gives machines.
  "reservations.list": ["query", "HADSO"],
  "reservations.get": ["query", "HADSO"],
  "reservations.availability": ["query", "HADSO"],
  "reservations.calendar": ["query", "HADSO"],
  "reservations.dealers": ["query", "HADSO"],
  "reservations.reserve": ["mutation", "HADS."],
  "reservations.change": ["mutation", "HADS."],
  "reservations.cancel": ["mutation", "HADS."],
  "reservations.confirm": ["mutation", "HAD.."],
  "reservations.decline": ["mutation", "HAD.."],
  "reservations.allocate": ["mutation", "HAD.."],
  "reservations.travelling": ["query", "HAD.."],
  "reservations.attach": ["mutation", "HAD.."],
  // Places: dealers, and those who answer for a customer's sites.
  "sites.create": ["mutation", "HADS."],
  // The fleet itself, its labels, and its whole chain: the dealer's, and HQ's.
  "assets.setStatus": ["mutation", "HAD.."],
  "assets.labels": ["query", "HAD.."],
  "ledger.verify": ["query", "HAD.."],
  "assets.record": ["query", "HAD.."],
  "assets.linkLabel": ["mutation", "HAD.."],
  "assets.retireLabel": ["mutation", "HAD.."],
  // What belongs to the fleet is its administrator's to say.
  "assets.create": ["mutation", "HA..."],
  "assets.update": ["mutation", "HA..."],
  "assets.retire": ["mutation", "HA..."],
  "assets.reinstate": ["mutation", "HA..."],
  // Several machines at once: who may do it with one.
  "batch.checkOut": ["mutation", "HADSO"],
  "batch.checkIn": ["mutation", "HADSO"],
  "batch.reserve": ["mutation", "HAD.."],
  // Everybody's own calendar.
  "calendarFeeds.list": ["query", "HADSO"],
  "calendarFeeds.create": ["mutation", "HADSO"],
  "calendarFeeds.rotate": ["mutation", "HADSO"],
  "calendarFeeds.revoke": ["mutation", "HADSO"],
  // What one is told oneself. Headquarters is no party to an alert.
  "notifications.list": ["query", ".ADSO"],
  "notifications.unreadCount": ["query", ".ADSO"],
  "notifications.markRead": ["mutation", ".ADSO"],
  "notifications.preferences": ["query", ".ADSO"],
  "notifications.savePreferences": ["mutation", ".ADSO"],
  "notifications.push": ["query", ".ADSO"],
  "notifications.subscribe": ["mutation", ".ADSO"],
  "notifications.unsubscribe": ["mutation", ".ADSO"],
  "notifications.testPush": ["mutation", ".ADSO"],
  // A file writes hundreds of rows at once: a dealer's administrator alone.
  "import.machines": ["mutation", ".A..."],
  "import.sites": ["mutation", ".A..."],
  "import.customers": ["mutation", ".A..."],
  "import.history": ["query", ".AD.."],
  // An organisation's members, settings and partners: its administrator's. Everybody may leave.
  "members.list": ["query", "HA.S."],
  "members.invitations": ["query", "HA.S."],
  "members.invite": ["mutation", "HA.S."],
  "members.resendInvitation": ["mutation", "HA.S."],
  "members.revokeInvitation": ["mutation", "HA.S."],
  "members.changeAccess": ["mutation", "HA.S."],
  "members.deactivate": ["mutation", "HA.S."],
  "members.reactivate": ["mutation", "HA.S."],
  "members.leave": ["mutation", "HADSO"],
  "organizations.update": ["mutation", "HA.S."],
  "relations.end": ["mutation", "HA.S."],
  // Organisations themselves: HQ makes dealers, dealers bring in customers and ask existing ones, which answer.
  "organizations.deactivate": ["mutation", "H...."],
  "organizations.reactivate": ["mutation", "H...."],
  "dealers.list": ["query", "H...."],
  "dealers.create": ["mutation", "H...."],
  "relations.tie": ["mutation", "H...."],
  "customers.list": ["query", "HAD.."],
  "customers.create": ["mutation", "HA..."],
  "customers.updateTerms": ["mutation", ".A..."],
  "customers.inviteSupervisor": ["mutation", ".A..."],
  "relations.requests": ["query", ".A..."],
  "relations.request": ["mutation", ".A..."],
  "relations.withdraw": ["mutation", ".A..."],
  "relations.dealers": ["query", "...S."],
  "relations.incoming": ["query", "...S."],
  "relations.answer": ["mutation", "...S."],
  "relations.openSites": ["mutation", "...S."],
  // Ways to sign in: one's own; badges and keys are for those who manage an organisation.
  "credentials.passkeys": ["query", "HADSO"],
  "credentials.renamePasskey": ["mutation", "HADSO"],
  "credentials.removePasskey": ["mutation", "HADSO"],
  "credentials.sessions": ["query", "HADSO"],
  "credentials.endSession": ["mutation", "HADSO"],
  "credentials.endOtherSessions": ["mutation", "HADSO"],
  "credentials.badges": ["query", ".A.S."],
  "credentials.addOperator": ["mutation", ".A.S."],
  "credentials.issueBadge": ["mutation", ".A.S."],
  "credentials.resetBadge": ["mutation", ".A.S."],
  "credentials.revokeBadge": ["mutation", ".A.S."],
  "credentials.allowCodes": ["mutation", "HA.S."],
  "credentials.clients": ["query", "HA.S."],
  "credentials.scopeOptions": ["query", "HA.S."],
  "credentials.createClient": ["mutation", "HA.S."],
  "credentials.revokeClient": ["mutation", "HA.S."],
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

  test("shows people who may do what as the guard decides it", async () => {
    const { procedures: shown } = await permissionMatrix(authorizer);
    const letters = shown.map(({ path, action, roles }) => [
      path,
      [action, ROLES.map((role) => (roles.includes(role) ? LETTERS[role] : ".")).join("")],
    ]);
    expect(Object.fromEntries(letters)).toEqual(INTENT);
    expect(shown.map(({ path }) => path)).toEqual(Object.keys(INTENT).toSorted());
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
