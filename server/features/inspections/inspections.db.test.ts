import { beforeAll, describe, expect, test } from "bun:test";
import { mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { InspectionKind } from "../../domain/inspections/words.ts";
import { sha256Hex } from "../../domain/ledger/sha256.ts";
import { codeOf, op, openSuite, refusal } from "../tasks/suite.fixtures.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
beforeAll(async () => {
  suite = await openSuite();
});

type Stage = { world: World; dispatch: Claims; admin: Claims; operator: Claims; supervisor: Claims; rentalId: string };
/** A world with one machine out, so that each test has a rental that nobody has looked at. */
async function stage(): Promise<Stage> {
  const world = await mintWorld(suite.db);
  return {
    world,
    dispatch: await world.member(world.dealerId, "DEALER_DISPATCH"),
    admin: await world.member(world.dealerId, "DEALER_ADMIN"),
    operator: await world.member(world.customerId, "OPERATOR", [world.jobsiteId]),
    supervisor: await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
    rentalId: (await suite.sendOut(world)).id,
  };
}

type Changes = Record<string, object>;
/** Everything well but for `changes`, by checkpoint. */
async function answersOf(who: Claims, rentalId: string, kind: InspectionKind, changes: Changes = {}) {
  const form = await suite.as(who).inspections.form({ rentalId, kind });
  return form.checkList.items.map(({ key }) => ({ key, answer: "OK" as const, ...changes[key] }));
}
const inspect = async (who: Claims, rentalId: string, kind: InspectionKind, changes: Changes = {}, more: object = {}) =>
  suite
    .as(who)
    .inspections.submit({ ...op(), rentalId, kind, items: await answersOf(who, rentalId, kind, changes), ...more });
const signature = {
  name: "Grace Hopper",
  strokes: [
    [
      [0.1, 0.5],
      [0.9, 0.4],
    ] as [number, number][],
  ],
};

describe("from send-out to take-back", () => {
  test("a failed checkpoint becomes work with its evidence, the receiver signs, and both are side by side", async () => {
    const { world, dispatch, operator, supervisor, rentalId } = await stage();
    const out = await inspect(dispatch, rentalId, "OUT", {}, { signature, engineHours: 101, fuelL: 200 });
    expect(out).toMatchObject({ workOrders: [], inspection: { failed: 0, checkListVersion: 0, signed: true } });
    expect(out.ticket).toMatchObject({ intact: true, receiver: { name: "Grace Hopper" } });

    const mediaId = await suite.photo(operator);
    const marks = [{ x: 0.4, y: 0.6, mediaId, severity: "MAJOR" as const, note: "Dent" }];
    const failure = { glass: { answer: "FAIL", severity: "UNSAFE", note: "Cracked", photos: [mediaId], marks } };
    const submit = {
      ...op(),
      rentalId,
      kind: "IN" as const,
      items: await answersOf(operator, rentalId, "IN", failure),
      engineHours: 104.5,
      fuelL: 80,
      signature: { name: "Alan Turing", confirmed: true as const },
    };
    const back = await suite.as(operator).inspections.submit(submit);
    expect(back.inspection.failed).toBe(1);
    expect(back.workOrders).toHaveLength(1);
    // Queued twice, done once.
    expect(await suite.as(operator).inspections.submit(submit)).toEqual(back);

    const board = await suite.as(dispatch).maintenance.board({});
    expect(board.OPEN.items).toEqual([
      expect.objectContaining({
        id: back.workOrders[0],
        kind: "REPAIR",
        severity: "UNSAFE",
        checkpoint: "glass",
        photos: [mediaId],
        notes: "Cracked",
        inspectionId: back.inspection.id,
        rentalId,
      }),
    ]);

    const pack = await suite.as(supervisor).inspections.dispute({ id: rentalId });
    expect(pack.inspections.out?.id).toBe(out.inspection.id);
    expect(pack.inspections.in?.items.find(({ key }) => key === "glass")).toMatchObject({ answer: "FAIL", marks });
    expect(pack.tickets.in?.receiver).toEqual({ name: "Alan Turing", strokes: null });
    expect(pack.photos).toEqual([
      expect.objectContaining({ mediaId, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    ]);
    expect(pack.events.map(({ type }) => type)).toEqual([
      "rental.checked_out",
      "inspection.submitted",
      "ticket.signed",
      "inspection.submitted",
      "maintenance.opened",
      "ticket.signed",
    ]);
    expect(pack.events.every(({ intact, record, selfHash }) => intact && sha256Hex(record) === selfHash)).toBe(true);
    expect(pack).toMatchObject({ dealer: { id: world.dealerId }, customer: { id: world.customerId }, truncated: [] });

    const signed = pack.events.filter(({ type }) => type === "ticket.signed");
    expect(signed.map(({ data }) => data.digest)).toEqual([pack.tickets.out?.digest, pack.tickets.in?.digest]);
    for (const { record } of await suite.eventsOf(world)) expect(record).not.toMatch(/Grace|Turing|Cracked|Dent/);
  });

  test("a ticket can be signed after the inspection, once", async () => {
    const { dispatch, rentalId } = await stage();
    await inspect(dispatch, rentalId, "OUT", {}, { engineHours: 101 });
    const ticket = await suite.as(dispatch).inspections.signTicket({ ...op(), rentalId, kind: "OUT", signature });
    expect(ticket.record).toMatchObject({ engineHours: 101, siteName: "Jobsite", siteTimeZone: "Europe/Berlin" });
    expect(ticket.receiver?.strokes).toEqual(signature.strokes);
    expect(
      await refusal(suite.as(dispatch).inspections.signTicket({ ...op(), rentalId, kind: "OUT", signature })),
    ).toMatchObject({ code: "ticket.exists", status: 409, details: { ticketId: ticket.id } });
    expect(await codeOf(suite.as(dispatch).inspections.ticket({ rentalId, kind: "IN" }))).toBe("not_found");
  });

  test("a ticket can not be changed, even by the database's owner", async () => {
    const { dispatch, rentalId } = await stage();
    await suite.as(dispatch).inspections.signTicket({ ...op(), rentalId, kind: "OUT", signature });
    const change = suite.db.withOwner((_tx, client) => client.query("update tickets set digest = 'x'"));
    expect(await change.then(String, String)).toContain("append-only");
  });

  test("without its name, the ticket still stands", async () => {
    const { admin, dispatch, rentalId } = await stage();
    const { eventId } = await suite.as(dispatch).inspections.signTicket({ ...op(), rentalId, kind: "OUT", signature });
    await suite.db.withTenant(admin, ({ tx }) => tx.execute(`delete from event_private where event_id = '${eventId}'`));
    expect(await suite.as(dispatch).inspections.ticket({ rentalId, kind: "OUT" })).toMatchObject({
      receiver: null,
      intact: true,
    });
  });
});

describe("check lists", () => {
  test("are versioned, and an inspection keeps the version it was made with", async () => {
    const { world, admin, dispatch, supervisor, rentalId } = await stage();
    const items = [
      { key: "cab", label: null, photo: false },
      { key: "ripper", label: "Ripper teeth", photo: true },
    ];
    const save = { ...op(), type: "EXCAVATOR" as const, items, baseVersion: 0 };
    expect(await suite.as(admin).inspections.saveCheckList(save)).toMatchObject({ version: 1, items });
    expect(await refusal(suite.as(admin).inspections.saveCheckList({ ...save, ...op() }))).toMatchObject({
      code: "check_list.changed",
      details: { version: 1 },
    });
    expect(await codeOf(suite.as(dispatch).inspections.saveCheckList({ ...save, ...op() }))).toBe("auth.forbidden");
    const seen = await suite.as(supervisor).inspections.checkLists({ type: "EXCAVATOR" });
    expect(seen.items).toMatchObject([{ version: 1, dealerId: world.dealerId }]);
    expect((await suite.as(supervisor).inspections.checkLists({})).items).toHaveLength(10);

    const before = await inspect(dispatch, rentalId, "OUT");
    const next = { ...save, ...op(), items: [items[0]!], baseVersion: 1 };
    expect(await suite.as(admin).inspections.saveCheckList(next)).toMatchObject({ version: 2 });
    // It is taken back by the checkpoints that it went out with.
    const after = await inspect(supervisor, rentalId, "IN", { ripper: { answer: "FAIL" } });
    expect(after.inspection).toMatchObject({ checkListVersion: 1, failed: 1 });
    expect(after.inspection.items.map(({ key, label }) => [key, label])).toEqual([
      ["cab", null],
      ["ripper", "Ripper teeth"],
    ]);
    const kept = await suite.as(dispatch).inspections.get({ inspectionId: before.inspection.id });
    expect(kept).toMatchObject({ checkListVersion: 1, items: before.inspection.items });
  });

  test("of a dealer are read by those it serves, and by nobody else", async () => {
    const { world } = await stage();
    const other = await mintWorld(suite.db);
    for (const stranger of [
      await other.member(other.dealerId, "DEALER_ADMIN"),
      await other.member(other.customerId, "OPERATOR"),
    ])
      expect(await codeOf(suite.as(stranger).inspections.checkLists({ dealerId: world.dealerId }))).toBe("not_found");
  });

  test("a phone that was away answers the version it had", async () => {
    const { admin, dispatch, rentalId } = await stage();
    const items = await answersOf(dispatch, rentalId, "OUT");
    const list = [{ key: "cab", label: null, photo: false }];
    await suite.as(admin).inspections.saveCheckList({ ...op(), type: "EXCAVATOR", items: list, baseVersion: 0 });
    const late = { ...op(), rentalId, kind: "OUT" as const, items, checkListVersion: 0 };
    expect((await suite.as(dispatch).inspections.submit(late)).inspection.checkListVersion).toBe(0);
  });
});

describe("who sees what", () => {
  test("the parties alone, and of the customer those who are bound to the site or to none", async () => {
    const { world, dispatch, rentalId } = await stage();
    const { inspection } = await inspect(dispatch, rentalId, "OUT", {}, { signature });
    const other = await mintWorld(suite.db);
    for (const stranger of [
      await other.member(other.dealerId, "DEALER_ADMIN"),
      await other.member(other.customerId, "CUSTOMER_SUPERVISOR"),
      await world.member(world.customerId, "CUSTOMER_SUPERVISOR", []),
    ]) {
      const caller = suite.as(stranger).inspections;
      expect(await codeOf(caller.get({ inspectionId: inspection.id }))).toBe("not_found");
      expect(await codeOf(caller.form({ rentalId, kind: "IN" }))).toBe("not_found");
      expect(await codeOf(caller.ticket({ rentalId, kind: "OUT" }))).toBe("not_found");
      expect(await codeOf(caller.dispute({ id: rentalId }))).toBe("not_found");
      expect(
        await codeOf(
          caller.submit({
            ...op(),
            rentalId,
            kind: "IN",
            items: inspection.items.map(({ key }) => ({ key, answer: "OK" as const })),
          }),
        ),
      ).toBe("not_found");
      expect((await caller.list({})).items).toEqual([]);
    }
  });

  test("an operator inspects, and does not read the whole file", async () => {
    const { operator, rentalId } = await stage();
    expect((await inspect(operator, rentalId, "OUT")).inspection.kind).toBe("OUT");
    expect(await codeOf(suite.as(operator).inspections.dispute({ id: rentalId }))).toBe("auth.forbidden");
  });
});

describe("what is refused, with nothing half done", () => {
  const cases: [string, (stage: Stage) => Promise<unknown>, string][] = [
    ["an unknown rental", ({ dispatch }) => inspect(dispatch, Bun.randomUUIDv7(), "OUT"), "not_found"],
    [
      "a checkpoint of another list",
      async ({ dispatch, rentalId }) => {
        const items = [...(await answersOf(dispatch, rentalId, "OUT")), { key: "forks", answer: "OK" as const }];
        return suite.as(dispatch).inspections.submit({ ...op(), rentalId, kind: "OUT", items });
      },
      "inspection.unknown_checkpoint",
    ],
    [
      "a checkpoint left out",
      async ({ dispatch, rentalId }) => {
        const items = (await answersOf(dispatch, rentalId, "OUT")).slice(1);
        return suite.as(dispatch).inspections.submit({ ...op(), rentalId, kind: "OUT", items });
      },
      "inspection.incomplete",
    ],
    [
      "too many marks",
      ({ dispatch, rentalId }) =>
        inspect(dispatch, rentalId, "OUT", {
          cab: { answer: "FAIL", marks: Array.from({ length: 21 }, () => ({ x: 0, y: 0, silhouette: "LEFT" })) },
        }),
      "inspection.too_many_marks",
    ],
    [
      "a version that the dealer does not have",
      ({ dispatch, rentalId }) => inspect(dispatch, rentalId, "OUT", {}, { checkListVersion: 7 }),
      "check_list.unknown_version",
    ],
    [
      "a meter running backwards",
      ({ dispatch, rentalId }) => inspect(dispatch, rentalId, "IN", {}, { engineHours: 100.9 }),
      "rental.meter_backwards",
    ],
    [
      "a photo that never arrived",
      ({ dispatch, rentalId }) =>
        inspect(dispatch, rentalId, "OUT", { cab: { answer: "FAIL", photos: [Bun.randomUUIDv7()] } }),
      "media.not_stored",
    ],
    [
      "somebody else's photo",
      async ({ dispatch, operator, rentalId }) =>
        inspect(dispatch, rentalId, "OUT", {}, { photos: [await suite.photo(operator)] }),
      "media.not_stored",
    ],
  ];
  test.each(cases)("%s", async (_name, run, code) => {
    const at = await stage();
    const before = await suite.traces(at.world);
    expect(await codeOf(run(at))).toBe(code as never);
    const after = await suite.traces(at.world);
    expect({ ...after, media: null }).toEqual({ ...before, media: null });
  });

  test("the same step twice, and the way out of what is back", async () => {
    const { dispatch, rentalId } = await stage();
    const { inspection } = await inspect(dispatch, rentalId, "OUT");
    expect(await refusal(inspect(dispatch, rentalId, "OUT"))).toMatchObject({
      code: "inspection.exists",
      status: 409,
      details: { inspectionId: inspection.id },
    });
    const back = await stage();
    await suite.as(back.dispatch).rentals.checkIn({
      ...op(),
      humanId: back.world.machines[0]!.humanId,
      engineEnd: 103,
    });
    expect(await refusal(inspect(back.dispatch, back.rentalId, "OUT"))).toMatchObject({
      code: "inspection.rental_closed",
      details: { state: "RETURNED" },
    });
    expect((await inspect(back.dispatch, back.rentalId, "IN")).inspection.kind).toBe("IN");
  });

  test("two phones at once: one inspection, one work order", async () => {
    const { dispatch, supervisor, rentalId } = await stage();
    const failure = { glass: { answer: "FAIL" } };
    const both = await Promise.all([
      codeOf(inspect(dispatch, rentalId, "IN", failure)),
      codeOf(inspect(supervisor, rentalId, "IN", failure)),
    ]);
    expect(both.toSorted()).toEqual(["accepted", "inspection.exists"]);
    expect((await suite.as(dispatch).maintenance.board({})).OPEN.items).toHaveLength(1);
  });
});
