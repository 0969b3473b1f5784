/** Reservations over REST, as an ERP uses them: availability, asking, answering, giving machines, and every refusal with its code. */
import { beforeAll, expect, test } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import {
  overlapDetailsSchema,
  type Availability,
  type ReservationDetail,
} from "../server/domain/reservations/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, OPENS_WITHIN_MS, sharedApi, WITHIN_MS, type Api, type Body } from "./api-client.ts";
import { freeMachines, jobsites } from "./api-world.ts";

const DISPATCH = "dispatch@dealer1.example";
const SUPERVISOR = "supervisor@customer1.example";
const OPERATOR = "operator@customer1.example";
const FOREIGN = "admin@dealer2.example";

let api: Api;
let site: Site;
let machines: Asset[];
let dealerId: string;
beforeAll(async () => {
  api = await sharedApi();
  const free = await freeMachines(api, DISPATCH);
  const [most] = [...Map.groupBy(free, ({ type }) => type).values()].toSorted((a, b) => b.length - a.length);
  machines = most!;
  dealerId = machines[0]!.dealerId;
  const own = new Set((await jobsites(api, SUPERVISOR)).map(({ id }) => id));
  site = (await jobsites(api, DISPATCH)).find(({ id }) => own.has(id))!;
}, OPENS_WITHIN_MS);

/** Days far enough ahead that nothing of the demo stands there; each test has its own. */
const day = (at: number) => new Date(Date.now() + (300 + at) * 86_400_000).toISOString().slice(0, 10);
const reserve = (who: string, body: Body) =>
  api.rest<ReservationDetail>(who, "POST", "/reservations", {
    operationId: newId(),
    siteId: site.id,
    dealerId,
    ...body,
  });
const step = (who: string, { id }: { id: string }, verb: string, body: Body = {}) =>
  api.rest<ReservationDetail>(who, "POST", `/reservations/${id}/${verb}`, { operationId: newId(), ...body });
const codeOf = (answer: { status: number; body: unknown }) =>
  `${answer.status} ${(answer.body as { code?: string }).code}`;

test(
  "asked for by type, confirmed, given a machine, moved, exchanged and cancelled; the same operation again changes nothing",
  async () => {
    const { type } = machines[0]!;
    const asking = { operationId: newId(), type, quantity: 2, from: day(0), to: day(3), poNumber: "PO 1" };
    const made = await reserve(SUPERVISOR, asking);
    expect(made).toMatchObject({
      status: 200,
      body: { state: "REQUESTED", quantity: 2, allocated: 0, poNumber: "PO 1" },
    });
    expect((await reserve(SUPERVISOR, asking)).body).toEqual(made.body);
    expect(codeOf(await reserve(SUPERVISOR, { ...asking, quantity: 1 }))).toBe("409 operation.reused");
    const { body: asked } = made;

    expect(codeOf(await step(SUPERVISOR, asked, "confirm"))).toBe("403 auth.forbidden");
    expect(codeOf(await step(FOREIGN, asked, "confirm"))).toBe("404 not_found");
    expect(codeOf(await step(DISPATCH, asked, "allocate", { humanId: machines[0]!.humanId }))).toBe(
      "409 reservation.not_confirmed",
    );
    expect((await step(DISPATCH, asked, "confirm")).body.state).toBe("CONFIRMED");
    expect(codeOf(await step(DISPATCH, asked, "decline", { reason: "too late" }))).toBe("409 reservation.not_open");
    const given = await step(DISPATCH, asked, "allocate", { humanId: machines[0]!.humanId });
    expect(given.body).toMatchObject({ allocated: 1, units: [{ humanId: machines[0]!.humanId, state: "RESERVED" }] });
    const exchanged = await step(DISPATCH, asked, "allocate", {
      humanId: machines[1]!.humanId,
      replaces: machines[0]!.humanId,
    });
    expect(exchanged.body.humanIds).toEqual([machines[1]!.humanId]);

    const moved = await step(DISPATCH, asked, "change", { from: day(1), to: day(4) });
    expect(moved.body).toMatchObject({ state: "CONFIRMED", fromDay: day(1), toDay: day(4) });
    expect(codeOf(await step(DISPATCH, asked, "change", { from: day(4), to: day(1) }))).toBe(
      "422 reservation.ends_before_start",
    );
    const { items } = await api.get<{ items: { id: string }[] }>(
      SUPERVISOR,
      `/reservations?state=CONFIRMED&type=${type}&limit=100`,
    );
    expect(items.map(({ id }) => id)).toContain(asked.id);
    expect((await step(SUPERVISOR, asked, "cancel", { reason: "postponed" })).body).toMatchObject({
      state: "CANCELLED",
      units: [],
    });
  },
  WITHIN_MS,
);

