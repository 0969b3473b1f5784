/** The OpenAPI document holds for what the server really answers: statuses and shapes, as a generated client would read them. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { z } from "zod";
import type { Asset, AssetDetail } from "../server/domain/assets/schema.ts";
import type { JsonSchema } from "../server/rest/json-schema.ts";
import type { OpenApiDocument, OpenApiOperation } from "../server/rest/openapi-model.ts";
import { newId, OPENS_WITHIN_MS, sharedApi, WITHIN_MS, type Answer, type Api, type Body } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, jobsites, later, yardOf } from "./api-world.ts";

const DISPATCH = "dispatch@dealer3.example";

let api: Api;
let document: OpenApiDocument;
let machine: Asset;
beforeAll(async () => {
  api = await sharedApi();
  document = (await api.send<OpenApiDocument>("GET", "/api/openapi.json")).body;
  machine = (await freeMachines(api, DISPATCH))[0]!;
}, OPENS_WITHIN_MS);
afterAll(() => giveBack(api, DISPATCH, machine.humanId), WITHIN_MS);

/** The document's schemas as JSON Schema with definitions of its own. */
function schemaOf(schema: JsonSchema): z.ZodType {
  const local = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll("#/components/schemas/", "#/$defs/")) as unknown;
  return z.fromJSONSchema(
    local({ ...schema, $defs: document.components.schemas }) as Parameters<typeof z.fromJSONSchema>[0],
  );
}

type Response = { description: string; content?: Record<string, { schema: JsonSchema }> };

/** Holds an answer against what the document says of its status. */
function holds(operation: OpenApiOperation, answer: Answer<unknown>, what: string): void {
  const found = operation.responses[String(answer.status)];
  if (!found) throw new Error(`${what}: ${answer.status} is not documented: ${answer.text}`);
  const response = "$ref" in found ? (document.components.responses[found.$ref.split("/").at(-1)!] as Response) : found;
  const [type, { schema }] = Object.entries(response.content!)[0]!;
  expect(answer.headers.get("content-type")?.split(";")[0]).toBe(type);
  const verdict = schemaOf(schema).safeParse(answer.body);
  if (!verdict.success) throw new Error(`${what}: ${z.prettifyError(verdict.error)}\n${answer.text.slice(0, 500)}`);
}

/** A photo of a machine of the dealer. */
async function somePhoto(): Promise<string> {
  for (const { humanId } of await api.all<Asset>(DISPATCH, "/assets")) {
    const [photo] = (await api.get<AssetDetail>(DISPATCH, `/assets/${humanId}`)).photos;
    if (photo) return photo.mediaId;
  }
  throw new Error("the demo has no photo");
}

test("names the routes that were promised", () => {
  expect(document.openapi).toStartWith("3.1");
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  for (const route of [
    "POST /auth/otp",
    "POST /auth/verify",
    "POST /auth/switch",
    "POST /auth/passkey/register",
    "POST /auth/passkey/login",
    "GET /assets",
    "GET /assets/{humanId}",
    "POST /rentals/checkout",
    "POST /rentals/checkin",
    "POST /files/sign",
    "GET /alerts",
    "GET /sites",
    "POST /sites",
    "GET /events",
    "GET /events/verify",
    "GET /realtime",
  ])
    expect(routes).toContain(route);
});

const [HQ, ADMIN, SUPERVISOR] = ["admin@hq.example", "admin@dealer1.example", "supervisor@customer1.example"];
/** Who asks for what no dispatcher may. */
const ASKERS: Record<string, string> = {
  "/dealers": HQ,
  "/members": ADMIN,
  "/members/invitations": ADMIN,
  "/relations/requests": ADMIN,
  "/relations/dealers": SUPERVISOR,
  "/relations/incoming": SUPERVISOR,
};

test(
  "every documented GET answers a dispatcher, or who may ask, as documented, and so do its refusals",
  async () => {
    const site = await yardOf(api, DISPATCH);
    const parameters: Record<string, string> = { humanId: machine.humanId, id: site.id, mediaId: await somePhoto() };
    const [out] = (await api.get<{ items: { id: string }[] }>(DISPATCH, "/rentals?state=ON_RENT&limit=1")).items;
    const first = async (of: string) =>
      (await api.get<{ items: { id: string }[] }>(DISPATCH, `${of}limit=1`)).items[0]!.id;
    const inspectionId = await first("/inspections?kind=IN&");
    const { rentalId } = await api.get<{ rentalId: string }>(DISPATCH, `/inspections/${inspectionId}`);
    const reservationId = await first("/reservations?");
    // The first document of a dealer makes its source of files.
    const { sourceId } = (
      await api.rest<{ sourceId: string }>(DISPATCH, "POST", "/telematics/iso15143/import", { Equipment: [] })
    ).body;
    Object.assign(parameters, {
      alertId: await first("/alerts?"),
      taskId: await first("/tasks?"),
      workId: await first("/maintenance?"),
      inspectionId,
      rentalId,
    });
    const queries: Record<string, string> = {
      "/availability": `?type=EXCAVATOR&from=${later(24)}&to=${later(96)}`,
      "/calendar": `?from=${later(24)}&to=${later(96)}`,
      "/present": `?humanId=${machine.humanId}`,
      "/tasks/calendar": "?from=2026-03-16T00:00:00Z&to=2026-03-23T00:00:00Z",
      "/rentals/{rentalId}/ticket": "?kind=IN",
    };
    let asked = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      const operation = methods["get"];
      if (!operation || path === "/realtime") continue;
      asked++;
      const filled =
        path
          .replace("/rentals/{id}", `/rentals/${out!.id}`)
          .replace("/telematics/sources/{id}", `/telematics/sources/${sourceId}`)
          .replace("/reservations/{id}", `/reservations/${reservationId}`)
          .replace(/\{(\w+)\}/g, (_, name: string) => parameters[name]!) + (queries[path] ?? "");
      const asker = ASKERS[path] ?? DISPATCH;
      const answer = await api.rest<unknown>(asker, "GET", filled);
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      holds(operation, answer, path);
      holds(operation, await api.rest(null, "GET", filled), `${path} without a token`);
      for (const { name, in: place, schema } of operation.parameters ?? []) {
        if (place !== "query" || name !== "limit") continue;
        const one = filled.includes("?") ? "&" : "?";
        holds(operation, await api.rest(asker, "GET", `${filled}${one}limit=501`), `${path}?limit=501`);
        expect(schema).toMatchObject({ maximum: ["/labels", "/availability"].includes(path) ? 200 : 500 });
      }
    }
    expect(asked).toBeGreaterThan(10);
  },
  WITHIN_MS,
);

