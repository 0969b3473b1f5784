/** Two hundred people who want the same at once: as many get it as there is, and nobody waits for ever. */
import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import { as, book, day, db, refusal, setPolicy } from "./testing.ts";

const PEOPLE = 200;

/** What each of the calls came to, and the refusals. */
async function outcomes(calls: Promise<unknown>[]) {
  const settled = await Promise.allSettled(calls);
  const refused = await Promise.all(
    settled.filter((call) => call.status === "rejected").map((call) => refusal(Promise.reject(call.reason))),
  );
  return { won: settled.length - refused.length, refused };
}

const live = async (world: World) => {
  const { rows } = await as(hqActor, ({ tx }) =>
    tx.execute<{ machines: number; promised: number }>(sql`select
      (select count(*)::int from rentals where dealer_id = ${world.dealerId}::uuid and state = 'RESERVED') as machines,
      (select coalesce(sum(quantity), 0)::int from reservations where dealer_id = ${world.dealerId}::uuid and state in ('REQUESTED', 'CONFIRMED')) as promised`),
  );
  return rows[0]!;
};

test("of 200 who reserve one machine for the same days exactly one gets it, the others are told who has it and what else is free", async () => {
  const world = await mintWorld(db, { machines: 3 });
  // A customer may name a machine that nothing of theirs is reserved on only where the dealer allows self-service.
  await setPolicy(world, { publishCounts: true, selfService: true });
  const people = await Promise.all([
    world.member(world.dealerId, "DEALER_DISPATCH"),
    world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
  ]);
  const humanId = world.machines[0]!.humanId;
  const calls = Array.from({ length: PEOPLE }, (_, i) =>
    // Overlapping days, not the same ones.
    book(people[i % 2]!, world, { humanId, from: day(2 + (i % 3)), to: day(5 + (i % 4)) }),
  );
  const { won, refused } = await outcomes(calls);
  expect(won).toBe(1);
  expect(new Set(refused.map(({ code, status }) => `${status} ${code}`))).toEqual(new Set(["409 reservation.overlap"]));
  for (const { details } of refused)
    expect(details).toMatchObject({ freeOfType: 2, conflicts: [{ kind: "RESERVED", customerId: world.customerId }] });
  expect(await live(world)).toEqual({ machines: 1, promised: 1 });
}, 60_000);

test("of 200 who want one of the last three machines of a type exactly three get one, by type or by number", async () => {
  const world = await mintWorld(db, { machines: 5 });
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  await book(dispatch, world, { type: "EXCAVATOR", quantity: 2, from: day(0), to: day(30) });
  const calls = Array.from({ length: PEOPLE }, (_, i) =>
    i % 4 === 0
      ? book(dispatch, world, { humanId: world.machines[i % 5]!.humanId, from: day(3), to: day(6) })
      : book(supervisor, world, { type: "EXCAVATOR", quantity: 1, from: day(2 + (i % 2)), to: day(5) }),
  );
  const { won, refused } = await outcomes(calls);
  expect(won).toBe(3);
  const codes = new Set(refused.map(({ code }) => code));
  const expected: unknown[] = ["reservation.none_free", "reservation.overlap"];
  expect([...codes].filter((code) => !expected.includes(code))).toEqual([]);
  expect((await live(world)).promised).toBe(5);
}, 60_000);