test(
  "who loses is told who has the machine, what else is free and when, and another dealer nothing",
  async () => {
    const { humanId, type } = machines[2]!;
    const made = await reserve(DISPATCH, { humanId, from: day(10), to: day(12) });
    expect(made.body).toMatchObject({ state: "CONFIRMED", humanId, allocated: 1 });
    try {
      const lost = await api.rest<{ code: string; details: unknown }>(DISPATCH, "POST", "/reservations", {
        operationId: newId(),
        siteId: site.id,
        humanId,
        from: day(12),
        to: day(14),
      });
      expect([lost.status, lost.body.code]).toEqual([409, "reservation.overlap"]);
      expect(lost.headers.get("content-type")).toContain("application/problem+json");
      const details = overlapDetailsSchema.parse(lost.body.details);
      expect(details.conflicts).toMatchObject([
        { kind: "RESERVED", reservationId: made.body.id, customerId: site.customerId },
      ]);
      expect(details.alternatives).toHaveLength(3);
      expect(details.nearest[0]!.from).toBe(made.body.endsAt);
      expect(codeOf(await api.rest(FOREIGN, "GET", `/reservations/${made.body.id}`))).toBe("404 not_found");

      const window = `type=${type}&from=${day(10)}&to=${day(12)}&dealerId=${dealerId}`;
      const dealer = await api.get<Availability>(DISPATCH, `/availability?${window}&limit=200`);
      const customer = await api.get<Availability>(OPERATOR, `/availability?${window}`);
      expect(dealer.machines.map((machine) => machine.humanId)).not.toContain(humanId);
      expect(dealer.machines).toHaveLength(dealer.types[0]!.free);
      expect(customer).toMatchObject({ machines: [], types: [{ type, free: dealer.types[0]!.free, total: null }] });
      expect((await api.get<Availability>(FOREIGN, `/availability?${window}`)).types).toEqual([]);
    } finally {
      await step(DISPATCH, made.body, "cancel");
    }
  },
  WITHIN_MS,
);

test.each<[string, () => Body | Promise<Body>, string]>([
  ["neither type nor machine", () => ({ from: day(0), to: day(1) }), "422 input.invalid"],
  ["both", () => ({ type: "DOZER", humanId: machines[0]!.humanId, from: day(0), to: day(1) }), "422 input.invalid"],
  ["no day", () => ({ type: "DOZER", from: "soon", to: day(1) }), "422 input.invalid"],
  ["an end before the start", () => ({ type: "DOZER", from: day(1), to: day(0) }), "422 reservation.ends_before_start"],
  ["the past", () => ({ type: "DOZER", from: "2020-01-01", to: "2020-01-02" }), "422 reservation.in_past"],
  ["more than two years ahead", () => ({ type: "DOZER", from: day(500), to: day(501) }), "422 reservation.too_far"],
  [
    "more than there are",
    () => ({ type: "TRENCHER", quantity: 100, from: day(0), to: day(1) }),
    "409 reservation.none_free",
  ],
  [
    "a foreign machine",
    async () => ({ humanId: (await freeMachines(api, FOREIGN))[0]!.humanId, from: day(0), to: day(1) }),
    "404 not_found",
  ],
  [
    "a customer of others",
    () => ({ type: "DOZER", customerId: newId(), from: day(0), to: day(1) }),
    "422 customer.no_relation",
  ],
])("is refused: %s", async (_about, body, code) => {
  const list = () => api.all<{ id: string }>(DISPATCH, "/reservations").then((found) => found.length);
  const before = await list();
  expect(codeOf(await reserve(DISPATCH, await body()))).toBe(code);
  expect(await list()).toBe(before);
});

test("operators may look and not reserve", async () => {
  expect(codeOf(await reserve(OPERATOR, { type: "DOZER", from: day(0), to: day(1) }))).toBe("403 auth.forbidden");
  expect((await api.rest(OPERATOR, "GET", "/reservations")).status).toBe(200);
  expect((await api.rest(null, "GET", "/availability?from=x")).status).toBe(401);
});