test(
  "every documented POST answers as documented, done or refused",
  async () => {
    const post = async (path: string, body: Body, at = path) => {
      const answer = await api.rest<Body>(DISPATCH, "POST", at, body);
      holds(document.paths[path]!["post"]!, answer, `POST ${path}`);
      return answer.status;
    };
    const site = (await jobsites(api, DISPATCH))[0]!;
    const photo = { contentType: "image/png", bytes: 10, sha256: "0".repeat(64), purpose: "DAMAGE" };
    const { geofence, timeZone, customerId } = site;
    const statuses = [
      await post("/rentals/checkout", checkOutOf(machine, site)),
      await post("/rentals/checkout", checkOutOf(machine, site)),
      await post("/rentals/checkout", {}),
      await post("/rentals/checkin", {
        operationId: newId(),
        humanId: machine.humanId,
        engineEnd: machine.hourMeter,
        notes: "fine",
      }),
      await post("/rentals/checkin", { operationId: newId(), humanId: "EQX987654321", engineEnd: 1 }),
      await post(
        "/assets/{humanId}/status",
        { operationId: newId(), status: "AVAILABLE" },
        `/assets/${machine.humanId}/status`,
      ),
      await post("/files/sign", photo),
      await post("/files/sign", { ...photo, contentType: "text/html" }),
      await post("/files/sign", { ...photo, bytes: 1 << 30 }),
      await post("/sites", {
        operationId: newId(),
        name: "Documented",
        kind: "JOBSITE",
        geofence,
        timeZone,
        customerId,
      }),
      await post("/sites", {
        operationId: newId(),
        name: "Documented",
        kind: "JOBSITE",
        geofence,
        timeZone,
        customerId: newId(),
      }),
    ];
    expect(statuses).toEqual([200, 409, 422, 200, 404, 200, 200, 415, 413, 200, 404]);
    const verify = document.paths["/auth/verify"]!["post"]!;
    const email = "supervisor@customer7.example";
    holds(
      verify,
      await api.send("POST", "/api/v1/auth/verify", { email, otp: await api.code(email) }),
      "POST /auth/verify",
    );
    holds(verify, await api.send("POST", "/api/v1/auth/verify", { email, otp: "1" }), "POST /auth/verify, refused");
    holds(
      document.paths["/auth/otp"]!["post"]!,
      await api.send("POST", "/api/v1/auth/otp", { email: `${newId()}@stranger.example` }),
      "POST /auth/otp",
    );
  },
  WITHIN_MS,
);

test(
  "members, customers and dealers are made as documented, and a token made before goes on",
  async () => {
    const post = async (who: string, path: string, body: Body) => {
      const answer = await api.rest<Body>(who, "POST", path, { operationId: newId(), ...body });
      holds(document.paths[path]!["post"]!, answer, `POST ${path}`);
      return answer;
    };
    const name = `Documented ${newId()}`;
    const admin = { email: `${newId()}@new.example` };
    const made = await post(ADMIN, "/customers", { name, timeZone: "Europe/Vienna", supervisor: admin });
    const statuses = [
      (await post(ADMIN, "/members/invite", { email: `${newId()}@new.example`, role: "DEALER_DISPATCH" })).status,
      (await post(ADMIN, "/members/invite", { email: "no address", role: "DEALER_DISPATCH" })).status,
      (await post(ADMIN, "/members/invite", { email: admin.email, role: "OPERATOR" })).status,
      (await post(DISPATCH, "/members/invite", { email: admin.email, role: "DEALER_DISPATCH" })).status,
      (await post(HQ, "/dealers", { name, timeZone: "Europe/Vienna", admin })).status,
      (await post(HQ, "/dealers", { name, timeZone: "Nowhere/At_All", admin })).status,
      (await post(ADMIN, "/relations/requests", { email: `${newId()}@new.example` })).status,
      (await post(ADMIN, "/relations/end", { dealerId: newId(), customerId: newId() })).status,
    ];
    expect(statuses).toEqual([200, 422, 422, 403, 200, 422, 200, 404]);
    const { items } = await api.get<{ items: { id: string }[] }>(ADMIN, `/customers?q=${encodeURIComponent(name)}`);
    expect(items.map(({ id }) => id)).toEqual([made.body["id"] as string]);
  },
  WITHIN_MS,
);

test("the schemas can say no", () => {
  const { schema } = (document.paths["/assets/{humanId}"]!["get"]!.responses["200"] as Response).content![
    "application/json"
  ]!;
  expect(schemaOf(schema).safeParse({ ...machine }).success).toBe(false);
  expect(schemaOf(document.components.schemas["Problem"]!).safeParse({ title: "x" }).success).toBe(false);
});
