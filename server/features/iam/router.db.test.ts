import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import pino from "pino";
import type { CallContext, Caller, Services } from "../../context.ts";
import { Authorizer } from "../../iam/authorizer.ts";
import { callerOf } from "../../iam/caller.ts";
import { mintOrganization, mintUser, openSignIn, type TestSignIn } from "../../iam/testing.ts";
import { createCallerFactory, refusalOf, router } from "../../trpc.ts";
import { iamRouter } from "./router.ts";
import { eventsOf } from "./testing.ts";

const createCaller = createCallerFactory(router({ iam: iamRouter }));

let api: TestSignIn;
let services: Services;
let dealer: string;
let customer: string;

beforeAll(async () => {
  api = await openSignIn();
  services = {
    db: api.db,
    authorizer: await Authorizer.load(),
    config: { demo: true },
    log: pino({ level: "silent" }),
    hub: { wake: () => {} },
  } as unknown as Services;
  dealer = await mintOrganization("DEALER", "North Rentals");
  customer = await mintOrganization("CUSTOMER");
});

const as = (caller: Caller | null) =>
  createCaller({ services, caller, requestId: "test", ip: "192.0.2.1" } satisfies CallContext);
const byCookie = async (cookie: string) => as(await callerOf(api.identity, new Headers({ cookie })));
const both = () =>
  mintUser([
    { orgId: dealer, role: "DEALER_ADMIN" },
    { orgId: customer, role: "OPERATOR" },
  ]);
const refused = async (call: Promise<unknown>) => refusalOf(await call.catch((error: unknown) => error))?.code;

describe("iam.me", () => {
  test("tells who I am, for whom I act, where else I belong and what I may call", async () => {
    const { id, email } = await both();
    const { cookie } = await api.signIn(email);
    const me = await (await byCookie(cookie)).iam.me();
    expect(me).toMatchObject({
      user: { id, name: "Ada Muster", email },
      organization: {
        id: dealer,
        name: "North Rentals",
        type: "DEALER",
        timeZone: "Europe/Berlin",
        units: "METRIC",
        locale: "en",
        currency: "USD",
      },
      role: "DEALER_ADMIN",
      siteIds: null,
      memberships: [
        { orgId: dealer, role: "DEALER_ADMIN" },
        { orgId: customer, role: "OPERATOR" },
      ],
      demo: true,
    });
    expect(me.permissions).toContain("rentals.checkOut");
    expect(me.permissions).toContain("ledger.verify");
  });

  test("lists only what the role may call", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email, { orgId: customer });
    const { permissions } = await (await byCookie(cookie)).iam.me();
    expect(permissions).toContain("rentals.checkOut");
    expect(permissions).not.toContain("ledger.verify");
    expect(permissions).not.toContain("sites.create");
  });

  test("names the sites a member is bound to", async () => {
    const { id, email } = await both();
    const site = Bun.randomUUIDv7();
    await api.db.withOwner((tx) =>
      tx.execute(
        sql`update memberships set site_ids = array[${site}::uuid] where user_id = ${id} and org_owner_id = ${customer}`,
      ),
    );
    const { cookie } = await api.signIn(email, { orgId: customer });
    expect((await (await byCookie(cookie)).iam.me()).siteIds).toEqual([site]);
  });

  test("is for members only", async () => {
    expect(await refused(as(null).iam.me())).toBe("auth.required");
    const { id } = await mintUser([]);
    expect(await refused(as({ userId: id, sessionId: null, claims: null }).iam.me())).toBe("auth.no_membership");
  });

  test("is refused to a token whose membership changed", async () => {
    const { id, email } = await both();
    const { json } = await api.signIn(email);
    const caller = await callerOf(api.identity, new Headers({ authorization: `Bearer ${json.token}` }));
    await api.db.withOwner((tx) =>
      tx.execute(
        sql`update memberships set role = 'DEALER_DISPATCH' where user_id = ${id} and org_owner_id = ${dealer}`,
      ),
    );
    expect(await refused(as(caller).iam.me())).toBe("auth.membership_changed");
  });
});

describe("iam.switchOrganization", () => {
  test("makes the session act for another organisation from its next call on", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    expect(await (await byCookie(cookie)).iam.switchOrganization({ orgId: customer })).toEqual({
      orgId: customer,
      role: "OPERATOR",
    });
    expect(await (await byCookie(cookie)).iam.me()).toMatchObject({ organization: { id: customer }, role: "OPERATOR" });
  });

  test("stands in the chain of the organisation that was entered, and nowhere when it was refused", async () => {
    const [from, to] = [await mintOrganization("DEALER"), await mintOrganization("CUSTOMER")];
    const { id, email } = await mintUser([
      { orgId: from, role: "DEALER_ADMIN" },
      { orgId: to, role: "OPERATOR" },
    ]);
    const { cookie } = await api.signIn(email);
    const caller = await byCookie(cookie);
    await refused(caller.iam.switchOrganization({ orgId: customer }));
    await caller.iam.switchOrganization({ orgId: to });
    const entered = { type: "membership.entered", data: { userId: id, from } };
    expect(await eventsOf(to)).toMatchObject([entered]);
    expect(await eventsOf(customer)).not.toContainEqual(expect.objectContaining(entered));
  });

  test("finds no organisation of strangers and none that does not exist, and changes nothing", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    const caller = await byCookie(cookie);
    expect(await refused(caller.iam.switchOrganization({ orgId: await mintOrganization() }))).toBe("not_found");
    expect(await refused(caller.iam.switchOrganization({ orgId: Bun.randomUUIDv7() }))).toBe("not_found");
    expect(await (await byCookie(cookie)).iam.me()).toMatchObject({ organization: { id: dealer } });
  });

  test("is for browser sessions: a token is exchanged elsewhere", async () => {
    const { email } = await both();
    const { json } = await api.signIn(email);
    const caller = await callerOf(api.identity, new Headers({ authorization: `Bearer ${json.token}` }));
    expect(await refused(as(caller).iam.switchOrganization({ orgId: customer }))).toBe("auth.forbidden");
  });
});
