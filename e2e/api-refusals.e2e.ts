/** Every way in which a hand-over is refused over REST: its own code, status and sentence, and nothing half-written. */
import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api, type Body } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, jobsites, later, tracesOf, yardOf } from "./api-world.ts";

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

describe("refused, with nothing half-written", () => {
  const forged = (url: string) => url.slice(0, -20) + (url.at(-20) === "A" ? "B" : "A") + url.slice(-19);
  const cases: [string, (free: Asset) => Promise<Body> | Body, number, string, Body?][] = [
    [
      "outside the fence",
      () => ({ position: { lat: 0, lon: 0, accuracyM: 5 } }),
      422,
      "site.outside_geofence",
      { details: { nearest: { name: expect.any(String) }, accuracyM: 5 } },
    ],
    [
      "outside the fence, whatever accuracy is claimed",
      () => ({ position: { lat: 0, lon: 0, accuracyM: 99_999_999 } }),
      422,
      "site.outside_geofence",
    ],
    [
      "an override by someone who may not",
      () => ({ position: { lat: 0, lon: 0 }, override: { reason: "because" } }),
      422,
      "site.outside_geofence",
    ],
    [
      "a site of another dealer",
      async () => ({
        siteId: (await jobsites(api, "dispatch@dealer2.example")).find(({ name }) => name !== site.name)!.id,
      }),
      404,
      "not_found",
    ],
    ["a site that is nowhere", () => ({ siteId: newId() }), 404, "not_found"],
    ["a yard as the destination", async () => ({ siteId: (await yardOf(api, DISPATCH)).id }), 422, "site.not_served"],
    [
      "due in the past",
      () => ({ dueAt: "2020-01-01T00:00:00Z" }),
      422,
      "rental.due_in_past",
      { fields: { dueAt: expect.any(String) } },
    ],
    ["due this instant", () => ({ dueAt: new Date().toISOString() }), 422, "rental.due_in_past"],
    [
      "a meter that runs backwards",
      (free) => ({ engineStart: free.hourMeter - 0.1 }),
      422,
      "rental.meter_backwards",
      { fields: { engineStart: expect.any(String) }, details: { hourMeter: expect.any(Number) } },
    ],
    [
      "a meter that runs backwards long ago",
      (free) => ({
        engineStart: Math.max(0, free.hourMeter - 100),
        occurredAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
      }),
      422,
      "rental.meter_backwards",
    ],
    ["an unknown machine", () => ({ humanId: "EQX987654321" }), 404, "not_found"],
    [
      "another dealer's machine",
      async () => ({
        humanId: (await api.all<Asset>("dispatch@dealer2.example", "/assets?status=AVAILABLE"))[0]!.humanId,
      }),
      404,
      "not_found",
    ],
    ["text that is no label", () => ({ label: "hello" }), 422, "label.unknown"],
    [
      "somebody else's web address as a label",
      () => ({ label: "https://elsewhere.example/t/abc" }),
      422,
      "label.foreign",
    ],
    [
      "a label with a forged signature",
      async (free) => ({ label: forged(await labelOf(free.humanId)) }),
      422,
      "label.bad_signature",
    ],
    [
      "the label of another machine",
      async () => ({ label: await labelOf(spare.humanId) }),
      422,
      "input.invalid",
      { fields: { label: expect.any(String) } },
    ],
    [
      "an operator who is not the customer's",
      async () => ({ operatorUserId: (await api.me("operator@customer2.example")).user.id }),
      422,
      "rental.operator_unknown",
      { fields: { operatorUserId: expect.any(String) } },
    ],
    ["a photo that never came", () => ({ photos: [newId()] }), 422, "media.not_stored"],
    [
      "text that can not be stored",
      () => ({ notes: "a\u0000b" }),
      422,
      "input.invalid",
      { fields: { notes: expect.any(String) } },
    ],
    ["half a character", () => ({ notes: "a\ud83d" }), 422, "input.invalid", { fields: { notes: expect.any(String) } }],
    [
      "several fields at once",
      () => ({ operationId: "x", dueAt: "tomorrow", position: { lat: 91, lon: 0 }, engineStart: null }),
      422,
      "input.invalid",
      {
        fields: {
          operationId: expect.any(String),
          dueAt: expect.any(String),
          "position.lat": expect.any(String),
          engineStart: expect.any(String),
        },
      },
    ],
  ];

  for (const [what, change, status, code, told] of cases)
    test(
      what,
      async () => {
        const before = await tracesOf(api, DISPATCH, machine.humanId);
        const input = { ...checkOutOf(machine, site), ...(await change(machine)) };
        const problem = refused(await checkOut(DISPATCH, input), status, code);
        if (told) expect(problem).toMatchObject(told);
        const after = await tracesOf(api, DISPATCH, machine.humanId);
        expect(after.left).toEqual(before.left);
        const isLogged = ["site.outside_geofence", "label.bad_signature"].includes(code);
        expect(after.refusals - before.refusals).toBe(isLogged ? 1 : 0);
      },
      WITHIN_MS,
    );

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
      const back = (body: Body) => api.rest(DISPATCH, "POST", "/rentals/checkin", body);
      refused(await back(giving), 409, "rental.not_out");
      refused(await back({ ...giving, humanId: "EQX987654321" }), 404, "not_found");
      await api.post(DISPATCH, "/rentals/checkout", checkOutOf(machine, site));
      const { left } = await tracesOf(api, DISPATCH, machine.humanId);
      refused(await checkOut(DISPATCH, checkOutOf(machine, site)), 409, "rental.already_out");
      refused(await back({ ...giving, engineEnd: machine.hourMeter - 1 }), 422, "rental.meter_backwards");
      refused(await back({ ...giving, photos: [newId()] }), 422, "media.not_stored");
      refused(await back({ ...giving, fuelL: -1 }), 422, "input.invalid");
      refused(await api.rest("dispatch@dealer2.example", "POST", "/rentals/checkin", giving), 404, "not_found");
      refused(
        await api.rest(DISPATCH, "POST", `/assets/${machine.humanId}/status`, {
          operationId: newId(),
          status: "AVAILABLE",
        }),
        409,
        "asset.on_rent",
      );
      expect((await tracesOf(api, DISPATCH, machine.humanId)).left).toEqual(left);
    },
    WITHIN_MS,
  );

  test(
    "a machine in the workshop does not go out, and an operator sends out nothing that they may not see",
    async () => {
      await api.post(DISPATCH, `/assets/${machine.humanId}/status`, { operationId: newId(), status: "MAINTENANCE" });
      expect(refused(await checkOut(DISPATCH, checkOutOf(machine, site)), 409, "asset.not_available").details).toEqual({
        status: "MAINTENANCE",
      });
      // A site of the customer where this operator does not work, and a dealer that does not serve them.
      const { organization, siteIds } = await api.me(OPERATOR);
      const elsewhere = (await jobsites(api, "supervisor@customer1.example")).find(
        ({ id, customerId }) => customerId === organization.id && !siteIds!.includes(id),
      )!;
      refused(
        await checkOut(OPERATOR, checkOutOf(spare, elsewhere, { label: await labelOf(spare.humanId) })),
        404,
        "not_found",
      );
      refused(
        await api.rest(OPERATOR, "POST", `/assets/${spare.humanId}/status`, { operationId: newId(), status: "LOST" }),
        403,
        "auth.forbidden",
      );
      expect(await current(spare.humanId)).toMatchObject({ status: "AVAILABLE" });
      expect(await api.get<Body>(DISPATCH, `/rentals?humanId=${spare.humanId}&limit=1&state=ON_RENT`)).toEqual({
        items: [],
        nextCursor: null,
      });
    },
    WITHIN_MS,
  );

  test(
    "a dealer's administrator passes the gate with a reason, and it stands in the chain",
    async () => {
      await api.post(
        "admin@dealer1.example",
        "/rentals/checkout",
        checkOutOf(machine, site, {
          position: { lat: 0, lon: 0 },
          override: { reason: "Delivered by low loader" },
          dueAt: later(400),
        }),
      );
      const { items } = await api.get<{ items: Body[] }>(DISPATCH, `/assets/${machine.humanId}/timeline?limit=1`);
      expect(items[0]).toMatchObject({
        type: "rental.checked_out",
        actorRole: "DEALER_ADMIN",
        data: { gate: { overridden: true } },
        personal: { overrideReason: "Delivered by low loader" },
      });
    },
    WITHIN_MS,
  );
});
