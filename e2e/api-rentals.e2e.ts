/** A machine's way out and back over REST, and every way in which it is refused. */
import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import {
  checkOutOf,
  freeMachines,
  giveBack,
  inside,
  jobsites,
  later,
  newId,
  OPENS_WITHIN_MS,
  refused,
  sharedApi,
  tracesOf,
  WITHIN_MS,
  yardOf,
  type Api,
  type Body,
} from "./api-client.ts";

const DISPATCH = "dispatch@dealer1.example";
const OPERATOR = "operator@customer1.example";

let api: Api;
let machine: Asset;
let spare: Asset;
let site: Site;
/** A jobsite of the operator's customer where the operator works. */
let workplace: Site;

beforeAll(async () => {
  api = await sharedApi();
  [machine, spare] = (await freeMachines(api, DISPATCH)) as [Asset, Asset];
  const { siteIds } = await api.me(OPERATOR);
  const served = await jobsites(api, DISPATCH);
  workplace = served.find(({ id }) => siteIds!.includes(id))!;
  site = served.find(({ id }) => id !== workplace.id)!;
}, OPENS_WITHIN_MS);
afterEach(async () => {
  for (const { humanId } of [machine, spare]) await giveBack(api, DISPATCH, humanId);
  // Meters have moved on.
  machine = await current(machine.humanId);
}, WITHIN_MS);

const checkOut = (who: string, body: Body) => api.call<Rental>(who, "POST", "/rentals/checkout", body);
const labelOf = async (humanId: string) => (await api.get<{ items: { url: string }[] }>(DISPATCH, `/labels?humanIds=${humanId}`)).items[0]!.url;
const current = (humanId: string) => api.get<Asset>(DISPATCH, `/assets/${humanId}`);

