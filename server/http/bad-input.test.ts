/** What no client of ours sends, over real HTTP and WebSockets: each is refused with a code, tells nothing, and reaches no verb. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { WebSocket as WsClient } from "ws";
import { z } from "zod";
import type { Problem } from "../problem.ts";
import { procedure, router } from "../trpc.ts";
import { callerWith, startTestServer, testClaims, type TestServer } from "./testing.ts";

let reached = 0;
const appRouter = router({
  assets: router({
    list: procedure
      .meta({ rest: { method: "GET", path: "/assets", summary: "List" } })
      .input(
        z.object({
          q: z.string().optional(),
          limit: z.int().max(500).default(50),
          box: z.array(z.number()).optional(),
        }),
      )
      .query(() => ++reached),
    get: procedure
      .meta({ rest: { method: "GET", path: "/assets/{humanId}", summary: "One" } })
      .input(z.object({ humanId: z.string().max(16) }))
      .query(() => ++reached),
    setStatus: procedure
      .meta({ rest: { method: "POST", path: "/assets/{humanId}/status", summary: "Status" } })
      .input(
        z.object({ humanId: z.string().max(16), hours: z.number().max(1e6), notes: z.string().max(100).optional() }),
      )
      .mutation(() => ++reached),
  }),
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(appRouter);
  server.callers.set("dealer", callerWith(testClaims()));
});
afterAll(() => server.stop());
beforeEach(() => void (reached = 0));

const GOOD = '{"hours":8}';
const REST = "/api/v1/assets/EQX1/status";
const TRPC = "/api/trpc/assets.setStatus";
const JSON_TYPE = { "content-type": "application/json" };

type Refusal = { status: number; code: string; text: string };

/** Sends with a good token and reads the refusal, in whichever of the two shapes. */
async function send(
  method: string,
  path: string,
  body?: BodyInit,
  headers: Record<string, string> = JSON_TYPE,
): Promise<Refusal> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: { authorization: "Bearer dealer", ...headers },
  });
  const text = await response.text();
  const json = JSON.parse(text) as Partial<Problem> & { error?: { data: { appCode: string } } };
  return { status: response.status, code: json.code ?? json.error?.data.appCode ?? "", text };
}

/** Sends bytes as they are and reads the status; 0 where the connection ended without an answer. */
const raw = (bytes: string): Promise<number> =>
  new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(server.server.port), "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
  });
const head = (line: string, ...headers: string[]) =>
  [line, "Host: localhost", "Authorization: Bearer dealer", "Connection: close", ...headers, "", ""].join("\r\n");

