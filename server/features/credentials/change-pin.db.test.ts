import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { pinFrom } from "../../domain/credentials/pin.ts";
import { callerOf } from "../../iam/caller.ts";
import { mintOrganization, mintUser, openSignIn, ownAddress, type TestSignIn } from "../../iam/testing.ts";
import { readCode } from "./read-code.fixtures.ts";
import { op, openCalls, refused, type TestCalls } from "./testing.fixtures.ts";

const newPin = () => pinFrom(crypto.getRandomValues(new Uint8Array(64)));
const wrongPin = (pin: string) => String((Number(pin) + 7) % 1_000_000).padStart(6, "0");

let api: TestSignIn;
let calls: TestCalls;
let supervisor: Awaited<ReturnType<TestCalls["byCookie"]>>;
beforeAll(async () => {
  api = await openSignIn();
  calls = await openCalls(api);
  const customer = await mintOrganization("CUSTOMER");
  const { email } = await mintUser([{ orgId: customer, role: "CUSTOMER_SUPERVISOR" }]);
  supervisor = await calls.byCookie((await api.signIn(email)).cookie);
});

const enter = (badge: string, pin: string) =>
  api.post("/api/auth/badge/sign-in", { badge, pin }, { address: ownAddress() });

/** An operator with a badge who has signed in by it. */
async function operator() {
  const pin = newPin();
  const { badge, card } = await supervisor.credentials.addOperator(op({ name: "Aylin", pin }));
  const text = await readCode(card!.svg);
  const { cookie } = await enter(text, pin);
  return { badge, pin, text, me: calls.as(await callerOf(api.identity, new Headers({ cookie }))) };
}
const eventsAbout = async (badgeId: string) => {
  const { rows } = await api.db.withOwner((tx) =>
    tx.execute<{ type: string; record: string }>(
      sql`select type, record from events where record like ${`%${badgeId}%`} order by position`,
    ),
  );
  return rows;
};

describe("one's own PIN", () => {
  test("is changed by whoever knows the old one: the new one opens from then on, and the chain says so without either", async () => {
    const { badge, pin, text, me } = await operator();
    const next = newPin();
    expect(await me.credentials.ownBadge()).toMatchObject({ id: badge.id, locked: false });
    expect(await me.credentials.changePin(op({ pin, newPin: next }))).toMatchObject({ id: badge.id });
    expect((await enter(text, pin)).status).toBe(401);
    expect((await enter(text, next)).status).toBe(200);
    const told = await eventsAbout(badge.id);
    expect(told.map(({ type }) => type)).toContain("badge.pin_changed");
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ row: string }>(sql`select o::text as row from operations o where o::text like ${`%${badge.id}%`}`),
    );
    for (const { record } of told) for (const secret of [pin, next]) expect(record).not.toContain(secret);
    for (const { row } of rows) for (const secret of [pin, next]) expect(row).not.toContain(secret);
  });

  test("is changed once, also where the answer was lost and the call is repeated", async () => {
    const { badge, pin, me } = await operator();
    const input = op({ pin, newPin: newPin() });
    const first = await me.credentials.changePin(input);
    expect(await me.credentials.changePin(input)).toEqual(first);
    expect((await eventsAbout(badge.id)).filter(({ type }) => type === "badge.pin_changed")).toHaveLength(1);
  });

  test("is not changed with a wrong one, nor to one that is too easy; six wrong ones lock the badge for signing in, too", async () => {
    const { badge, pin, text, me } = await operator();
    const newOne = newPin();
    expect(await refused(me.credentials.changePin(op({ pin, newPin: "123456" })))).toBe("input.invalid");
    for (let n = 0; n < 6; n++)
      expect(await refused(me.credentials.changePin(op({ pin: wrongPin(pin), newPin: newOne })))).toBe(
        "badge.wrong_pin",
      );
    expect(await refused(me.credentials.changePin(op({ pin, newPin: newOne })))).toBe("auth.badge_locked");
    expect((await enter(text, pin)).json.code).toBe("auth.badge_locked");
    expect(await me.credentials.ownBadge()).toMatchObject({ locked: true });
    expect((await eventsAbout(badge.id)).filter(({ type }) => type === "badge.locked")).toHaveLength(1);
  });

  test("shares its tries with signing in, and a right one sets them back", async () => {
    const { pin, text, me } = await operator();
    for (let n = 0; n < 3; n++) await enter(text, wrongPin(pin));
    for (let n = 0; n < 2; n++) await refused(me.credentials.changePin(op({ pin: wrongPin(pin), newPin: newPin() })));
    const next = newPin();
    await me.credentials.changePin(op({ pin, newPin: next }));
    for (let n = 0; n < 5; n++) await enter(text, wrongPin(next));
    expect((await enter(text, next)).status).toBe(200);
  });

  test("is nothing that a person without a badge has", async () => {
    expect(await supervisor.credentials.ownBadge()).toBeNull();
    expect(await refused(supervisor.credentials.changePin(op({ pin: newPin(), newPin: newPin() })))).toBe("not_found");
  });
});
