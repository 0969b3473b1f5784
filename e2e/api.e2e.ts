/** Signing in and reading, from outside: a stranger with the documentation, an address of the demo and its mailbox. */
import { beforeAll, describe, expect, test } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import { DEMO_ACCOUNTS } from "../server/domain/iam/demo-accounts.ts";
import type { TokenAnswer } from "../server/domain/iam/sign-in.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { likeness, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api } from "./api-client.ts";

const DISPATCH = "dispatch@dealer1.example";
const SUPERVISOR = "supervisor@customer1.example";
const OPERATOR = "operator@customer1.example";

let api: Api;
let fleet: Asset[];
beforeAll(async () => {
  api = await sharedApi();
  fleet = await api.all<Asset>(DISPATCH, "/assets");
}, OPENS_WITHIN_MS);

describe("signing in by code", () => {
  const verify = (email: string, otp: string, more: object = {}) =>
    api.send<TokenAnswer>("POST", "/api/v1/auth/verify", { email, otp, ...more });

  test(
    "the newest code opens a session and gives a token, once",
    async () => {
      const email = "supervisor@customer9.example";
      const first = await api.code(email);
      const second = await api.code(email);
      refused(await verify(email, first), 401, "auth.invalid_code");
      const answer = await verify(email, second);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ role: "CUSTOMER_SUPERVISOR", organization: { type: "CUSTOMER" } });
      expect(answer.body.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
      const [cookie] = answer.headers.getSetCookie();
      expect(cookie).toContain("HttpOnly");
      expect(cookie).toMatch(/SameSite=Lax|SameSite=Strict/i);
      refused(await verify(email, second), 401, "auth.invalid_code");

      const assets = (headers: Record<string, string>) =>
        api.send<{ items: Asset[] }>("GET", "/api/v1/assets", undefined, headers);
      const byToken = await assets({ authorization: `Bearer ${answer.body.token}` });
      const byCookie = await assets({ cookie: cookie!.split(";", 1)[0]! });
      expect(byToken.status).toBe(200);
      expect(byCookie.body.items).toEqual(byToken.body.items);
      const [header, payload, signature] = answer.body.token.split(".") as [string, string, string];
      const other = Buffer.from(payload, "base64url").toString().replace("CUSTOMER_SUPERVISOR", "CAT_ADMIN");
      const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
      for (const forged of [
        `${header}.${Buffer.from(other).toString("base64url")}.${signature}`,
        `${unsigned}.${payload}.`,
        `${answer.body.token}x`,
        "",
      ]) {
        refused(await assets({ authorization: `Bearer ${forged}` }), 401, "auth.required");
        // A bad token is not saved by a good cookie beside it.
        refused(
          await assets({ authorization: `Bearer ${forged}`, cookie: cookie!.split(";", 1)[0]! }),
          401,
          "auth.required",
        );
      }
    },
    WITHIN_MS,
  );

  test(
    "five wrong guesses void the code, and nobody learns whether an address has an account",
    async () => {
      const email = "operator@customer10.example";
      const stranger = `${Bun.randomUUIDv7()}@stranger.example`;
      const asked = await api.send<object>("POST", "/api/v1/auth/otp", { email: stranger });
      expect({ status: asked.status, body: asked.body }).toEqual({ status: 200, body: { sent: true } });
      expect(await api.mails(stranger)).toEqual([]);
      const code = await api.code(email);
      const wrong = code === "000000" ? "000001" : "000000";
      for (const who of [email, stranger])
        for (let guess = 0; guess < 5; guess++) refused(await verify(who, wrong), 401, "auth.invalid_code");
      refused(await verify(email, code), 429, "auth.too_many_attempts");
      refused(await verify(stranger, code), 429, "auth.too_many_attempts");
      expect((await verify(email, await api.code(email))).status).toBe(200);
      refused(await verify(email, "12345"), 422, "input.invalid");
      refused(await api.send("POST", "/api/v1/auth/otp", { email: "a\u0000@b.example" }), 422, "input.invalid");
    },
    WITHIN_MS,
  );

  test(
    "codes are not sent without end, whatever a client says of its address",
    async () => {
      const email = `${Bun.randomUUIDv7()}@stranger.example`;
      const statuses: number[] = [];
      for (let n = 0; n < 16; n++)
        statuses.push(
          (await api.send("POST", "/api/v1/auth/otp", { email }, { "x-forwarded-for": `198.51.100.${n}` })).status,
        );
      expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
      expect(statuses.at(-1)).toBe(429);
      refused(await api.send("POST", "/api/v1/auth/otp", { email }), 429, "rate.limited");
    },
    WITHIN_MS,
  );

  test(
    "a person acts for their own organisations only",
    async () => {
      const email = "supervisor@customer8.example";
      const { organization } = await api.me(DISPATCH);
      refused(await verify(email, await api.code(email), { orgId: organization.id }), 404, "not_found");
      refused(await api.rest(email, "POST", "/auth/switch", { orgId: organization.id }), 404, "not_found");
    },
    WITHIN_MS,
  );
});

