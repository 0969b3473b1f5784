/** Making sites over REST: by whom, for whom, and with which fences. */
import { beforeAll, expect, test } from "bun:test";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api, type Body } from "./api-client.ts";
import { jobsites, yardOf } from "./api-world.ts";

const DISPATCH = "dispatch@dealer3.example";
const OTHER_DISPATCH = "dispatch@dealer1.example";

let api: Api;
/** A customer of dealer 3, and its supervisor. */
let customer: { id: string; supervisor: string };
let foreignCustomerId: string;

beforeAll(async () => {
  api = await sharedApi();
  const [own, others] = [await customersOf(DISPATCH), await customersOf(OTHER_DISPATCH)];
  const supervisor = "supervisor@customer10.example";
  const { id } = (await api.me(supervisor)).organization;
  expect(own).toContain(id);
  customer = { id, supervisor };
  foreignCustomerId = others.find((other) => !own.includes(other))!;
}, OPENS_WITHIN_MS);

const customersOf = async (dealer: string) => (await jobsites(api, dealer)).map(({ customerId }) => customerId!);
const square = (lon: number, lat: number, size = 0.01) => ({
  type: "Polygon",
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});
const site = (changes: Body = {}) => ({
  operationId: newId(),
  name: `Test site ${newId().slice(-6)}`,
  kind: "JOBSITE",
  timeZone: "Europe/Berlin",
  geofence: square(9, 49),
  ...changes,
});
const create = (who: string, body: Body) => api.rest<Site>(who, "POST", "/sites", body);

test(
  "a dealer makes a jobsite for its customer: both see it, and a machine can go there; another dealer does not see it",
  async () => {
    const input = site({ customerId: customer.id, criticality: 5 });
    const made = await create(DISPATCH, input);
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      name: input.name,
      kind: "JOBSITE",
      timeZone: "Europe/Berlin",
      customerId: customer.id,
      dealerId: (await api.me(DISPATCH)).organization.id,
      geofence: input.geofence,
      criticality: 5,
      machines: 0,
    });
    expect((await create(DISPATCH, input)).text).toBe(made.text);
    for (const who of [DISPATCH, customer.supervisor, "admin@hq.example"])
      expect((await api.get<Site>(who, `/sites/${made.body.id}`)).name).toBe(input.name);
    expect((await api.all<Site>(DISPATCH, "/sites", 5)).filter(({ id }) => id === made.body.id)).toHaveLength(1);
    refused(await api.rest(OTHER_DISPATCH, "GET", `/sites/${made.body.id}`), 404, "not_found");
    const { items } = await api.get<{ items: Body[] }>(DISPATCH, "/events?type=site.created&limit=1");
    expect(JSON.parse(items[0]!.record as string)).toMatchObject({
      event: { siteId: made.body.id, customerId: customer.id, operationId: input.operationId },
    });
  },
  WITHIN_MS,
);

test(
  "a customer makes a jobsite of their own without saying whose, and their dealers see it",
  async () => {
    const made = await create(customer.supervisor, site());
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ customerId: customer.id, kind: "JOBSITE" });
    expect(await api.get<Site>(DISPATCH, `/sites/${made.body.id}`)).toMatchObject({ id: made.body.id });
  },
  WITHIN_MS,
);

test(
  "a dealer makes a yard, which its customers do not list among their sites",
  async () => {
    const made = await create("admin@dealer3.example", site({ kind: "YARD", geofence: square(9.5, 49.5) }));
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      kind: "YARD",
      customerId: null,
      dealerId: (await yardOf(api, DISPATCH)).dealerId,
    });
    expect((await api.all<Site>(customer.supervisor, "/sites")).map(({ id }) => id)).not.toContain(made.body.id);
  },
  WITHIN_MS,
);

const bowTie = {
  type: "Polygon",
  coordinates: [
    [
      [9, 49],
      [9.01, 49.01],
      [9.01, 49],
      [9, 49.01],
      [9, 49],
    ],
  ],
};
const open = {
  type: "Polygon",
  coordinates: [
    [
      [9, 49],
      [9.01, 49],
      [9.01, 49.01],
      [9, 49.01],
    ],
  ],
};
const line = {
  type: "Polygon",
  coordinates: [
    [
      [9, 49],
      [9.01, 49],
      [9, 49],
      [9, 49],
    ],
  ],
};
const refusals: [string, string, () => Body, number, string, string | null][] = [
  ["a fence that crosses itself", DISPATCH, () => ({ geofence: bowTie }), 422, "input.invalid", "geofence.coordinates"],
  ["a fence that is open", DISPATCH, () => ({ geofence: open }), 422, "input.invalid", "geofence.coordinates.0"],
  ["a fence without an area", DISPATCH, () => ({ geofence: line }), 422, "input.invalid", "geofence.coordinates"],
  [
    "a fence off the globe",
    DISPATCH,
    () => ({ geofence: square(200, 49) }),
    422,
    "input.invalid",
    "geofence.coordinates.0.0.0",
  ],
  [
    "a point as a fence",
    DISPATCH,
    () => ({ geofence: { type: "Point", coordinates: [9, 49] } }),
    422,
    "input.invalid",
    "geofence.type",
  ],
  ["no fence", DISPATCH, () => ({ geofence: undefined }), 422, "input.invalid", "geofence"],
  ["a time zone that is none", DISPATCH, () => ({ timeZone: "Mars/Olympus" }), 422, "input.invalid", "timeZone"],
  ["a name of blanks", DISPATCH, () => ({ name: "  " }), 422, "input.invalid", "name"],
  ["a jobsite of nobody", DISPATCH, () => ({ customerId: undefined }), 422, "input.invalid", "customerId"],
  ["a yard with a customer", DISPATCH, () => ({ kind: "YARD" }), 422, "input.invalid", "kind"],
  [
    "a yard of a customer",
    "supervisor@customer10.example",
    () => ({ kind: "YARD", customerId: undefined }),
    422,
    "input.invalid",
    "kind",
  ],
  ["another dealer's customer", DISPATCH, () => ({ customerId: foreignCustomerId }), 404, "not_found", null],
  ["a customer that is nowhere", DISPATCH, () => ({ customerId: newId() }), 404, "not_found", null],
  [
    "another customer",
    "supervisor@customer10.example",
    () => ({ customerId: foreignCustomerId }),
    404,
    "not_found",
    null,
  ],
  ["an operator's wish", "operator@customer10.example", () => ({}), 403, "auth.forbidden", null],
];

for (const [what, who, change, status, code, field] of refusals) {
  test(
    `${what} is refused, and no site is made`,
    async () => {
      const before = await api.all<Site>("admin@hq.example", "/sites");
      const problem = refused(await create(who, { ...site({ customerId: customer.id }), ...change() }), status, code);
      if (field) expect(Object.keys(problem.fields!)).toContain(field);
      expect(await api.all<Site>("admin@hq.example", "/sites")).toEqual(before);
    },
    WITHIN_MS,
  );
}
