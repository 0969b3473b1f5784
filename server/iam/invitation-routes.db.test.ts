/** The way in for somebody who was invited: link, code, membership. */
import { beforeAll, beforeEach, expect, test } from "bun:test";
import { Hono } from "hono";
import pino from "pino";
import { mintWorld, type World } from "../../db/testing-world.ts";
import type { Claims } from "../domain/iam/claims.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { callerOf } from "./caller.ts";
import { mintUser, openSignIn, ORIGIN, ownAddress, type TestSignIn } from "./testing.ts";
import { problemResponse } from "../problem.ts";
import { inviteMember } from "../features/iam/invite-member.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { claimsNow, db, deps, operation, tokenFor } from "../features/iam/testing.ts";

const log = pino({ level: "silent" });
let api: TestSignIn;
let app: Hono<EdgeEnv>;
let world: World;
let email: string;
let woken = 0;

beforeAll(async () => {
  api = await openSignIn();
  app = new Hono<EdgeEnv>();
  app.onError((error) => problemResponse(error, { requestId: "test", log }));
  app.route(
    "/api/invitations",
    invitationRoutes({ db, identity: api.identity, publicUrl: ORIGIN, wake: () => (woken += 1) }),
  );
});
beforeEach(async () => {
  world = await mintWorld(db, { machines: 0 });
  const admin: Claims = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  email = `${crypto.randomUUID()}@new.example`;
  await db.withTenant(admin, (tenant) =>
    inviteMember(tenant, deps, { ...operation(), email, role: "OPERATOR", siteIds: [world.jobsiteId] }, new Date()),
  );
});

async function post(step: string, body: unknown, cookie = "", headers: Record<string, string> = {}) {
  const response = await app.fetch(
    new Request(`${ORIGIN}/api/invitations/${step}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN, cookie, ...headers },
      body: JSON.stringify(body),
    }),
    { requestId: "test", ip: ownAddress() },
  );
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read what came
  const json: any = await response.json();
  const set = response.headers.getSetCookie().map((one) => one.split(";", 1)[0]);
  return { status: response.status, json, cookie: set.join("; ") };
}
const signIn = async (address: string) =>
  (await api.post("/api/auth/sign-in/email-otp", { email: address, otp: api.codeFor(address) })).cookie;

test("somebody new opens the link, proves the address by a code, and is in, with the session turned there", async () => {
  const token = tokenFor(email);
  const opened = await post("open", { token });
  expect(opened.json).toMatchObject({ organization: { type: "CUSTOMER" }, role: "OPERATOR", email, name: null });
  expect((await post("accept", { token })).json.code).toBe("auth.required");
  expect((await post("code", { token })).json).toEqual({ sent: true });
  const cookie = await signIn(email);
  const before = woken;
  const accepted = await post("accept", { token, name: "Ada Neu" }, cookie);
  expect(accepted.json).toEqual({ orgId: world.customerId, role: "OPERATOR" });
  expect(woken).toBe(before + 1);
  const caller = await callerOf(api.identity, new Headers({ cookie: accepted.cookie }));
  expect(caller!.claims).toMatchObject({ orgId: world.customerId, role: "OPERATOR", siteIds: [world.jobsiteId] });
  const { rows } = await db.withOwner((_tx, client) =>
    client.query(
      "select u.name, m.display_name from users u join memberships m on m.user_id = u.id where u.email = $1",
      [email],
    ),
  );
  expect(rows).toEqual([{ name: "Ada Neu", display_name: "Ada Neu" }]);
  expect((await post("open", { token })).json.code).toBe("invitation.used");
});

test("the link opens nothing to whoever is signed in with another address", async () => {
  const stranger = await mintUser([{ orgId: world.dealerId, role: "DEALER_DISPATCH" }]);
  const { cookie } = await api.signIn(stranger.email);
  const refused = await post("accept", { token: tokenFor(email) }, cookie);
  expect([refused.status, refused.json.code]).toEqual([403, "invitation.other_address"]);
  expect(await claimsNow({ sub: stranger.id, orgId: world.customerId })).toBeNull();
});

test("somebody who works elsewhere keeps their name and gets one more membership", async () => {
  const person = await mintUser([{ orgId: world.dealerId, role: "DEALER_DISPATCH" }], { email });
  const { cookie } = await api.signIn(email);
  expect((await post("accept", { token: tokenFor(email), name: "Other Name" }, cookie)).status).toBe(200);
  const { rows } = await db.withOwner((_tx, client) =>
    client.query("select name from users where id = $1", [person.id]),
  );
  expect(rows).toEqual([{ name: "Ada Muster" }]);
  expect(await claimsNow({ sub: person.id, orgId: world.dealerId })).not.toBeNull();
});

test("a forged token is told apart, no code goes out for it, and another site's page is refused", async () => {
  expect((await post("open", { token: "forged" })).json.code).toBe("invitation.unknown");
  expect((await post("code", { token: "forged" })).json.code).toBe("invitation.unknown");
  expect((await post("open", { token: 7 })).json.code).toBe("input.invalid");
  const foreign = await post("open", { token: tokenFor(email) }, "", { origin: "https://evil.example" });
  expect(foreign.json.code).toBe("auth.forbidden");
  expect(api.codeFor(email)).toBe("");
});
