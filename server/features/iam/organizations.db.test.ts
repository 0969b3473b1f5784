/** Dealers, customers and who works with whom: nobody is tied to anybody without the right word. */
import { beforeEach, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import { sqlState } from "../../../db/tenancy.ts";
import { JOBSITE_POINT, mintWorld, squareAround, type World } from "../../../db/testing-world.ts";
import { mintOrganization, mintUser } from "../../iam/testing.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { createCustomerInput, type CreateCustomerInput } from "../../domain/iam/organizations.ts";
import { listEvents } from "../ledger/list.ts";
import { createSite } from "../sites/create.ts";
import { listSites } from "../sites/list.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { answerRequest } from "./answer-request.ts";
import { createCustomer } from "./create-customer.ts";
import { createDealer } from "./create-dealer.ts";
import { endRelation } from "./end-relation.ts";
import { inviteSupervisor } from "./invite-supervisor.ts";
import { listCustomers } from "./list-customers.ts";
import { listDealers } from "./list-dealers.ts";
import { listRequests } from "./list-requests.ts";
import { openCustomer } from "./open-customer.ts";
import { openSites } from "./open-sites.ts";
import { incomingRequests, ourDealers } from "./our-dealers.ts";
import { requestRelation } from "./request-relation.ts";
import { setOrganizationActive } from "./set-organization-active.ts";
import { tieCustomer } from "./tie-customer.ts";
import { updateOrganization } from "./update-organization.ts";
import { updateTerms } from "./update-terms.ts";
import { withdrawRequest } from "./withdraw-request.ts";
import { claimsNow, codeOf, db, deps, eventsOf, mailbox, operation, tokenFor } from "./testing.ts";

const NOW = new Date();
let world: World;
let other: World;
let hq: Claims;
let admin: Claims;
let otherAdmin: Claims;
let supervisor: Claims;
let email: string;
beforeEach(async () => {
  [world, other] = [await mintWorld(db), await mintWorld(db, { machines: 0 })];
  hq = await world.member(await mintOrganization("CATERPILLAR"), "CAT_ADMIN");
  admin = await world.member(world.dealerId, "DEALER_ADMIN");
  otherAdmin = await other.member(other.dealerId, "DEALER_ADMIN");
  supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  email = `${crypto.randomUUID()}@new.example`;
});

const addressOf = (claims: Claims) => `${claims.sub}@test.example`;
const newCustomer = (input: Partial<CreateCustomerInput> = {}) =>
  createCustomerInput.parse({ ...operation(), name: "Hoch & Tief", timeZone: "Europe/Vienna", ...input });
const open = (as: Claims, input: Partial<CreateCustomerInput> = {}) =>
  db.withTenant(as, (tenant) => openCustomer(tenant, deps, newCustomer(input), NOW));
const customersOf = async (as: Claims, ended = false) =>
  (await db.withTenant(as, (tenant) => listCustomers(tenant, { limit: 500, ended }))).items;
const ask = (as: Claims, to: string, at = NOW) =>
  db.withTenant(as, (tenant) => requestRelation(tenant, deps, { ...operation(), email: to, message: "Hello" }, at));
const answer = (as: Claims, id: string, decision: "accept" | "decline") =>
  db.withTenant(as, (tenant) => answerRequest(tenant, { ...operation(), id, decision }));
const incoming = async (as: Claims) => (await db.withTenant(as, incomingRequests)).items;
const dealersOf = async (as: Claims) => (await db.withTenant(as, ourDealers)).items;
const pair = (dealer: World, customer: World) => ({
  ...operation(),
  dealerId: dealer.dealerId,
  customerId: customer.customerId,
});
const end = (as: Claims, dealer: World, customer: World) =>
  db.withTenant(as, (tenant) => endRelation(tenant, pair(dealer, customer)));
const tie = (as: Claims, dealer: World, customer: World) =>
  db.withTenant(as, (tenant) => tieCustomer(tenant, pair(dealer, customer)));

describe("dealers", () => {
  test("are made by HQ with their first administrator invited, who then runs them", async () => {
    const input = {
      name: "North",
      timeZone: "Europe/Oslo",
      units: "METRIC",
      locale: "nb-NO",
      currency: "NOK",
    } as const;
    const make = (as: Claims) =>
      db.withTenant(as, (tenant) => createDealer(tenant, deps, { ...operation(), ...input, admin: { email } }, NOW));
    expect(await codeOf(make(admin))).toBe("auth.forbidden");
    const dealer = await make(hq);
    expect(dealer).toMatchObject({ ...input, active: true, members: 0, administrators: 0, machines: 0 });
    expect((await eventsOf(dealer.id)).map(({ type }) => type)).toEqual(["organization.created", "membership.invited"]);
    const person = await mintUser([], { email });
    await acceptInvitation(db, tokenFor(email), { userId: person.id, email, name: "Ada" }, NOW);
    const claims = (await claimsNow({ sub: person.id, orgId: dealer.id }))!;
    expect(claims).toMatchObject({ role: "DEALER_ADMIN", orgType: "DEALER", siteIds: null });
    const found = (await db.withTenant(hq, (tenant) => listDealers(tenant, { q: "nort", limit: 500 }))).items;
    expect(found.find(({ id }) => id === dealer.id)).toMatchObject({ members: 1, administrators: 1 });
    const { items } = await db.withTenant(hq, (tenant) => listDealers(tenant, { limit: 500 }));
    expect(items.find(({ id }) => id === world.dealerId)).toMatchObject({ customers: 1, machines: 2, members: 1 });
  });

  test("can not be made by an administrator of theirs in a row of SQL either", async () => {
    const row = { name: "Mine", type: "DEALER" as const, timeZone: "UTC" };
    const refused = await db.withTenant(admin, ({ tx }) => tx.insert(organizations).values(row)).catch(sqlState);
    expect(refused).toBe("42501");
  });
});

describe("customers", () => {
  test("are brought in by a dealer with its terms and a first supervisor, whom only that dealer may invite again", async () => {
    const customer = await open(admin, {
      accountNumber: "K-17",
      creditLimit: 12_500.5,
      contacts: [{ name: "Ada", phone: "+43 1" }],
      notes: "Net 30",
      supervisor: { email },
    });
    expect(customer).toMatchObject({
      name: "Hoch & Tief",
      dealerId: world.dealerId,
      accountNumber: "K-17",
      creditLimit: 12_500.5,
      contacts: [{ name: "Ada", phone: "+43 1" }],
      supervisors: 0,
      invitable: true,
      invitation: { email },
    });
    const again = (as: Claims, to = email) =>
      db.withTenant(as, (tenant) =>
        inviteSupervisor(tenant, deps, { ...operation(), customerId: customer.id, email: to }, NOW),
      );
    const first = tokenFor(email);
    expect(await codeOf(again(otherAdmin))).toBe("not_found");
    await again(admin);
    const person = await mintUser([], { email });
    const accept = (token: string) => acceptInvitation(db, token, { userId: person.id, email, name: "Ada" }, NOW);
    expect(await codeOf(accept(first))).toBe("invitation.revoked");
    await accept(tokenFor(email));
    expect(await codeOf(again(admin, "another@new.example"))).toBe("customer.has_supervisor");
    const claims = (await claimsNow({ sub: person.id, orgId: customer.id }))!;
    expect(claims).toMatchObject({ role: "CUSTOMER_SUPERVISOR", dealerIds: [world.dealerId] });
    expect((await eventsOf(world.dealerId)).map(({ type }) => type)).toEqual([
      "organization.created",
      "membership.invited",
      "membership.invited",
    ]);
    const seen = await db.withTenant(claims, (tenant) => listEvents(tenant, { limit: 10 }));
    expect(seen.items.map(({ type }) => type)).toContain("organization.created");
  });

  test("are known at once in the transaction that made them, so that their sites can follow", async () => {
    const made = await db.withTenant(admin, async (tenant) => {
      const { id } = await createCustomer(tenant, newCustomer());
      return createSite(tenant, {
        ...operation(),
        name: "First",
        customerId: id,
        kind: "JOBSITE",
        timeZone: "Europe/Vienna",
        geofence: squareAround(JOBSITE_POINT),
        criticality: 3,
      });
    });
    expect(made).toMatchObject({ name: "First", customerName: "Hoch & Tief" });
  });

  test("keep each dealer's terms from the other, and from themselves", async () => {
    await tie(hq, other, world);
    const terms = { accountNumber: "A1", creditLimit: 5, contacts: [], notes: "late payer" };
    const change = (as: Claims) =>
      db.withTenant(as, (tenant) => updateTerms(tenant, { ...operation(), customerId: world.customerId, ...terms }));
    expect(await change(admin)).toMatchObject({ accountNumber: "A1", notes: "late payer" });
    expect((await customersOf(otherAdmin)).find(({ id }) => id === world.customerId)).toMatchObject({ notes: null });
    const stranger = await mintWorld(db, { machines: 0 });
    expect(await codeOf(change(await stranger.member(stranger.dealerId, "DEALER_ADMIN")))).toBe("not_found");
    const { items } = await db.withTenant(supervisor, (tenant) => listEvents(tenant, { limit: 50 }));
    expect(items.map(({ type }) => type)).not.toContain("relation.terms_changed");
  });

  test("are listed page by page, for HQ once for each of their dealers", async () => {
    await tie(hq, other, world);
    const names = ["Alpha", "Beta", "Gamma"];
    for (const name of names) await open(admin, { name });
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCustomers>> = await db.withTenant(admin, (tenant) =>
        listCustomers(tenant, { limit: 2, ended: false, cursor }),
      );
      pages.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages).toEqual([...pages].sort());
    expect(pages).toHaveLength(4);
    const ties = (await customersOf(hq)).filter(({ id }) => id === world.customerId).map(({ dealerId }) => dealerId);
    expect(ties.toSorted()).toEqual([world.dealerId, other.dealerId].toSorted());
  });
});