function expectRefused({ status, code, text }: Refusal, wantedStatus: number, wantedCode: string, what: string): void {
  expect({ what, status, code }).toEqual({ what, status: wantedStatus, code: wantedCode });
  expect(text).not.toMatch(/node_modules|\/work|\bat \w+ \(|Error:|\.ts:\d/);
  expect(reached, what).toBe(0);
}

test("what is right is taken, so that the refusals below are refusals of what is wrong", async () => {
  expect(await send("POST", REST, GOOD)).toMatchObject({ status: 200, text: "1" });
  expect(await send("POST", TRPC, '{"humanId":"EQX1","hours":8}')).toMatchObject({ status: 200 });
  expect(await send("GET", "/api/v1/assets?q=a", undefined, {})).toMatchObject({ status: 200 });
  expect(await raw(head(`GET /api/v1/assets HTTP/1.1`))).toBe(200);
});

const nested = (depth: number) => `{"notes":${"[".repeat(depth)}${"]".repeat(depth)},"hours":8}`;
const bodies: [what: string, body: BodyInit, status: number, code: string][] = [
  ["a body over the limit", `{"hours":8,"notes":"${"x".repeat(1024 * 1024)}"}`, 413, "input.too_large"],
  ["a field twice", '{"hours":8,"hours":9}', 400, "input.unparsable"],
  ["nested a hundred deep", nested(100), 400, "input.unparsable"],
  ["nested to the end of the stack", nested(200_000), 400, "input.unparsable"],
  ["text after the end", `${GOOD}x`, 400, "input.unparsable"],
  ["two documents", `${GOOD}${GOOD}`, 400, "input.unparsable"],
  ["half a document", '{"hours":', 400, "input.unparsable"],
  [
    "not UTF-8",
    new Uint8Array([...new TextEncoder().encode('{"hours":8,"notes":"'), 0xc3, 0x28, 0x22, 0x7d]),
    400,
    "input.unparsable",
  ],
  ["__proto__", '{"hours":8,"__proto__":{"humanId":"EQX2"}}', 422, "input.invalid"],
  ["constructor.prototype", '{"hours":8,"constructor":{"prototype":{"isAdmin":true}}}', 422, "input.invalid"],
  ["a number beyond all numbers", '{"hours":1e999}', 422, "input.invalid"],
  ["a number beyond the field's", '{"hours":1e300}', 422, "input.invalid"],
  ["a number as text", '{"hours":"8"}', 422, "input.invalid"],
  ["NUL", '{"hours":8,"notes":"a\\u0000b"}', 422, "input.invalid"],
  ["half a character", '{"hours":8,"notes":"\\ud83d"}', 422, "input.invalid"],
  ["a list", "[1]", 422, "input.invalid"],
  ["null", "null", 422, "input.invalid"],
  ["text", '"hours"', 422, "input.invalid"],
];

describe("a body", () => {
  test.each(bodies)("under REST: %s", async (what, body, status, code) =>
    expectRefused(await send("POST", REST, body), status, code, what),
  );

  test.each(bodies)("under tRPC: %s", async (what, body, status, code) => {
    const whole = typeof body === "string" ? body.replace(/^\{"/, '{"humanId":"EQX1","') : body;
    expectRefused(await send("POST", TRPC, whole), status, code, what);
  });

  test("of another type, or packed, is 415", async () => {
    for (const path of [REST, TRPC]) {
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "json",
      ])
        expectRefused(await send("POST", path, GOOD, { "content-type": type }), 415, "input.unsupported_type", type);
      const packed = Bun.gzipSync(new TextEncoder().encode(GOOD));
      expectRefused(
        await send("POST", path, packed, { ...JSON_TYPE, "content-encoding": "gzip" }),
        415,
        "input.unsupported_type",
        "gzip",
      );
    }
  });

  test("of unknown length is cut off where it is too long", async () => {
    for (const path of [REST, TRPC]) {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 256 * 1024;
          controller.enqueue(new Uint8Array(256 * 1024).fill(32));
          if (sent > 16 * 1024 * 1024) controller.close();
        },
      });
      expectRefused(await send("POST", path, body), 413, "input.too_large", path);
      expect(sent).toBeLessThan(16 * 1024 * 1024);
    }
  });
});

describe("an address", () => {
  test.each([
    ["a way to the prototype", "/api/v1/assets?__proto__=1", 422, "input.invalid"],
    ["a way to the prototype in brackets", "/api/v1/assets?q[__proto__][x]=1", 422, "input.invalid"],
    ["a way to the prototype with points", "/api/v1/assets?constructor.prototype.x=1", 422, "input.invalid"],
    ["NUL", "/api/v1/assets?q=a%00b", 422, "input.invalid"],
    ["a number that is none", "/api/v1/assets?limit=1e999", 422, "input.invalid"],
    ["a list nested too deep", `/api/v1/assets?box=${"[".repeat(2_000)}${"]".repeat(2_000)}`, 422, "input.invalid"],
    ["once too often", "/api/v1/assets?limit=1&limit=2", 422, "input.invalid"],
    ["too long", `/api/v1/assets?q=${"x".repeat(9_000)}`, 414, "input.url_too_long"],
    ["a name too long", `/api/v1/assets/${"x".repeat(17)}`, 422, "input.invalid"],
    ["climbing", "/api/v1/assets/..%2f..%2f..%2fetc%2fpasswd", 422, "input.invalid"],
    ["climbing in backslashes", "/api/v1/..%5c..%5cpackage.json", 404, "not_found"],
    ["a broken escape for a procedure", "/api/trpc/assets.list%E0%A4%A", 400, "input.unparsable"],
    ["input that is no JSON", "/api/trpc/assets.list?input=%7B", 400, "input.unparsable"],
    [
      "input with a field twice",
      `/api/trpc/assets.list?input=${encodeURIComponent('{"limit":1,"limit":2}')}`,
      400,
      "input.unparsable",
    ],
    [
      "input with a prototype",
      `/api/trpc/assets.list?input=${encodeURIComponent('{"__proto__":{}}')}`,
      422,
      "input.invalid",
    ],
    [
      "input nested too deep",
      `/api/trpc/assets.list?input=${"[".repeat(3_000)}${"]".repeat(3_000)}`,
      400,
      "input.unparsable",
    ],
    ["a procedure of the prototype", "/api/trpc/constructor", 404, "not_found"],
    ["a procedure of the prototype, further in", "/api/trpc/assets.__proto__", 404, "not_found"],
    ["a path of the prototype", "/api/v1/__proto__", 404, "not_found"],
  ] as const)("%s", async (what, path, status, code) =>
    expectRefused(await send("GET", path, undefined, {}), status, code, what),
  );

  test("a broken escape in a name is a name that nothing has, or text that reaches the verb as it is", async () => {
    expect((await send("GET", "/api/v1/assets/%E0%A4%A", undefined, {})).status).toBe(200);
    expect((await send("GET", "/api/v1/assets?q=%ZZ", undefined, {})).status).toBe(200);
  });
});

