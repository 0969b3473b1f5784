/** Invitations: to one address, once, for a while, and only by those who may. */
import { beforeEach, describe, expect, test } from "bun:test";
import { mintWorld, type World } from "../../../db/testing-world.ts";
import { mintOrganization, mintUser } from "../../iam/testing.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { InviteMemberInput } from "../../domain/iam/members.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { inviteMember } from "./invite-member.ts";
import { listInvitations } from "./list-invitations.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { setMemberActive } from "./set-member-active.ts";
import { claimsNow, codeOf, db, deps, eventsOf, mailbox, operation, tokenFor } from "./testing.ts";

const NOW = new Date();
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

let world: World;
let admin: Claims;
let email: string;
beforeEach(async () => {
  world = await mintWorld(db, { machines: 0 });
  admin = await world.member(world.dealerId, "DEALER_ADMIN");
  email = `${crypto.randomUUID()}@new.example`;
});

const invite = (as: Claims, input: Partial<InviteMemberInput> = {}, now = NOW) =>
  db.withTenant(as, (tenant) =>
    inviteMember(tenant, deps, { ...operation(), email, role: "DEALER_DISPATCH", siteIds: null, ...input }, now),
  );
const resend = (as: Claims, id: string, now = NOW) =>
  db.withTenant(as, (tenant) => resendInvitation(tenant, deps, { ...operation(), id }, now));
const revoke = (as: Claims, id: string) =>
  db.withTenant(as, (tenant) => revokeInvitation(tenant, { ...operation(), id }, NOW));
const pending = async (as: Claims, now = NOW, orgId?: string) =>
  (await db.withTenant(as, (tenant) => listInvitations(tenant, { orgId }, now))).items;
const accept = (token: string, who: { id: string; email: string }, now = NOW) =>
  acceptInvitation(db, token, { userId: who.id, email: who.email, name: "Ada Muster" }, now);

describe("inviting", () => {
  test("mails a link that the database does not hold, in the organisation's words and events without the address", async () => {
    const invitation = await invite(admin, { siteIds: [world.yardId], name: "Ada" });
    expect(invitation).toMatchObject({
      email,
      name: "Ada",
      role: "DEALER_DISPATCH",
      siteNames: ["Yard"],
      state: "PENDING",
    });
    expect(invitation.expiresAt).toBe(later(7).toISOString());
    expect(await pending(admin)).toEqual([invitation]);
    const [mail] = mailbox.list(email);
    expect(mail!.subject).toContain("invites you");
    const token = tokenFor(email);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const { rows } = await db.withOwner((_tx, client) =>
      client.query("select row_to_json(i)::text as text from invitations i where id = $1", [invitation.id]),
    );
    expect(rows[0].text).toContain(email);
    expect(rows[0].text).not.toContain(token);
    const [event] = await eventsOf(world.dealerId);
    expect(event).toMatchObject({ type: "membership.invited", data: { invitationId: invitation.id } });
    expect(event!.text).not.toContain(email);
  });

  test("is an administrator's, for roles and sites of the organisation, and sends nothing when refused", async () => {
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH");
    const other = await mintWorld(db, { machines: 0 });
    const bound = await world.member(world.dealerId, "DEALER_ADMIN", [world.yardId]);
    const cases: [Claims, Partial<InviteMemberInput>, string][] = [
      [dispatcher, {}, "auth.forbidden"],
      [bound, {}, "auth.forbidden"],
      [admin, { role: "CAT_ADMIN" }, "member.role_unfit"],
      [admin, { role: "OPERATOR" }, "member.role_unfit"],
      [admin, { siteIds: [other.yardId] }, "input.invalid"],
      [admin, { orgId: world.customerId, role: "OPERATOR" }, "not_found"],
      [admin, { email: `${admin.sub}@test.example` }, "member.already"],
    ];
    for (const [as, input, code] of cases) expect(await codeOf(invite(as, input))).toBe(code);
    expect(mailbox.list(email)).toEqual([]);
  });

  test("an address that has an open invitation is refused until that has expired, and a former member until it is reactivated", async () => {
    const first = await invite(admin);
    expect(await codeOf(invite(admin))).toBe("member.already");
    const second = await invite(admin, {}, later(8));
    expect((await pending(admin, later(8))).map(({ id }) => id)).toEqual([second.id]);
    expect(first.id).not.toBe(second.id);
    const gone = await world.member(world.dealerId, "DEALER_DISPATCH");
    await db.withTenant(admin, (tenant) => setMemberActive(tenant, { ...operation(), id: gone.membershipId! }, false));
    expect(await codeOf(invite(admin, { email: `${gone.sub}@test.example` }))).toBe("member.inactive");
  });

  test("ten times over two that invite one address at once: one does", async () => {
    const second = await world.member(world.dealerId, "DEALER_ADMIN");
    for (let round = 0; round < 10; round++) {
      email = `${crypto.randomUUID()}@new.example`;
      const codes = await Promise.all([codeOf(invite(admin)), codeOf(invite(second))]);
      expect(new Set(codes)).toEqual(new Set([null, "member.already"]));
      expect(mailbox.list(email)).toHaveLength(1);
    }
  });

  test("HQ invites into any organisation, and the organisation sees it", async () => {
    const hq = await world.member(await mintOrganization("CATERPILLAR"), "CAT_ADMIN");
    const { id } = await invite(hq, { orgId: world.dealerId, role: "DEALER_ADMIN" });
    expect((await pending(admin)).map((one) => one.id)).toEqual([id]);
    expect((await eventsOf(world.dealerId)).map(({ type }) => type)).toEqual(["membership.invited"]);
    expect(await codeOf(invite(hq, { orgId: Bun.randomUUIDv7() }))).toBe("not_found");
  });
});