describe("a dealer that asks to serve an existing customer", () => {
  test("is told the same whether or not the address is a supervisor's, and only a supervisor is written to", async () => {
    const known = await ask(otherAdmin, addressOf(supervisor));
    const unknown = await ask(otherAdmin, email);
    expect({ ...known, id: "", email: "" }).toEqual({ ...unknown, id: "", email: "" });
    expect(mailbox.list(addressOf(supervisor))[0]!.text).toContain("/our-dealers");
    expect(mailbox.list(email)).toEqual([]);
    const { items } = await db.withTenant(otherAdmin, (tenant) => listRequests(tenant, { limit: 50 }, NOW));
    expect(items.map(({ state }) => state)).toEqual(["PENDING", "PENDING"]);
    expect((await customersOf(otherAdmin)).map(({ id }) => id)).toEqual([other.customerId]);
  });

  test("serves it once the customer's supervisor accepts, and each dealer sees its own side alone", async () => {
    const { id } = await ask(otherAdmin, addressOf(supervisor));
    const colleague = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const [request] = await incoming(colleague);
    expect(request).toMatchObject({ id, dealerId: other.dealerId, message: "Hello", email: addressOf(supervisor) });
    expect(await answer(colleague, id, "accept")).toEqual({ id, state: "ACCEPTED" });
    expect(await claimsNow(supervisor)).toMatchObject({ dealerIds: [world.dealerId, other.dealerId].toSorted() });
    expect((await dealersOf(supervisor)).map(({ dealerId }) => dealerId).toSorted()).toEqual(
      [world.dealerId, other.dealerId].toSorted(),
    );
    expect((await customersOf(otherAdmin)).map((one) => one.id)).toContain(world.customerId);
    const seen = await db.withTenant(otherAdmin, (tenant) => listSites(tenant, { limit: 50 }));
    expect(seen.items.map(({ id: site }) => site)).not.toContain(world.jobsiteId);
    expect((await eventsOf(other.dealerId)).map(({ type }) => type)).toEqual([
      "relation.requested",
      "relation.accepted",
    ]);
    expect(await codeOf(answer(supervisor, id, "decline"))).toBe("not_found");
  });

  test("serves nobody without that: not when declined, withdrawn, lapsed, or answered by others", async () => {
    const operator = await world.member(world.customerId, "OPERATOR");
    const bound = await world.member(world.customerId, "CUSTOMER_SUPERVISOR", [world.jobsiteId]);
    const stranger = await other.member(other.customerId, "CUSTOMER_SUPERVISOR");
    const { id } = await ask(otherAdmin, addressOf(supervisor));
    for (const [who, code] of [
      [operator, "auth.forbidden"],
      [bound, "auth.forbidden"],
      [otherAdmin, "not_found"],
      [stranger, "not_found"],
    ] as const)
      expect(await codeOf(answer(who, id, "accept"))).toBe(code);
    expect(await incoming(stranger)).toEqual([]);
    expect(await answer(supervisor, id, "decline")).toEqual({ id, state: "DECLINED" });
    const withdrawn = await ask(otherAdmin, addressOf(supervisor));
    const withdraw = (as: Claims) =>
      db.withTenant(as, (tenant) => withdrawRequest(tenant, { ...operation(), id: withdrawn.id }));
    expect(await codeOf(withdraw(admin))).toBe("not_found");
    await withdraw(otherAdmin);
    expect(await codeOf(answer(supervisor, withdrawn.id, "accept"))).toBe("not_found");
    const lapsed = await ask(otherAdmin, addressOf(supervisor), new Date(NOW.getTime() - 31 * 86_400_000));
    expect(lapsed.state).toBe("PENDING");
    expect(await codeOf(answer(supervisor, lapsed.id, "accept"))).toBe("not_found");
    expect(await claimsNow(supervisor)).toMatchObject({ dealerIds: [world.dealerId] });
  });

  test("can be tied by HQ, and by no dealer itself", async () => {
    expect(await codeOf(tie(otherAdmin, other, world))).toBe("auth.forbidden");
    expect(await codeOf(tie(supervisor, other, world))).toBe("auth.forbidden");
    await tie(hq, other, world);
    await tie(hq, other, world);
    expect((await eventsOf(other.dealerId)).map(({ type }) => type)).toEqual(["relation.tied"]);
    expect(await codeOf(tie(hq, world, { ...world, customerId: world.dealerId }))).toBe("not_found");
  });
});