describe("a call", () => {
  test("with other methods is nothing", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
      expectRefused(await send(method, REST, undefined, {}), 404, "not_found", method);
    for (const method of ["TRACE", "CONNECT", "FOO", "get"])
      expect([0, 400, 404, 405, 501], method).toContain(await raw(head(`${method} ${REST} HTTP/1.1`)));
    expect(reached).toBe(0);
  });

  test("of a thousand procedures at once is none", async () => {
    const paths = Array.from({ length: 1_000 }, () => "assets.list").join(",");
    const input = JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [at, {}])));
    expectRefused(
      await send("GET", `/api/trpc/${paths}?batch=1`, undefined, {}),
      414,
      "input.url_too_long",
      "by address",
    );
    const many = Array.from({ length: 51 }, () => "assets.setStatus").join(",");
    expectRefused(await send("POST", `/api/trpc/${many}?batch=1`, input), 400, "input.unparsable", "by body");
    expectRefused(
      await send("GET", `/api/trpc/${",".repeat(4_000)}?batch=1`, undefined, {}),
      400,
      "input.unparsable",
      "of nothing",
    );
  });

  test("that changes something is not made by GET", async () => {
    const input = encodeURIComponent('{"humanId":"EQX1","hours":8}');
    const { status } = await send("GET", `${TRPC}?input=${input}`, undefined, {});
    expect([400, 405]).toContain(status);
    expect(reached).toBe(0);
  });
});

describe("a request", () => {
  test("that two programs could read differently ends there", async () => {
    const body = `POST ${REST} HTTP/1.1`;
    const refused: [string, string][] = [
      ["two lengths", head(body, "Content-Type: application/json", "Content-Length: 11", "Content-Length: 3") + GOOD],
      [
        "a length and chunks",
        head(body, "Content-Type: application/json", "Content-Length: 4", "Transfer-Encoding: chunked") + "0\r\n\r\n",
      ],
      ["a negative length", head(body, "Content-Length: -5")],
      ["a length in words", head(body, "Content-Length: ten")],
      ["a name with a space", head(body, "Content-Length : 11") + GOOD],
      ["a folded header", head("GET /api/v1/assets HTTP/1.1", "X-Folded: a\r\n b")],
      ["NUL in a header", head("GET /api/v1/assets HTTP/1.1", "X-Nul: a\0b")],
      ["no host", "GET /api/v1/assets HTTP/1.1\r\nConnection: close\r\n\r\n"],
      ["a host that is none", "GET /api/v1/assets HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n"],
      ["a host with a path", "GET /api/v1/assets HTTP/1.1\r\nHost: a/b?\r\nConnection: close\r\n\r\n"],
      ["another version", "GET /api/v1/assets HTTP/9.9\r\nHost: a\r\n\r\n"],
      ["what is not HTTP", "\0\x01\x02\r\n\r\n"],
    ];
    for (const [what, bytes] of refused) {
      const status = await raw(bytes);
      expect(status === 0 || (status >= 400 && status < 600 && status !== 500), `${what}: ${status}`).toBe(true);
    }
    expect(reached).toBe(0);
  });

  test("with too many headers, or too much in them, is 431", async () => {
    const many = Array.from({ length: 300 }, (_, at) => `X-${at}: y`);
    expect(await raw(head("GET /api/v1/assets HTTP/1.1", ...many))).toBe(431);
    expect(await raw(head("GET /api/v1/assets HTTP/1.1", `X: ${"y".repeat(20_000)}`))).toBe(431);
  });

  test("puts no line of its own into a header of the answer", async () => {
    for (const path of [
      "/api/v1/assets%0d%0aset-cookie:a=b",
      "/api/v1/assets?q=%0d%0aset-cookie:%20a=b",
      "/scan%0d%0aset-cookie:a=b",
    ]) {
      const response = await fetch(`${server.url}${path}`, {
        headers: { authorization: "Bearer dealer" },
        redirect: "manual",
      });
      expect(response.headers.get("set-cookie"), path).toBeNull();
      expect(response.status).toBeLessThan(500);
    }
  });
});