describe("machines", () => {
  test(
    "the pages of a list are the whole fleet, each machine once, in order, whatever it is sorted by",
    async () => {
      const { total } = await api.get<{ total: number }>(DISPATCH, "/assets-summary");
      expect(fleet).toHaveLength(total);
      expect(total).toBe(100);
      const ids = fleet.map(({ humanId }) => humanId);
      expect(ids).toEqual(ids.toSorted((a, b) => Number(a.slice(3)) - Number(b.slice(3))));
      for (const sort of ["humanId", "type", "status", "hourMeter", "lastSeenAt", "dueAt"]) {
        for (const direction of ["asc", "desc"]) {
          const paged = await api.all<Asset>(DISPATCH, `/assets?sort=${sort}&direction=${direction}`, 13);
          expect(new Set(paged.map(({ humanId }) => humanId)).size).toBe(total);
          expect(paged).toHaveLength(total);
        }
      }
    },
    WITHIN_MS,
  );

  test(
    "filters find what they say and all of it",
    async () => {
      for (const status of ["AVAILABLE", "ON_RENT", "IDLE", "MAINTENANCE", "LOST"]) {
        expect(await api.all(DISPATCH, `/assets?status=${status}`)).toEqual(
          fleet.filter((machine) => machine.status === status),
        );
      }
      const siteId = fleet.find((machine) => machine.status === "ON_RENT")!.siteId!;
      expect(await api.all(DISPATCH, `/assets?siteId=${siteId}`)).toEqual(
        fleet.filter((machine) => machine.siteId === siteId),
      );
      const { customerId } = fleet.find((machine) => machine.customerId)!;
      expect(await api.all(DISPATCH, `/assets?customerId=${customerId}`)).toEqual(
        fleet.filter((machine) => machine.customerId === customerId),
      );
      // A parameter without a value asks for nothing in particular.
      expect(await api.all(DISPATCH, "/assets?siteId=&status=&q=")).toEqual(fleet);

      const [one] = fleet.slice(40) as [Asset];
      expect(await api.all(DISPATCH, `/assets?q=${one.humanId.toLowerCase()}`)).toEqual([one]);
      expect(await api.all<Asset>(DISPATCH, `/assets?q=${one.serialNumber.slice(1)}`)).toContainEqual(one);
      expect(await api.all(DISPATCH, `/assets?q=${encodeURIComponent("%")}`)).toEqual([]);

      const box = { west: 6, south: 50, east: 8, north: 52 };
      const within = ({ lastPosition: at }: Asset) =>
        at !== null && at.lon >= box.west && at.lon <= box.east && at.lat >= box.south && at.lat <= box.north;
      const found = await api.all<Asset>(DISPATCH, `/assets?bbox=${Object.values(box).join(",")}`);
      expect(found).toEqual(fleet.filter(within));
      expect(found.length).toBeGreaterThan(0);
      // West of the box's east edge and east of its west edge, around the world.
      const around = await api.all<Asset>(DISPATCH, `/assets?bbox=${[box.east, -90, box.west, 90].join(",")}`);
      expect(around).toEqual(
        fleet.filter(({ lastPosition: at }) => at !== null && (at.lon >= box.east || at.lon <= box.west)),
      );
    },
    WITHIN_MS,
  );

  test("what can not be asked for is told with its field", async () => {
    const cursor = (value: unknown) => `cursor=${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
    const cases: [string, string][] = [
      ["/assets?limit=501", "limit"],
      ["/assets?limit=0", "limit"],
      ["/assets?limit=ten", "limit"],
      ["/assets?bbox=1,2,3", "bbox"],
      ["/assets?status=BROKEN", "status"],
      ["/assets?siteId=1", "siteId"],
      ["/assets?q=%00", "q"],
      ["/assets/EQX%00", "humanId"],
      ["/assets?cursor=x", "cursor"],
      [`/assets?${cursor(["a", "b"])}`, "cursor"],
      [`/assets?sort=hourMeter&${cursor(["a", Bun.randomUUIDv7()])}`, "cursor"],
      [`/assets?sort=dueAt&${cursor(["2026-02-31 00:00:00+00", Bun.randomUUIDv7()])}`, "cursor"],
      [`/sites?${cursor(["a\u0000", Bun.randomUUIDv7()])}`, "cursor"],
      [`/events?${cursor([null, 1e30])}`, "cursor"],
      [`/rentals?${cursor(["b", "c"])}`, "cursor"],
      [`/alerts?${cursor(["b", "c"])}`, "cursor"],
    ];
    for (const [path, field] of cases)
      expect({
        path,
        fields: Object.keys(refused(await api.rest(DISPATCH, "GET", path), 422, "input.invalid").fields!),
      }).toEqual({ path, fields: [field] });
  });

  test("one machine is what the list says of it, and more", async () => {
    const machine = fleet.find(({ status }) => status === "ON_RENT")!;
    const detail = await api.get<Asset & { rental: object }>(DISPATCH, `/assets/${machine.humanId.toLowerCase()}`);
    expect(detail).toMatchObject(machine);
    expect(detail.rental).toMatchObject({ id: machine.rentalId, dueAt: machine.dueAt });
  });

  test(
    "each sees their own: HQ all, dealers their fleet, customers what they have on rent, operators what is at their sites",
    async () => {
      const hq = await api.all<Asset>("admin@hq.example", "/assets");
      const dealers = await Promise.all([1, 2, 3].map((n) => api.all<Asset>(`dispatch@dealer${n}.example`, "/assets")));
      expect(hq).toHaveLength(300);
      expect(
        dealers
          .flat()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(hq.map(({ id }) => id).toSorted());
      const { organization } = await api.me(SUPERVISOR);
      const rented = await api.all<Asset>(SUPERVISOR, "/assets");
      expect(rented.map(({ id }) => id)).toEqual(
        hq.filter(({ customerId }) => customerId === organization.id).map(({ id }) => id),
      );
      const { siteIds } = await api.me(OPERATOR);
      expect(siteIds!.length).toBeGreaterThan(0);
      const atSites = await api.all<Asset>(OPERATOR, "/assets");
      expect(atSites.map(({ id }) => id)).toEqual(
        rented.filter(({ siteId }) => siteIds!.includes(siteId!)).map(({ id }) => id),
      );
    },
    WITHIN_MS,
  );

  test(
    "what is another's looks as if it were not there, to the byte",
    async () => {
      const [foreign] = (await api.all<Asset>("dispatch@dealer2.example", "/assets")) as [Asset];
      const foreignSite = (await api.all<Site>("dispatch@dealer2.example", "/sites?kind=YARD"))[0]!;
      const nobody = Bun.randomUUIDv7();
      const pairs = [
        [`/assets/${foreign.humanId}`, "/assets/EQX987654321"],
        [`/assets/${foreign.humanId}/timeline`, "/assets/EQX987654321/timeline"],
        [`/present?humanId=${foreign.humanId}`, "/present?humanId=EQX987654321"],
        [`/sites/${foreignSite.id}`, `/sites/${nobody}`],
        [`/events/verify?orgId=${foreign.dealerId}`, `/events/verify?orgId=${nobody}`],
        [`/files/${foreign.id}/link`, `/files/${nobody}/link`],
      ];
      for (const [there, absent] of pairs) {
        const answer = await api.rest(DISPATCH, "GET", there!);
        refused(answer, 404, "not_found");
        expect(likeness(answer)).toEqual(likeness(await api.rest(DISPATCH, "GET", absent!)));
      }
      for (const filter of [`dealerId=${foreign.dealerId}`, `siteId=${foreignSite.id}`])
        expect(await api.all(DISPATCH, `/assets?${filter}`)).toEqual([]);
    },
    WITHIN_MS,
  );
});

test("every account of the demo is offered", async () => {
  const { body } = await api.send<{ demoAccounts: { email: string }[] }>("GET", "/api/public/config");
  expect(body.demoAccounts.map(({ email }) => email).toSorted()).toEqual(
    DEMO_ACCOUNTS.map(({ email }) => email).toSorted(),
  );
});