describe("a site of a shared customer", () => {
  const insertTie = (as: Claims, siteId: string, dealer: World) =>
    db
      .withTenant(as, ({ tx }) =>
        tx.insert(siteDealers).values({
          orgOwnerId: dealer.dealerId,
          dealerId: dealer.dealerId,
          customerId: world.customerId,
          siteId,
        }),
      )
      .then(() => "tied", sqlState);

  test("is opened to another dealer by its customer or HQ, and not by that dealer for knowing its id", async () => {
    await tie(hq, other, world);
    const after = (await claimsNow(otherAdmin))!;
    expect(await insertTie(after, world.jobsiteId, other)).toBe("42501");
    expect(await insertTie((await claimsNow(supervisor))!, world.jobsiteId, other)).toBe("tied");
    const seen = await db.withTenant(after, (tenant) => listSites(tenant, { limit: 50 }));
    expect(seen.items.map(({ id }) => id)).toContain(world.jobsiteId);
  });

  test("is opened by the customer's administrator, once, to a dealer that serves it and for its own sites alone", async () => {
    const open = (as: Claims, dealer: World, siteIds: string[]) =>
      db.withTenant(as, (tenant) => openSites(tenant, { ...operation(), dealerId: dealer.dealerId, siteIds }));
    expect(await codeOf(open(supervisor, other, [world.jobsiteId]))).toBe("not_found");
    await tie(hq, other, world);
    for (const [who, siteIds, code] of [
      [supervisor, [other.jobsiteId], "not_found"],
      [supervisor, [world.jobsiteId, Bun.randomUUIDv7()], "not_found"],
      [otherAdmin, [world.jobsiteId], "not_found"],
      [await world.member(world.customerId, "OPERATOR"), [world.jobsiteId], "auth.forbidden"],
    ] as const)
      expect(await codeOf(open(who, other, [...siteIds]))).toBe(code);
    expect((await open(supervisor, other, [world.jobsiteId])).siteIds).toEqual([world.jobsiteId]);
    expect((await open(supervisor, other, [world.jobsiteId])).siteIds).toEqual([]);
    const ours = await dealersOf(supervisor);
    expect(ours.find(({ dealerId }) => dealerId === other.dealerId)?.siteIds).toEqual([world.jobsiteId]);
    expect((await eventsOf(other.dealerId)).map(({ type }) => type)).toEqual([
      "relation.tied",
      "relation.sites_opened",
    ]);
  });

  test("that a dealer made is its own to tie, and whose it is can not be forged", async () => {
    const site = (as: Claims, createdByOrg: string) => {
      const id = Bun.randomUUIDv7();
      const row = {
        id,
        orgOwnerId: world.customerId,
        customerId: world.customerId,
        name: "Made",
        kind: "JOBSITE" as const,
        timeZone: "UTC",
        geofence: squareAround(JOBSITE_POINT),
        createdByOrg,
      };
      return db.withTenant(as, async ({ tx }) => {
        await tx.insert(sites).values(row);
        return id;
      });
    };
    const made = await site(admin, other.dealerId);
    expect(await insertTie(admin, made, world)).toBe("tied");
    await tie(hq, other, world);
    expect(await insertTie((await claimsNow(otherAdmin))!, made, other)).toBe("42501");
    await db.withTenant(supervisor, ({ tx }) =>
      tx.update(sites).set({ createdByOrg: other.dealerId }).where(eq(sites.id, world.jobsiteId)),
    );
    expect(await insertTie((await claimsNow(otherAdmin))!, world.jobsiteId, other)).toBe("42501");
  });
});