describe("out and back", () => {
  test(
    "with no more than the required fields, under an operation id of any version, and with fields that nobody knows",
    async () => {
      const start = machine.hourMeter;
      const ofVersion1 = `${newId().slice(-8)}-9dad-11d1-80b4-00c04fd430c8`;
      for (const operationId of [ofVersion1, crypto.randomUUID(), newId().toUpperCase()]) {
        const { position: _, ...required } = checkOutOf(machine, site, { operationId });
        const out = await api.post<Rental>(DISPATCH, "/rentals/checkout", { ...required, colour: "yellow", expectedHours: null, photos: [], notes: null });
        expect(out).toMatchObject({ humanId: machine.humanId, siteId: site.id, customerId: site.customerId, state: "ON_RENT", engineStart: start, dueAt: required.dueAt, firstDueAt: required.dueAt, checkedInAt: null });
        expect(await current(machine.humanId)).toMatchObject({ status: "ON_RENT", siteId: site.id, customerId: site.customerId, rentalId: out.id, dueAt: out.dueAt });
        const back = await api.post<Rental>(DISPATCH, "/rentals/checkin", { operationId: newId(), humanId: machine.humanId.toLowerCase(), engineEnd: start, shape: "round" });
        expect(back).toMatchObject({ id: out.id, state: "RETURNED", hours: 0, engineEnd: start, fuelL: null, dueAt: out.dueAt });
        expect(await current(machine.humanId)).toMatchObject({ status: "IDLE", customerId: null, rentalId: null, dueAt: null });
        await giveBack(api, DISPATCH, machine.humanId);
      }
    },
    WITHIN_MS,
  );

  test(
    "an operator at their site sends out by the label, takes back in the yard, and the timeline tells it",
    async () => {
      const label = await labelOf(machine.humanId);
      const { hourMeter } = machine;
      const yard = await yardOf(api, DISPATCH);
      const presented = await api.get(OPERATOR, `/present?label=${encodeURIComponent(label)}`);
      expect(presented).toMatchObject({ humanId: machine.humanId, canSendOut: true, blockedBy: null });
      const out = await api.post<Rental>(OPERATOR, "/rentals/checkout", checkOutOf(machine, workplace, { label, expectedHours: 12.5, notes: "höher 👍" }));
      expect(await api.get(OPERATOR, `/assets/${machine.humanId}`)).toMatchObject({ status: "ON_RENT", rentalId: out.id });
      const back = await api.post<Rental>(OPERATOR, "/rentals/checkin", { operationId: newId(), humanId: machine.humanId, engineEnd: hourMeter + 0.25, fuelL: 80.5, position: inside(yard.geofence) });
      expect(back).toMatchObject({ hours: 0.25, fuelL: 80.5, firstDueAt: out.firstDueAt });
      expect(await current(machine.humanId)).toMatchObject({ siteId: yard.id, hourMeter: hourMeter + 0.25 });
      refused(await api.call(OPERATOR, "GET", `/assets/${machine.humanId}`), 404, "not_found");
      const { items } = await api.get<{ items: { type: string; personal: Body | null }[] }>(DISPATCH, `/assets/${machine.humanId}/timeline`);
      expect(items.slice(0, 2).map(({ type }) => type)).toEqual(["rental.checked_in", "rental.checked_out"]);
      expect(items[1]!.personal).toMatchObject({ notes: "höher 👍" });
      expect(await api.get(DISPATCH, "/events/verify")).toMatchObject({ ok: true });
    },
    WITHIN_MS,
  );

  test(
    "the same operation again answers with the same bytes and changes nothing; with other contents it is refused",
    async () => {
      const input = checkOutOf(machine, site);
      const first = await checkOut(DISPATCH, input);
      expect(first.status).toBe(200);
      const { left } = await tracesOf(api, DISPATCH, machine.humanId);
      for (let n = 0; n < 3; n++) expect((await checkOut(DISPATCH, input)).text).toBe(first.text);
      refused(await checkOut(DISPATCH, { ...input, engineStart: input.engineStart + 1 }), 409, "operation.reused");
      refused(await checkOut(DISPATCH, { ...input, humanId: spare.humanId }), 409, "operation.reused");
      refused(await api.call(DISPATCH, "POST", "/rentals/checkin", { operationId: input.operationId, humanId: machine.humanId, engineEnd: input.engineStart }), 409, "operation.reused");
      expect((await tracesOf(api, DISPATCH, machine.humanId)).left).toEqual(left);

      const giving = { operationId: newId(), humanId: machine.humanId, engineEnd: input.engineStart + 1 };
      const back = await api.call(DISPATCH, "POST", "/rentals/checkin", giving);
      expect((await api.call(DISPATCH, "POST", "/rentals/checkin", giving)).text).toBe(back.text);
      // A result is for good, though the machine has moved on; another person's same id is another operation.
      expect((await checkOut(DISPATCH, input)).text).toBe(first.text);
      refused(await checkOut("admin@dealer1.example", { ...input, humanId: "EQX987654321" }), 404, "not_found");
    },
    WITHIN_MS,
  );

  test(
    "one operation sent ten times at once is carried out once",
    async () => {
      const input = checkOutOf(machine, site);
      const before = (await tracesOf(api, DISPATCH, machine.humanId)).left;
      const answers = await Promise.all(Array.from({ length: 10 }, () => checkOut(DISPATCH, input)));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]!.status).toBe(200);
      const { rentals, events } = (await tracesOf(api, DISPATCH, machine.humanId)).left;
      expect([rentals.length - before.rentals.length, events.filter(({ type }) => type.startsWith("rental.")).length - before.events.filter(({ type }) => type.startsWith("rental.")).length]).toEqual([1, 1]);
    },
    WITHIN_MS,
  );

  test(
    "of twenty people who send out one machine at once, one does",
    async () => {
      const people = [DISPATCH, "admin@dealer1.example", "supervisor@customer1.example"];
      const before = (await tracesOf(api, DISPATCH, machine.humanId)).left.rentals;
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => checkOut(people[n % people.length]!, checkOutOf(machine, workplace))));
      const won = answers.filter(({ status }) => status === 200);
      expect(won).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status !== 200)) refused(answer, 409, "rental.already_out");
      const after = (await tracesOf(api, DISPATCH, machine.humanId)).left;
      expect(after.rentals).toHaveLength(before.length + 1);
      expect(after.asset.rentalId).toBe(won[0]!.body.id);
    },
    WITHIN_MS,
  );
});