describe("a socket", () => {
  async function open(path = "/api/trpc") {
    const socket = new WsClient(`${server.url.replace("http", "ws")}${path}`, {
      headers: { authorization: "Bearer dealer" },
    });
    socket.on("error", () => {});
    const answers: string[] = [];
    socket.on("message", (data: Buffer) => answers.push(data.toString()));
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("unexpected-response", (_request, response) => reject(new Error(String(response.statusCode))));
    });
    return { socket, answers, closed };
  }
  const call = (id: number) => ({ id, method: "query", params: { path: "assets.list", input: {} } });
  const until = async (condition: () => boolean) => {
    for (let waited = 0; !condition() && waited < 3_000; waited += 5) await Bun.sleep(5);
  };

  test("that says too much at once is closed", async () => {
    const { socket, closed } = await open();
    socket.send("x".repeat(65 * 1024));
    expect(await closed).toBe(1009);
  });

  test("that floods is closed, by messages or by calls in one", async () => {
    const flooding = await open();
    for (let id = 1; id <= 2_000; id++) flooding.socket.send(JSON.stringify(call(id)));
    expect(await flooding.closed).toBe(1008);
    expect(reached).toBeLessThanOrEqual(310);
    reached = 0;
    const packed = await open();
    packed.socket.send(JSON.stringify(Array.from({ length: 600 }, (_, id) => call(id))));
    expect(await packed.closed).toBe(1008);
    expect(reached).toBe(0);
  });

  test("that says what can not be read is told so, and goes on", async () => {
    const { socket, answers } = await open();
    const bad = [
      "{",
      `${JSON.stringify(call(1))}x`,
      '{"id":1,"id":2,"method":"query","params":{"path":"assets.list"}}',
      "[".repeat(30_000) + "]".repeat(30_000),
      '{"id":1,"method":"query","params":{"path":"assets.list","input":{"__proto__":{}}}}',
      '{"id":1,"method":"evaluate","params":{"path":"assets.list"}}',
      "null",
    ];
    for (const message of bad) socket.send(message);
    await until(() => answers.length >= bad.length);
    for (const [at, answer] of answers.entries())
      expect(answer, bad[at]!.slice(0, 60)).toMatch(/"appCode":"(input\.(unparsable|invalid)|internal)"/);
    expect(answers).toHaveLength(bad.length);
    expect(reached).toBe(0);
    socket.send(JSON.stringify(call(9)));
    await until(() => answers.length > bad.length);
    expect(JSON.parse(answers.at(-1)!)).toMatchObject({ id: 9, result: { data: 1 } });
    socket.close();
  });

  test("is one of so many that a person may hold", async () => {
    const opened = await Promise.all(Array.from({ length: 50 }, () => open()));
    expect(await open().catch(String)).toContain("429");
    opened[0]!.socket.close();
    await opened[0]!.closed;
    await Bun.sleep(20);
    (await open()).socket.terminate();
    for (const { socket } of opened) socket.terminate();
  });
});

test("after all this the server lives, and has written no fault", async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
