/** Every procedure, called through either door, and answers made comparable. */
import { restOperations } from "../rest/operations.ts";
import { appRouter } from "../router.ts";
import type { Answer, Harness } from "./harness.ts";
import type { Who } from "./tenants.ts";

export type Type = "query" | "mutation" | "subscription";
type ProcedureDef = { type: Type; inputs: unknown[] };

const operations = new Map(restOperations(appRouter).map((operation) => [operation.procedure, operation]));

/** Every procedure, by its path, with its REST route where it has one. */
export const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: ProcedureDef }>,
).map(([path, { _def }]) => ({
  path,
  type: _def.type,
  inputs: _def.inputs,
  rest: operations.get(path),
}));
export type Procedure = (typeof procedures)[number];

/** Calls a procedure by tRPC over HTTP. */
export function callProcedure(
  { send }: Pick<Harness, "send">,
  { path, type }: Pick<Procedure, "path" | "type">,
  who: Who,
  input: unknown,
): Promise<Answer> {
  if (type === "query") {
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return send(who, "GET", `/api/trpc/${path}${query}`);
  }
  return send(who, "POST", `/api/trpc/${path}`, JSON.stringify(input ?? {}), { "content-type": "application/json" });
}

/** Calls a procedure by its REST route. */
export function callRest(
  { send }: Pick<Harness, "send">,
  { path, rest }: Procedure,
  who: Who,
  input: unknown,
): Promise<Answer> {
  if (!rest) throw new Error(`${path} has no route`);
  const fields = new Map(Object.entries((input ?? {}) as Record<string, unknown>));
  const asText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  const route = rest.path.replace(/\{([^}]+)\}/g, (_whole, name: string) => {
    const value = fields.get(name);
    fields.delete(name);
    return encodeURIComponent(asText(value));
  });
  if (rest.method === "GET") {
    const query = new URLSearchParams([...fields].map(([name, value]) => [name, asText(value)]));
    return send(who, "GET", `/api/v1${route}?${query}`);
  }
  return send(who, "POST", `/api/v1${route}`, JSON.stringify(Object.fromEntries(fields)), {
    "content-type": "application/json",
  });
}

/** Everything that reached the caller, as one text. */
export const wholeOf = ({ text, headers }: Answer) => `${JSON.stringify(headers)}\n${text}`;

const CALL_HEADERS = new Set(["date", "x-request-id", "content-length", "ratelimit"]);
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g;

export type Likeness = { status: number; said: string; headers: Record<string, string> };

/** Where two answers differ, for a reader. */
export function difference(foreign: Likeness, absent: Likeness) {
  const names = new Set([...Object.keys(foreign.headers), ...Object.keys(absent.headers)]);
  const headers = [...names].filter((name) => foreign.headers[name] !== absent.headers[name]);
  const shown = ({ status, said, headers: all }: Likeness) => ({
    status,
    said: said.slice(0, 500),
    headers: headers.map((name) => `${name}: ${all[name]}`),
  });
  return { foreign: shown(foreign), absent: shown(absent) };
}

/** An answer without what names the call and the thing asked for: two that must look alike are equal. */
export function likeness({ status, text, headers }: Answer, asked: readonly string[]): Likeness {
  let said = text;
  for (const value of asked) {
    for (const form of [value, JSON.stringify(value).slice(1, -1), value.toUpperCase(), value.toLowerCase()])
      said = said.replaceAll(form, "<asked>");
  }
  const kept = Object.entries(headers).filter(([name]) => !CALL_HEADERS.has(name));
  return {
    status,
    said: said.replaceAll(ID, "<id>").replaceAll(INSTANT, "<instant>"),
    headers: Object.fromEntries(kept),
  };
}
