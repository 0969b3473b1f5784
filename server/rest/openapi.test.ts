import { expect, test } from "bun:test";
import { z } from "zod";
import { ERRORS } from "../domain/errors.ts";
import { appRouter } from "../router.ts";
import { procedure, router } from "../trpc.ts";
import { openApiDocument } from "./openapi.ts";
import { restOperations } from "./operations.ts";

const info = { version: "1.2.3", sessionCookie: "session" };
const document = openApiDocument(appRouter, info);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

/** All objects of a JSON value. */
function* objects(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objects(inner);
}

test("has the members that OpenAPI 3.1 asks for", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(document.info).toMatchObject({ title: "Smart Rental", version: "1.2.3" });
  expect(document.servers).toEqual([{ url: "/api/v1" }]);
  for (const { path, method, responses, summary, tags } of operations) {
    expect(path).toStartWith("/");
    expect(["get", "post"]).toContain(method);
    expect(summary.length).toBeGreaterThan(0);
    expect(tags.length).toBeGreaterThan(0);
    expect(Object.keys(responses).every((status) => /^[1-5]\d\d$/.test(status))).toBe(true);
  }
  const scheme = new Set(Object.keys(document.components.securitySchemes));
  for (const requirement of document.security.flatMap(Object.keys)) expect(scheme).toContain(requirement);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document as never);
});

test("every procedure that is served has an entry, and each operation id is there once", () => {
  for (const { method, path, procedure: id } of restOperations(appRouter))
    expect(document.paths[path]?.[method.toLowerCase()]?.operationId).toBe(id);
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every reference resolves", () => {
  const references = [...objects(document)].flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
  expect(references.length).toBeGreaterThan(0);
  for (const reference of references) {
    expect(reference).toStartWith("#/");
    const target = reference
      .slice(2)
      .split("/")
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
    expect(target, reference).toBeDefined();
  }
});

test("every path parameter is described, and nothing else is called one", () => {
  for (const { path, parameters = [] } of operations) {
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(.+?)\}/g)].map((match) => match[1] as string));
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
  }
});

test("GET has no body, POST has its input without the path's fields", () => {
  for (const { method, requestBody } of operations) if (method === "get") expect(requestBody).toBeUndefined();
  const checkOut = document.paths["/rentals/checkout"]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(checkOut?.required).toContain("operationId");
  const status = document.paths["/assets/{humanId}/status"]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(Object.keys(status?.properties ?? {})).not.toContain("humanId");
});

test("every error code is documented under its status", () => {
  const codes = document.components.schemas["Problem"]?.properties?.["code"]?.["enum"] as string[];
  expect(codes.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  for (const [code, [status]] of Object.entries(ERRORS))
    expect(JSON.stringify(document.components.responses[`Problem${status}`])).toContain(code);
});

test("signing in needs no token, all else does", () => {
  for (const { path, security } of operations) {
    if (path.startsWith("/auth/") && path !== "/auth/switch" && path !== "/auth/passkey/register")
      expect(security).toEqual([]);
    else expect(security).toBeUndefined();
  }
});

test("schemas with an id become components, their input and output sides apart", () => {
  const Point = z.object({ lat: z.number().default(0), at: z.date() }).meta({ id: "Point" });
  const made = openApiDocument(
    router({
      a: procedure
        .meta({ rest: { method: "POST", path: "/a", summary: "A" } })
        .input(z.object({ point: Point }))
        .output(Point)
        .mutation(() => ({ lat: 0, at: new Date() })),
    }),
    info,
  );
  expect(made.components.schemas["PointInput"]?.required).toEqual(["at"]);
  expect(made.components.schemas["Point"]?.required).toEqual(["lat", "at"]);
  expect(made.components.schemas["Point"]?.properties?.["at"]).toEqual({ type: "string", format: "date-time" });
});