describe("the end of a relation", () => {
  test("waits for machines that are out or reserved, then stops what would begin and keeps what was", async () => {
    const rental = (state: "ON_RENT" | "RETURNED") =>
      db.withOwner(async (_tx, client) => {
        const [machine] = world.machines;
        await client.query("delete from rentals where dealer_id = $1", [world.dealerId]);
        await client.query(
          `insert into rentals (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at)
           values ($1, $2, $2, $3, $4, $5, $6, 'Cat', '320', 'EXCAVATOR', $7, '[2001-01-01,2001-02-01)', now(), now())`,
          [Bun.randomUUIDv7(), world.dealerId, world.customerId, world.jobsiteId, machine!.id, machine!.humanId, state],
        );
      });
    await rental("ON_RENT");
    for (const who of [admin, supervisor, hq]) expect(await codeOf(end(who, world, world))).toBe("relation.busy");
    await rental("RETURNED");
    expect(await codeOf(end(otherAdmin, world, world))).toBe("not_found");
    await end(supervisor, world, world);
    expect(await claimsNow(admin)).toMatchObject({ customerIds: [] });
    expect(await claimsNow(supervisor)).toMatchObject({ dealerIds: [] });
    expect(await codeOf(end(admin, world, world))).toBe("not_found");
    expect(await customersOf(admin)).toEqual([]);
    expect((await customersOf(admin, true)).map(({ id }) => id)).toEqual([world.customerId]);
    expect((await dealersOf(supervisor))[0]!.endedAt).not.toBeNull();
    for (const who of [admin, supervisor]) {
      const history = await db.withTenant(who, ({ tx }) => tx.execute("select customer_id from rentals"));
      expect(history.rows).toHaveLength(1);
    }
    const name = await db.withTenant(admin, ({ tx }) =>
      tx.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, world.customerId)),
    );
    expect(name).toHaveLength(1);
    expect(
      (await db.withTenant(admin, (tenant) => listSites(tenant, { limit: 50 }))).items.map(({ id }) => id),
    ).toEqual([world.yardId]);
    expect(await codeOf(rental("ON_RENT"))).toBe("relation.ended");
    await tie(hq, world, world);
    expect(await codeOf(rental("ON_RENT"))).toBeNull();
  });

  test("and a rental that begins at the same moment take turns: never is one out between the two afterwards", async () => {
    const [machine] = world.machines;
    for (let round = 0; round < 5; round++) {
      const begin = () =>
        db.withTenant(hq, ({ tx }) =>
          tx.insert(rentals).values({
            orgOwnerId: world.dealerId,
            dealerId: world.dealerId,
            customerId: world.customerId,
            siteId: world.jobsiteId,
            equipmentId: machine!.id,
            humanId: machine!.humanId,
            make: "Cat",
            model: "320",
            type: "EXCAVATOR",
            state: "ON_RENT",
            period: { from: NOW, to: null },
            dueAt: NOW,
            firstDueAt: NOW,
          }),
        );
      const codes = await Promise.all([codeOf(begin()), codeOf(end(admin, world, world))]);
      expect([
        [null, "relation.busy"],
        ["relation.ended", null],
      ]).toContainEqual(codes);
      await db.withOwner((_tx, client) => client.query("delete from rentals where dealer_id = $1", [world.dealerId]));
      await tie(hq, world, world);
    }
  });

  test("ends the dealer's sight of the customer's members", async () => {
    const members = () =>
      db.withTenant(admin, ({ tx }) =>
        tx.execute(`select from memberships where org_owner_id = '${world.customerId}'`),
      );
    expect((await members()).rows).toHaveLength(1);
    await end(admin, world, world);
    expect((await members()).rows).toHaveLength(0);
  });

  test("is not every member's to say", async () => {
    for (const who of [
      await world.member(world.dealerId, "DEALER_DISPATCH"),
      await world.member(world.customerId, "OPERATOR"),
      await world.member(world.customerId, "CUSTOMER_SUPERVISOR", [world.jobsiteId]),
    ])
      expect(await codeOf(end(who, world, world))).toBe("auth.forbidden");
  });
});

