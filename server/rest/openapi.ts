/** The OpenAPI 3.1 document of everything under /api/v1, made from the procedures themselves so that it can not drift. */
import type { AnyRouter } from "@trpc/server";
import { ERRORS, type ErrorCode } from "../domain/errors.ts";
import { PROBLEM_TYPE, problemSchema } from "../problem.ts";
import { authOperations } from "./auth-operations.ts";
import { jsonSchemaOf, type Field, type JsonSchema } from "./json-schema.ts";
import { json, problems, type Hoist, type OpenApiDocument, type OpenApiOperation } from "./openapi-model.ts";
import { restOperations, type RestOperation } from "./operations.ts";
import { realtimeOperation } from "./realtime-operation.ts";

const DESCRIPTION = `Every route does what the app itself does, under the same permissions. Times are ISO 8601 in UTC, ids are strings.
Lists are \`{ items, nextCursor }\`: pass \`nextCursor\` as \`cursor\` for the next page. Every change takes an \`operationId\`, a UUID made by
the client once per intended effect: the same id again returns the first result, so that a request may be repeated safely.
Errors are problem documents; branch on \`code\`.`;

/** What is said in the query where the body is a table. */
const TABLE_QUERY = ["operationId", "dryRun", "plan", "fileName"];

/** Statuses that any guarded route may answer with, beside its own. */
const COMMON = [400, 401, 403, 404, 422, 429, 500, 503] as const;

/** Builds the document. `version` is the product's; `sessionCookie` the name of the browser's session cookie. */
export function openApiDocument(
  appRouter: AnyRouter,
  info: { version: string; sessionCookie: string },
): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = {};
  const hoist = hoister(schemas);
  const operations = restOperations(appRouter);
  const paths: OpenApiDocument["paths"] = {};
  const add = (path: string, method: string, operation: OpenApiOperation) => ((paths[path] ??= {})[method] = operation);
  for (const operation of operations) add(operation.path, operation.method.toLowerCase(), describe(operation, hoist));
  for (const { path, method, ...operation } of authOperations(hoist)) add(path, method, operation);
  add("/realtime", "get", realtimeOperation);
  hoist(jsonSchemaOf(problemSchema, "output"), "output");
  const tags = [
    ...new Set(
      Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((operation) => operation.tags)),
    ),
  ].sort();
  return {
    openapi: "3.1.0",
    info: { title: "Smart Rental", version: info.version, description: DESCRIPTION },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { session: [] }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: problemResponses(),
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "The token that /auth/verify answers with.",
        },
        session: { type: "apiKey", in: "cookie", name: info.sessionCookie, description: "The browser's session." },
      },
    },
  };
}

function hoister(schemas: Record<string, JsonSchema>): Hoist {
  return (schema, io) => {
    const named = (name: string) => (io === "input" ? `${name}Input` : name);
    const moved = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(moved);
      if (typeof value !== "object" || value === null) return value;
      const kept = Object.entries(value).filter(([key]) => key !== "$defs");
      return Object.fromEntries(kept.map(([key, inner]) => [key, key === "$ref" ? reference(inner) : moved(inner)]));
    };
    const reference = (ref: unknown) => {
      const name = typeof ref === "string" ? /^#\/\$defs\/(.+)$/.exec(ref)?.[1] : undefined;
      if (!name) throw new Error(`a schema that refers to itself needs an id: ${String(ref)}`);
      return `#/components/schemas/${named(name)}`;
    };
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) {
      const next = moved(definition) as JsonSchema;
      const same = schemas[named(name)];
      if (same && JSON.stringify(same) !== JSON.stringify(next))
        throw new Error(`two different schemas are called ${name}`);
      schemas[named(name)] = next;
    }
    return moved(schema) as JsonSchema;
  };
}

function describe(operation: RestOperation, hoist: Hoist): OpenApiOperation {
  const inQuery =
    operation.method === "GET"
      ? [...operation.fields.keys()].filter((name) => !operation.pathParams.includes(name))
      : operation.csv
        ? TABLE_QUERY.filter((name) => operation.fields.has(name))
        : operation.document
          ? [...operation.fields.keys()].filter((name) => name !== "document" && !operation.pathParams.includes(name))
          : [];
  const parameters = [
    ...operation.pathParams.map((name) => parameter(name, "path", operation, hoist)),
    ...inQuery.map((name) => parameter(name, "query", operation, hoist)),
  ];
  const [body, ...more] = operation.inputs.map((input) =>
    withoutPathParams(hoist(input, "input"), operation.pathParams),
  );
  const ok = operation.output
    ? { description: "Done.", content: json(hoist(operation.output, "output")) }
    : { description: "Done." };
  return {
    operationId: operation.procedure,
    summary: operation.summary,
    tags: [operation.procedure.split(".")[0] as string],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.method === "POST" && body
      ? {
          requestBody: {
            required: true,
            content: operation.document
              ? DOCUMENT
              : {
                  ...json(more.length > 0 ? { allOf: [body, ...more] } : body),
                  ...(operation.csv ? { "text/csv": { schema: { type: "string" } } } : {}),
                },
          },
        }
      : {}),
    responses: { "200": ok, ...problems(operation.method === "POST" ? [...COMMON, 409, 413, 415] : COMMON) },
  };
}

/** A document of the caller's own, whatever its fields are. */
const DOCUMENT: Record<string, { schema: JsonSchema }> = {
  "application/xml": { schema: { type: "string" } },
  "application/json": { schema: { type: ["object", "array"] } },
};

function parameter(name: string, place: "path" | "query", operation: RestOperation, hoist: Hoist) {
  const field = operation.fields.get(name) as Field;
  const { description, ...schema } = hoist(
    { ...field.schema, ...(field.root.$defs ? { $defs: field.root.$defs } : {}) },
    "input",
  );
  const isObject = schema.type === "object";
  return {
    name,
    in: place,
    required: place === "path" || field.required,
    ...(description ? { description } : {}),
    ...(isObject ? { content: json(schema) } : { schema }),
  };
}

function withoutPathParams(schema: JsonSchema, pathParams: readonly string[]): JsonSchema {
  if (pathParams.length === 0 || !schema.properties) return schema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties).filter(([name]) => !pathParams.includes(name)),
  );
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => !pathParams.includes(name)) };
}

function problemResponses(): Record<string, unknown> {
  const codes = new Map<number, ErrorCode[]>();
  for (const [code, [status]] of Object.entries(ERRORS))
    codes.set(status, [...(codes.get(status) ?? []), code as ErrorCode]);
  const content = { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    [...codes].map(([status, list]) => [
      `Problem${status}`,
      { description: list.map((code) => `\`${code}\`: ${ERRORS[code][1]}`).join("\n\n"), content },
    ]),
  );
}