describe("accepting", () => {
  test("makes the invited person a member with the place that was offered, beside those they have", async () => {
    const other = await mintOrganization("CUSTOMER");
    const person = await mintUser([{ orgId: other, role: "OPERATOR" }], { email });
    await invite(admin, { siteIds: [world.yardId] });
    expect(await accept(tokenFor(email), person)).toEqual({ orgId: world.dealerId, role: "DEALER_DISPATCH" });
    expect(await claimsNow({ sub: person.id, orgId: world.dealerId })).toMatchObject({
      role: "DEALER_DISPATCH",
      siteIds: [world.yardId],
    });
    expect(await claimsNow({ sub: person.id, orgId: other })).toMatchObject({ role: "OPERATOR" });
    expect(await pending(admin)).toEqual([]);
    const accepted = (await eventsOf(world.dealerId)).at(-1)!;
    expect(accepted.type).toBe("membership.accepted");
    expect(JSON.parse(accepted.text).event.actor).toEqual({
      sub: person.id,
      orgId: world.dealerId,
      role: "DEALER_DISPATCH",
    });
    expect(accepted.text).not.toMatch(/Ada|example/);
  });

  test("is refused with a reason of its own: forged, expired, revoked, used, and with another address", async () => {
    const person = await mintUser([], { email });
    const stranger = await mintUser([]);
    const { id } = await invite(admin);
    const token = tokenFor(email);
    const forged = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`;
    expect(await codeOf(accept(forged, person))).toBe("invitation.unknown");
    expect(await codeOf(accept(id, person))).toBe("invitation.unknown");
    expect(await codeOf(accept(token, stranger))).toBe("invitation.other_address");
    expect(await codeOf(accept(token, person, later(7)))).toBe("invitation.expired");
    await accept(token, person, new Date(later(7).getTime() - 1));
    expect(await codeOf(accept(token, person))).toBe("invitation.used");
    email = `${crypto.randomUUID()}@new.example`;
    const revoked = await invite(admin);
    await revoke(admin, revoked.id);
    expect(await codeOf(accept(tokenFor(email), await mintUser([], { email })))).toBe("invitation.revoked");
    expect(await claimsNow({ sub: stranger.id, orgId: world.dealerId })).toBeNull();
  });

  test("a token is good once, however many present it at the same time", async () => {
    const person = await mintUser([], { email });
    await invite(admin);
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(accept(tokenFor(email), person))));
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === "invitation.used")).toHaveLength(4);
    expect((await eventsOf(world.dealerId)).map(({ type }) => type)).toEqual([
      "membership.invited",
      "membership.accepted",
    ]);
  });

  test("does not lift an active member to another role", async () => {
    const person = await mintUser([], { email });
    await invite(admin, { role: "DEALER_ADMIN" });
    await db.withOwner((_tx, client) =>
      client.query(
        "insert into memberships (id, org_owner_id, user_id, role, display_name) values ($1, $2, $3, 'DEALER_DISPATCH', 'Ada')",
        [Bun.randomUUIDv7(), world.dealerId, person.id],
      ),
    );
    expect(await codeOf(accept(tokenFor(email), person))).toBe("member.already");
    expect(await claimsNow({ sub: person.id, orgId: world.dealerId })).toMatchObject({ role: "DEALER_DISPATCH" });
  });

  test("into an organisation that was shut out is refused", async () => {
    const person = await mintUser([], { email });
    await invite(admin);
    await db.withOwner((_tx, client) =>
      client.query("update organizations set active = false where id = $1", [world.dealerId]),
    );
    expect(await codeOf(accept(tokenFor(email), person))).toBe("organization.inactive");
  });
});

describe("sending again and withdrawing", () => {
  test("a new link replaces the old one and starts its time anew", async () => {
    const person = await mintUser([], { email });
    const { id } = await invite(admin);
    const old = tokenFor(email);
    const again = await resend(admin, id, later(9));
    expect(again).toMatchObject({ id, sends: 2, state: "PENDING", expiresAt: later(16).toISOString() });
    expect(await codeOf(accept(old, person, later(9)))).toBe("invitation.unknown");
    expect(await codeOf(accept(tokenFor(email), person, later(15)))).toBeNull();
    expect(await codeOf(resend(admin, id))).toBe("invitation.used");
    expect(await codeOf(revoke(admin, id))).toBe("invitation.used");
  });

  test("stops before it fills a mailbox", async () => {
    const { id } = await invite(admin);
    for (let sent = 1; sent < 10; sent++) await resend(admin, id);
    expect(await codeOf(resend(admin, id))).toBe("rate.limited");
    expect(mailbox.list(email)).toHaveLength(10);
  });

  test("another organisation's invitation is not there", async () => {
    const other = await mintWorld(db, { machines: 0 });
    const stranger = await other.member(other.dealerId, "DEALER_ADMIN");
    const { id } = await invite(admin);
    for (const call of [
      () => resend(stranger, id),
      () => revoke(stranger, id),
      () => revoke(admin, Bun.randomUUIDv7()),
    ])
      expect(await codeOf(call())).toBe("not_found");
    expect(await pending(stranger)).toEqual([]);
    await revoke(admin, id);
    expect(await codeOf(revoke(admin, id))).toBe("invitation.revoked");
    expect(await pending(admin)).toEqual([]);
  });
});
