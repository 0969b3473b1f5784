/** The order of refusals, bodies that are none, pages of other sites, and tRPC beside REST. */
import { beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import type { Asset } from "../server/domain/assets/schema.ts";
import { newId, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api } from "./api-client.ts";

const DISPATCH = "dispatch@dealer1.example";
const OPERATOR = "operator@customer1.example";
const JSON_TYPE = { "content-type": "application/json" };
const ELSEWHERE = "https://elsewhere.example";

let api: Api;
beforeAll(async () => {
  api = await sharedApi();
}, OPENS_WITHIN_MS);

describe("refusals come in one order: who, whether they may, whether it can be read, whether it is right", () => {
  const POSTS = [
    "/rentals/checkout",
    "/rentals/checkin",
    "/sites",
    "/files/sign",
    "/assets/EQX1001/status",
    "/auth/switch",
  ];

  test("without a token nothing is looked at", async () => {
    for (const path of POSTS)
      for (const body of ["{", "{}", "x".repeat(2_000_000)])
        refused(await api.rest(null, "POST", path, body, JSON_TYPE), 401, "auth.required");
    for (const path of [
      "/assets?limit=999",
      "/assets/EQX987654321",
      "/sites/x",
      "/rentals",
      "/alerts",
      "/events",
      "/events/verify?orgId=x",
      "/labels",
      "/label-keys",
      "/present",
    ]) {
      const answer = await api.rest(null, "GET", path);
      refused(answer, 401, "auth.required");
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("what a role may not do is not read either", async () => {
    refused(await api.rest(OPERATOR, "POST", "/assets/EQX1001/status", "{", JSON_TYPE), 403, "auth.forbidden");
    refused(await api.rest(OPERATOR, "POST", "/sites", "{", JSON_TYPE), 403, "auth.forbidden");
    refused(await api.rest(OPERATOR, "GET", "/events/verify?orgId=x"), 403, "auth.forbidden");
    refused(await api.rest(OPERATOR, "GET", "/labels?limit=x"), 403, "auth.forbidden");
  });

  test("a body is JSON, in UTF-8, and no larger than a mebibyte", async () => {
    const check = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
      api.rest(DISPATCH, "POST", "/rentals/checkout", body, headers);
    for (const body of ["{", "{'a':1}", "nonsense", new Uint8Array([0x22, 0xff, 0x22])])
      refused(await check(body), 400, "input.unparsable");
    refused(await check("{}", { "content-type": "text/plain" }), 415, "input.unsupported_type");
    refused(await check("a=1", { "content-type": "application/x-www-form-urlencoded" }), 415, "input.unsupported_type");
    refused(await check(`{"notes":"${"x".repeat(1024 * 1024)}"}`), 413, "input.too_large");
    for (const body of ["", "{}", "[]", "null", "1", '"text"', '{"__proto__":{"humanId":"EQX1001"}}'])
      refused(await check(body), 422, "input.invalid");
    expect((await check("{}", { "content-type": "application/json; charset=utf-8" })).status).toBe(422);
  });

  test(
    "a body of unknown length is cut off where it is too long",
    async () => {
      const token = await api.token(DISPATCH);
      const chunk = new Uint8Array(256 * 1024).fill(32);
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += chunk.length;
          if (sent > 8 * 1024 * 1024) controller.close();
          else controller.enqueue(chunk);
        },
      });
      const answer = await fetch(`${api.url}/api/v1/rentals/checkin`, {
        method: "POST",
        body,
        headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(413);
    },
    WITHIN_MS,
  );

  test("other paths and methods are nothing, whatever a header says of the method", async () => {
    for (const [method, path] of [
      ["GET", "/nothing"],
      ["PUT", "/rentals/checkout"],
      ["DELETE", "/assets/EQX1001"],
      ["PATCH", "/sites"],
      ["POST", "/events"],
      ["GET", "/files/sign"],
    ] as const) {
      refused(await api.rest(DISPATCH, method, path), 404, "not_found");
    }
    for (const header of ["x-http-method-override", "x-http-method", "x-method-override"]) {
      refused(await api.rest(DISPATCH, "POST", "/events", {}, { [header]: "GET" }), 404, "not_found");
      refused(await api.rest(DISPATCH, "GET", "/files/sign", undefined, { [header]: "POST" }), 404, "not_found");
    }
    expect((await api.rest(DISPATCH, "POST", "/sites?_method=GET", {})).status).toBe(422);
  });

  test("what is not HTTP ends, and the server lives", async () => {
    const { hostname, port } = new URL(api.url);
    for (const bytes of [
      "GET / HTTP/9.9\r\n\r\n",
      "\0\0\0\0\r\n\r\n",
      "POST /api/v1/rentals/checkin HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.end(bytes));
        socket.setTimeout(5_000, () => socket.destroy());
        socket.on("error", () => {});
        socket.resume();
        socket.on("close", () => resolve());
      });
    }
    expect((await api.send("GET", "/healthz")).status).toBe(200);
  });
});

describe("tRPC", () => {
  type Batch = (
    { result: { data: { items: Asset[] } } } | { error: { message: string; data: Record<string, unknown> } }
  )[];
  const batch = (paths: string[], inputs: unknown[], headers: Record<string, string>) =>
    api.send<Batch>(
      "GET",
      `/api/trpc/${paths.join(",")}?batch=1&input=${encodeURIComponent(JSON.stringify(Object.fromEntries(inputs.entries())))}`,
      undefined,
      headers,
    );

  test("answers a batch for a cookie and for a token alike, each call on its own", async () => {
    const paths = ["assets.list", "assets.get", "rentals.list", "iam.nothing"];
    const inputs = [{ limit: 3 }, { humanId: "EQX987654321" }, { limit: 501 }, {}];
    const [byToken, byCookie] = [
      await batch(paths, inputs, { authorization: `Bearer ${await api.token(DISPATCH)}` }),
      await batch(paths, inputs, { cookie: await api.cookie(DISPATCH) }),
    ];
    expect(byToken.status).toBe(207);
    expect(byCookie.body).toEqual(byToken.body);
    const [list, absent, invalid, unknown] = byToken.body;
    expect((list as { result: { data: { items: Asset[] } } }).result.data.items).toHaveLength(3);
    expect(absent).toMatchObject({ error: { data: { appCode: "not_found", httpStatus: 404 } } });
    expect(invalid).toMatchObject({
      error: { data: { appCode: "input.invalid", httpStatus: 422, fields: { limit: expect.any(String) } } },
    });
    expect(unknown).toMatchObject({ error: { data: { appCode: "not_found" } } });
    expect(await batch(["assets.list"], [{}], {})).toMatchObject({
      status: 401,
      body: [{ error: { data: { appCode: "auth.required" } } }],
    });
  });

  test("tells nothing of how it is made, and takes no endless batch", async () => {
    const { text } = await batch(["assets.list"], [{ cursor: "x" }], {
      authorization: `Bearer ${await api.token(DISPATCH)}`,
    });
    expect(text).not.toMatch(/stack|node_modules|\/work|drizzle|select /i);
    const many = await batch(
      Array.from({ length: 51 }, () => "assets.labelKeys"),
      [],
      { authorization: `Bearer ${await api.token(DISPATCH)}` },
    );
    expect(many.status).toBe(400);
  });
});

describe("a page of another site", () => {
  const status = () => ({ operationId: newId(), humanId: "EQX987654321", status: "LOST" });

  test("can do nothing with a person's cookie", async () => {
    const cookie = await api.cookie(DISPATCH);
    for (const headers of [
      { origin: ELSEWHERE },
      { origin: "null" },
      { origin: `${api.url}.elsewhere.example` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ] as Record<string, string>[]) {
      refused(
        await api.send("POST", "/api/v1/assets/EQX987654321/status", status(), { cookie, ...headers }),
        403,
        "auth.forbidden",
      );
      expect(await api.send("POST", "/api/trpc/assets.setStatus", status(), { cookie, ...headers })).toMatchObject({
        status: 403,
      });
      refused(
        await api.send("POST", "/api/v1/auth/switch", { orgId: newId() }, { cookie, ...headers }),
        403,
        "auth.forbidden",
      );
    }
    for (const headers of [{ origin: api.url }, { "sec-fetch-site": "same-origin" }, {}] as Record<string, string>[]) {
      refused(
        await api.send("POST", "/api/v1/assets/EQX987654321/status", status(), { cookie, ...headers }),
        404,
        "not_found",
      );
    }
    refused(
      await api.rest(DISPATCH, "POST", "/assets/EQX987654321/status", status(), { origin: ELSEWHERE }),
      404,
      "not_found",
    );
  });

  test("reads nothing: no answer allows another origin", async () => {
    for (const [method, path] of [
      ["GET", "/api/v1/assets"],
      ["OPTIONS", "/api/v1/assets"],
      ["GET", "/api/trpc/assets.labelKeys"],
      ["GET", "/dev/mailbox.json"],
    ] as const) {
      const { headers } = await api.send(method, path, undefined, {
        origin: ELSEWHERE,
        "access-control-request-method": "GET",
      });
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("can not sign anybody in", async () => {
    refused(
      await api.send("POST", "/api/v1/auth/otp", { email: "a@b.example" }, { origin: ELSEWHERE }),
      403,
      "auth.forbidden",
    );
    refused(
      await api.send("POST", "/api/auth/demo/sign-in", { email: DISPATCH }, { origin: ELSEWHERE }),
      403,
      "auth.forbidden",
    );
  });
});