describe("an organisation", () => {
  const setActive = (as: Claims, id: string, active: boolean) =>
    db.withTenant(as, (tenant) => setOrganizationActive(tenant, { ...operation(), id }, active));
  const update = (as: Claims, changes: object) =>
    db.withTenant(as, (tenant) => updateOrganization(tenant, { ...operation(), ...changes }));

  test("changes its own name and settings, and tells what was before", async () => {
    const changes = { name: "Renamed", timeZone: "Asia/Tokyo", units: "IMPERIAL", locale: "ja-JP", currency: "JPY" };
    expect(await update(admin, changes)).toMatchObject(changes);
    await update(admin, changes);
    const events = await eventsOf(world.dealerId);
    expect(events.map(({ type }) => type)).toEqual(["organization.updated"]);
    expect(events[0]!.data["from"]).toMatchObject({ timeZone: "Europe/Berlin", units: "METRIC" });
    expect(await codeOf(update(await world.member(world.dealerId, "DEALER_DISPATCH"), { name: "Mine" }))).toBe(
      "auth.forbidden",
    );
  });

  test("that HQ shuts out has no members that can call, and can come back", async () => {
    expect(await codeOf(setActive(admin, world.customerId, false))).toBe("auth.forbidden");
    expect(await codeOf(setActive(hq, hq.orgId, false))).toBe("auth.forbidden");
    expect(await codeOf(setActive(hq, Bun.randomUUIDv7(), false))).toBe("not_found");
    await setActive(hq, world.customerId, false);
    expect(await codeOf(dealersOf(supervisor))).toBe("auth.membership_changed");
    expect(await claimsNow(supervisor)).toBeNull();
    expect((await customersOf(admin))[0]).toMatchObject({ id: world.customerId, active: false });
    await setActive(hq, world.customerId, true);
    expect(await codeOf(dealersOf(supervisor))).toBeNull();
    expect((await eventsOf(world.customerId)).map(({ type }) => type)).toEqual([
      "organization.deactivated",
      "organization.reactivated",
    ]);
  });
});