describe("refused, with nothing half-written", () => {
  const forged = (url: string) => url.slice(0, -20) + (url.at(-20) === "A" ? "B" : "A") + url.slice(-19);
  const cases: [string, (free: Asset) => Promise<Body> | Body, number, string, Body?][] = [
    ["outside the fence", () => ({ position: { lat: 0, lon: 0, accuracyM: 5 } }), 422, "site.outside_geofence", { details: { nearest: { name: expect.any(String) }, accuracyM: 5 } }],
    ["outside the fence, whatever accuracy is claimed", () => ({ position: { lat: 0, lon: 0, accuracyM: 99_999_999 } }), 422, "site.outside_geofence"],
    ["an override by someone who may not", () => ({ position: { lat: 0, lon: 0 }, override: { reason: "because" } }), 422, "site.outside_geofence"],
    ["a site of another dealer", async () => ({ siteId: (await jobsites(api, "dispatch@dealer2.example")).find(({ name }) => name !== site.name)!.id }), 404, "not_found"],
    ["a site that is nowhere", () => ({ siteId: newId() }), 404, "not_found"],
    ["a yard as the destination", async () => ({ siteId: (await yardOf(api, DISPATCH)).id }), 422, "site.not_served"],
    ["due in the past", () => ({ dueAt: "2020-01-01T00:00:00Z" }), 422, "rental.due_in_past", { fields: { dueAt: expect.any(String) } }],
    ["due this instant", () => ({ dueAt: new Date().toISOString() }), 422, "rental.due_in_past"],
    ["a meter that runs backwards", (free) => ({ engineStart: free.hourMeter - 0.1 }), 422, "rental.meter_backwards", { fields: { engineStart: expect.any(String) }, details: { hourMeter: expect.any(Number) } }],
    ["a meter that runs backwards long ago", (free) => ({ engineStart: Math.max(0, free.hourMeter - 100), occurredAt: new Date(Date.now() - 40 * 86_400_000).toISOString() }), 422, "rental.meter_backwards"],
    ["an unknown machine", () => ({ humanId: "EQX987654321" }), 404, "not_found"],
    ["another dealer's machine", async () => ({ humanId: (await api.all<Asset>("dispatch@dealer2.example", "/assets?status=AVAILABLE"))[0]!.humanId }), 404, "not_found"],
    ["text that is no label", () => ({ label: "hello" }), 422, "label.unknown"],
    ["somebody else's web address as a label", () => ({ label: "https://elsewhere.example/t/abc" }), 422, "label.foreign"],
    ["a label with a forged signature", async (free) => ({ label: forged(await labelOf(free.humanId)) }), 422, "label.bad_signature"],
    ["the label of another machine", async () => ({ label: await labelOf(spare.humanId) }), 422, "input.invalid", { fields: { label: expect.any(String) } }],
    ["an operator who is not the customer's", async () => ({ operatorUserId: (await api.me("operator@customer2.example")).user.id }), 422, "rental.operator_unknown", { fields: { operatorUserId: expect.any(String) } }],
    ["a photo that never came", () => ({ photos: [newId()] }), 422, "media.not_stored"],
    ["text that can not be stored", () => ({ notes: "a\u0000b" }), 422, "input.invalid", { fields: { notes: expect.any(String) } }],
    ["half a character", () => ({ notes: "a\ud83d" }), 422, "input.invalid", { fields: { notes: expect.any(String) } }],
    ["several fields at once", () => ({ operationId: "x", dueAt: "tomorrow", position: { lat: 91, lon: 0 }, engineStart: null }), 422, "input.invalid", { fields: { operationId: expect.any(String), dueAt: expect.any(String), "position.lat": expect.any(String), engineStart: expect.any(String) } }],
  ];

  for (const [what, change, status, code, told] of cases) test(what, async () => {
    const before = await tracesOf(api, DISPATCH, machine.humanId);
    const input = { ...checkOutOf(machine, site), ...(await change(machine)) };
    const problem = refused(await checkOut(DISPATCH, input), status, code);
    if (told) expect(problem).toMatchObject(told);
    const after = await tracesOf(api, DISPATCH, machine.humanId);
    expect(after.left).toEqual(before.left);
    const isLogged = ["site.outside_geofence", "label.bad_signature"].includes(code);
    expect(after.refusals - before.refusals).toBe(isLogged ? 1 : 0);
  }, WITHIN_MS);

  test(
    "what was refused may be tried again, under the same operation id",
    async () => {
      const input = checkOutOf(machine, site);
      refused(await checkOut(DISPATCH, { ...input, position: { lat: 0, lon: 0 } }), 422, "site.outside_geofence");
      expect((await checkOut(DISPATCH, input)).status).toBe(200);
    },
    WITHIN_MS,
  );

  test(
    "what is out does not go out, and a return that does not fit changes nothing",
    async () => {
      const giving = { operationId: newId(), humanId: machine.humanId, engineEnd: machine.hourMeter };
      const back = (body: Body) => api.call(DISPATCH, "POST", "/rentals/checkin", body);
      refused(await back(giving), 409, "rental.not_out");
      refused(await back({ ...giving, humanId: "EQX987654321" }), 404, "not_found");
      await api.post(DISPATCH, "/rentals/checkout", checkOutOf(machine, site));
      const { left } = await tracesOf(api, DISPATCH, machine.humanId);
      refused(await checkOut(DISPATCH, checkOutOf(machine, site)), 409, "rental.already_out");
      refused(await back({ ...giving, engineEnd: machine.hourMeter - 1 }), 422, "rental.meter_backwards");
      refused(await back({ ...giving, photos: [newId()] }), 422, "media.not_stored");
      refused(await back({ ...giving, fuelL: -1 }), 422, "input.invalid");
      refused(await api.call("dispatch@dealer2.example", "POST", "/rentals/checkin", giving), 404, "not_found");
      refused(await api.call(DISPATCH, "POST", `/assets/${machine.humanId}/status`, { operationId: newId(), status: "AVAILABLE" }), 409, "asset.on_rent");
      expect((await tracesOf(api, DISPATCH, machine.humanId)).left).toEqual(left);
    },
    WITHIN_MS,
  );

  test(
    "a machine in the workshop does not go out, and an operator sends out nothing that they may not see",
    async () => {
      await api.post(DISPATCH, `/assets/${machine.humanId}/status`, { operationId: newId(), status: "MAINTENANCE" });
      expect(refused(await checkOut(DISPATCH, checkOutOf(machine, site)), 409, "asset.not_available").details).toEqual({ status: "MAINTENANCE" });
      // A site of the customer where this operator does not work, and a dealer that does not serve them.
      const { organization, siteIds } = await api.me(OPERATOR);
      const elsewhere = (await jobsites(api, "supervisor@customer1.example")).find(({ id, customerId }) => customerId === organization.id && !siteIds!.includes(id))!;
      refused(await checkOut(OPERATOR, checkOutOf(spare, elsewhere, { label: await labelOf(spare.humanId) })), 404, "not_found");
      refused(await api.call(OPERATOR, "POST", `/assets/${spare.humanId}/status`, { operationId: newId(), status: "LOST" }), 403, "auth.forbidden");
      expect(await current(spare.humanId)).toMatchObject({ status: "AVAILABLE" });
      expect(await api.get<Body>(DISPATCH, `/rentals?humanId=${spare.humanId}&limit=1&state=ON_RENT`)).toEqual({ items: [], nextCursor: null });
    },
    WITHIN_MS,
  );

  test(
    "a dealer's administrator passes the gate with a reason, and it stands in the chain",
    async () => {
      await api.post("admin@dealer1.example", "/rentals/checkout", checkOutOf(machine, site, { position: { lat: 0, lon: 0 }, override: { reason: "Delivered by low loader" }, dueAt: later(400) }));
      const { items } = await api.get<{ items: Body[] }>(DISPATCH, `/assets/${machine.humanId}/timeline?limit=1`);
      expect(items[0]).toMatchObject({ type: "rental.checked_out", actorRole: "DEALER_ADMIN", data: { gate: { overridden: true } }, personal: { overrideReason: "Delivered by low loader" } });
    },
    WITHIN_MS,
  );
});
