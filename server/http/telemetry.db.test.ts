/** Telemetry over real HTTP: documents brought in, brokers' hooks, and our fleet as the standard serves it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import pino from "pino";
import { testDatabase } from "../../db/testing.ts";
import { mintWorld, type World } from "../../db/testing-world.ts";
import type { Database } from "../../db/tenancy.ts";
import { readDocument } from "../features/telematics/read-document.ts";
import { ServiceDatabase } from "../iam/service-database.ts";
import { RateLimits } from "../iam/rate-limit.ts";
import { EventHub } from "../realtime/hub.ts";
import { appRouter } from "../router.ts";
import { createSealer } from "../sealing.ts";
import { telemetryHooks } from "./telemetry-hooks.ts";
import { callerWith, startTestServer, type TestServer } from "./testing.ts";

let db: Database;
let server: TestServer;
let [mine, theirs]: World[] = [];
const BASE = "/api/v1/telematics";
beforeAll(async () => {
  ({ db } = await testDatabase());
  const hub = new EventHub({ db, log: pino({ level: "silent" }) });
  const routes = [telemetryHooks({ db, limits: new RateLimits(new ServiceDatabase(db)), wake: () => hub.wake() })];
  server = await startTestServer(appRouter, { services: { db, hub, sealer: createSealer("s".repeat(32)) }, routes });
  [mine, theirs] = [await mintWorld(db), await mintWorld(db)];
  server.callers.set("mine", callerWith(await mine.member(mine.dealerId, "DEALER_ADMIN")));
  server.callers.set("theirs", callerWith(await theirs.member(theirs.dealerId, "DEALER_ADMIN")));
  server.callers.set("operator", callerWith(await mine.member(mine.customerId, "OPERATOR")));
}, 60_000);
afterAll(() => server.stop());

const send = (path: string, init: RequestInit & { as?: string | null } = {}) => {
  const { as = "mine", headers, ...rest } = init;
  return fetch(`${server.url}${path}`, {
    ...rest,
    headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...(headers as Record<string, string>) },
  });
};
const bring = (body: BodyInit, type = "application/xml", as: string | null = "mine", query = "") =>
  send(`${BASE}/iso15143/import${query}`, { method: "POST", body, as, headers: { "content-type": type } });
const xmlOf = (serial: string, hours: number) =>
  `<Fleet xmlns="http://standards.iso.org/iso/15143/-3"><Equipment><EquipmentHeader><OEMName>Cat</OEMName><Model>320</Model><SerialNumber>${serial}</SerialNumber></EquipmentHeader><CumulativeOperatingHours datetime="${new Date().toISOString().slice(0, 19)}Z"><Hour>${hours}</Hour></CumulativeOperatingHours></Equipment></Fleet>`;

describe("a document", () => {
  test("as XML or JSON comes in by its body, with the rest in the query", async () => {
    const serial = mine!.machines[0]!.id;
    const tried = await bring(xmlOf(serial, 101), "application/xml", "mine", "?dryRun=true");
    expect([tried.status, await tried.json()]).toMatchObject([
      200,
      { dryRun: true, format: "XML", counts: { records: 1, stored: 1 }, importId: null },
    ]);
    const operationId = Bun.randomUUIDv7();
    const document = xmlOf(serial, 101);
    const [first, again] = [
      await bring(document, "text/xml; charset=utf-8", "mine", `?operationId=${operationId}`),
      await bring(document, "text/xml", "mine", `?operationId=${operationId}`),
    ];
    const told: unknown = await first.json();
    expect(told).toMatchObject({
      counts: { stored: 1, readings: 1 },
      records: [{ humanId: mine!.machines[0]!.humanId, fate: "STORED" }],
    });
    expect(await again.json()).toEqual(told);
    const json = await bring(
      JSON.stringify([
        {
          EquipmentHeader: { OEMName: "Cat", SerialNumber: serial },
          FuelRemaining: { datetime: new Date().toISOString(), Percent: 40 },
        },
      ]),
      "application/json",
    );
    expect(await json.json()).toMatchObject({ format: "JSON", counts: { stored: 1 } });
  });

  test("is refused before it is read by who may not send it, and whole where it can not be read", async () => {
    const statuses = async (response: Promise<Response>) => {
      const answer = await response;
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    expect(await statuses(bring("<Fleet", "application/xml", null))).toEqual([401, "auth.required"]);
    expect(await statuses(bring("<Fleet", "application/xml", "operator"))).toEqual([403, "auth.forbidden"]);
    expect(await statuses(bring("<Fleet", "image/png"))).toEqual([415, "input.unsupported_type"]);
    expect(await statuses(bring("<Fleet><Equipment>"))).toEqual([422, "telematics.malformed_document"]);
    expect(await statuses(bring(""))).toEqual([422, "telematics.malformed_document"]);
    expect(await statuses(bring(" ".repeat(25 * 1024 * 1024)))).toEqual([413, "input.too_large"]);
    expect(await statuses(bring(Bun.gzipSync(Buffer.from(xmlOf("1", 1))), "application/xml"))).toEqual([
      422,
      "telematics.malformed_document",
    ]);
  });
});

describe("a broker's hook", () => {
  let hook: string;
  beforeAll(async () => {
    const made = await send(`${BASE}/sources`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ operationId: Bun.randomUUIDv7(), kind: "WEBHOOK", name: "EMQX", cadenceS: 60 }),
    });
    const { hookUrl, source } = (await made.json()) as { hookUrl: string; source: { id: string } };
    hook = new URL(hookUrl).pathname;
    expect(JSON.stringify(source)).not.toContain(hook.split("/").at(-1)!);
  });
  const message = (humanId: string, at: Date, rest: object) => ({
    id: "1",
    clientid: "c",
    topic: `fleet/${humanId}`,
    qos: 1,
    timestamp: at.getTime(),
    payload: JSON.stringify(rest),
  });
  const post = (path: string, body: unknown) =>
    send(path, {
      method: "POST",
      as: null,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("takes its messages in, once each however often they come, and knows no other dealer's machines", async () => {
    const at = new Date(Math.floor(Date.now() / 1000) * 1000);
    const said = message(mine!.machines[1]!.humanId, at, { odometerKm: 12, engineRunning: true });
    expect(await (await post(hook, said)).json()).toEqual({ received: 1, batch: { readings: 1, unreadable: 0 } });
    expect(await (await post(hook, said)).json()).toEqual({ received: 1, batch: { readings: 0, unreadable: 0 } });
    expect(await (await post(hook, message(theirs!.machines[0]!.humanId, at, { odometerKm: 9 }))).json()).toMatchObject(
      { batch: { readings: 0 } },
    );
    const sources = (await (await send(`${BASE}/sources`)).json()) as {
      items: { id: string; kind: string; rejects: number; health: string }[];
    };
    const source = sources.items.find(({ kind }) => kind === "WEBHOOK")!;
    expect(source).toMatchObject({ rejects: 1, health: "OK" });
    const rejects = await (await send(`${BASE}/sources/${source.id}/rejects`)).json();
    expect(rejects).toMatchObject({
      items: [{ machine: theirs!.machines[0]!.humanId, humanId: null, code: "unknown_machine" }],
    });
  });

  test("answers nobody else: an unknown address, another method, what is no message", async () => {
    expect((await post(`${hook.slice(0, -1)}${hook.endsWith("A") ? "B" : "A"}`, {})).status).toBe(404);
    expect((await post("/hooks/telematics/x", {})).status).toBe(404);
    expect((await send(hook, { as: null })).status).toBe(404);
    expect((await post(hook, { payload: "" })).status).toBe(422);
    expect((await post(hook, { payload: "x".repeat(70_000) })).status).toBe(413);
  });
});

describe("our fleet", () => {
  test("is XML unless JSON is asked for, for the caller's tenant alone", async () => {
    const xml = await send(`${BASE}/iso15143/Fleet/1`);
    expect([xml.status, xml.headers.get("content-type")]).toEqual([200, "application/xml; charset=utf-8"]);
    const text = await xml.text();
    const serials = readDocument(text, new Date()).records.map(({ machine }) => machine.serial);
    expect(serials).toEqual(mine!.machines.map(({ id }) => id));
    const json = await send(`${BASE}/iso15143/Fleet`, { headers: { accept: "application/json" } });
    expect(((await json.json()) as { Fleet: { Equipment: unknown[] } }).Fleet.Equipment).toHaveLength(2);
    for (const accept of ["*/*", "application/xml, application/json;q=0.9", "text/xml"])
      expect((await send(`${BASE}/iso15143/Fleet/1`, { headers: { accept } })).headers.get("content-type")).toStartWith(
        "application/xml",
      );
    expect((await send(`${BASE}/iso15143/Fleet/1`, { as: null })).status).toBe(401);
    expect(await (await send(`${BASE}/iso15143/Fleet/1`, { as: "operator" })).text()).not.toContain(serials[0]!);
  });

  test("has each machine and its series, and no other's", async () => {
    const { id, humanId } = mine!.machines[0]!;
    const one = await send(`${BASE}/iso15143/Fleet/Equipment/MakeModelSerial/Cat/320/${id}`);
    expect(readDocument(await one.text(), new Date()).records[0]).toMatchObject({
      machine: { serial: id, equipmentId: humanId },
    });
    const from = new Date(Date.now() - 86_400_000).toISOString().slice(0, 19);
    for (const path of [
      `ID/${humanId}/CumulativeOperatingHours`,
      `ID/${humanId}/CumulativeOperatingHours/${from}Z/${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}Z/1`,
    ]) {
      const series = await send(`${BASE}/iso15143/Fleet/Equipment/${path}`);
      expect(readDocument(await series.text(), new Date()).records[0]!.points.map((point) => point.hourMeter)).toEqual([
        101,
      ]);
    }
    const status = async (path: string) => (await send(`${BASE}/iso15143/Fleet/Equipment/${path}`)).status;
    expect(await status(`ID/${theirs!.machines[0]!.humanId}`)).toBe(404);
    expect(await status("ID/nobody")).toBe(404);
    expect(await status(`ID/${humanId}/Dreams`)).toBe(422);
    expect(await status(`ID/${humanId}/Locations/yesterday/today/1`)).toBe(422);
  });
});
