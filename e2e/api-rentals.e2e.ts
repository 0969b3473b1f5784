/** A machine's way out and back over REST, repeated and at once. */
import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api, type Body } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, inside, jobsites, tracesOf, yardOf } from "./api-world.ts";

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

const checkOut = (who: string, body: Body) => api.rest<Rental>(who, "POST", "/rentals/checkout", body);
const labelOf = async (humanId: string) =>
  (await api.get<{ items: { url: string }[] }>(DISPATCH, `/labels?humanIds=${humanId}`)).items[0]!.url;
const current = (humanId: string) => api.get<Asset>(DISPATCH, `/assets/${humanId}`);

describe("out and back", () => {
  test(
    "with no more than the required fields, under an operation id of any version, and with fields that nobody knows",
    async () => {
      const start = machine.hourMeter;
      const ofVersion1 = `${newId().slice(-8)}-9dad-11d1-80b4-00c04fd430c8`;
      for (const operationId of [ofVersion1, crypto.randomUUID(), newId().toUpperCase()]) {
        const { position: _, ...required } = checkOutOf(machine, site, { operationId });
        const out = await api.post<Rental>(DISPATCH, "/rentals/checkout", {
          ...required,
          colour: "yellow",
          expectedHours: null,
          photos: [],
          notes: null,
        });
        expect(out).toMatchObject({
          humanId: machine.humanId,
          siteId: site.id,
          customerId: site.customerId,
          state: "ON_RENT",
          engineStart: start,
          dueAt: required.dueAt,
          firstDueAt: required.dueAt,
          checkedInAt: null,
        });
        expect(await current(machine.humanId)).toMatchObject({
          status: "ON_RENT",
          siteId: site.id,
          customerId: site.customerId,
          rentalId: out.id,
          dueAt: out.dueAt,
        });
        const back = await api.post<Rental>(DISPATCH, "/rentals/checkin", {
          operationId: newId(),
          humanId: machine.humanId.toLowerCase(),
          engineEnd: start,
          shape: "round",
        });
        expect(back).toMatchObject({
          id: out.id,
          state: "RETURNED",
          hours: 0,
          engineEnd: start,
          fuelL: null,
          dueAt: out.dueAt,
        });
        expect(await current(machine.humanId)).toMatchObject({
          status: "IDLE",
          customerId: null,
          rentalId: null,
          dueAt: null,
        });
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
      const out = await api.post<Rental>(
        OPERATOR,
        "/rentals/checkout",
        checkOutOf(machine, workplace, { label, expectedHours: 12.5, notes: "höher 👍" }),
      );
      expect(await api.get(OPERATOR, `/assets/${machine.humanId}`)).toMatchObject({
        status: "ON_RENT",
        rentalId: out.id,
      });
      const back = await api.post<Rental>(OPERATOR, "/rentals/checkin", {
        operationId: newId(),
        humanId: machine.humanId,
        engineEnd: hourMeter + 0.25,
        fuelL: 80.5,
        position: inside(yard.geofence),
      });
      expect(back).toMatchObject({ hours: 0.25, fuelL: 80.5, firstDueAt: out.firstDueAt });
      expect(await current(machine.humanId)).toMatchObject({ siteId: yard.id, hourMeter: hourMeter + 0.25 });
      refused(await api.rest(OPERATOR, "GET", `/assets/${machine.humanId}`), 404, "not_found");
      const timeline = await api.get<{ items: { type: string; personal: Body | null }[] }>(
        DISPATCH,
        `/assets/${machine.humanId}/timeline`,
      );
      const items = timeline.items.filter(({ type }) => type.startsWith("rental."));
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
      refused(
        await api.rest(DISPATCH, "POST", "/rentals/checkin", {
          operationId: input.operationId,
          humanId: machine.humanId,
          engineEnd: input.engineStart,
        }),
        409,
        "operation.reused",
      );
      expect((await tracesOf(api, DISPATCH, machine.humanId)).left).toEqual(left);

      const giving = { operationId: newId(), humanId: machine.humanId, engineEnd: input.engineStart + 1 };
      const back = await api.rest(DISPATCH, "POST", "/rentals/checkin", giving);
      expect((await api.rest(DISPATCH, "POST", "/rentals/checkin", giving)).text).toBe(back.text);
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
      expect([
        rentals.length - before.rentals.length,
        events.filter(({ type }) => type.startsWith("rental.")).length -
          before.events.filter(({ type }) => type.startsWith("rental.")).length,
      ]).toEqual([1, 1]);
    },
    WITHIN_MS,
  );

  test(
    "of twenty people who send out one machine at once, one does",
    async () => {
      const people = [DISPATCH, "admin@dealer1.example", "supervisor@customer1.example"];
      const before = (await tracesOf(api, DISPATCH, machine.humanId)).left.rentals;
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => checkOut(people[n % people.length]!, checkOutOf(machine, workplace))),
      );
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
