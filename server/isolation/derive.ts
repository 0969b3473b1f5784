/**
 * An input for any procedure, made from its Zod schema: required fields alone, or with an optional one under test. Fields that
 * refer to rows are left as slots, to be filled with the caller's own, a foreign or an absent id.
 */
import type { z } from "zod";
import { jsonSchemaOf, resolved, type JsonSchema } from "../rest/json-schema.ts";
import { FRESH, referenceOf, type Reference } from "./references.ts";

export type Path = readonly (string | number)[];
export type Slot = { path: Path; name: string; reference: Reference; required: boolean };
export type Shape = {
  /** Builds an input anew, with the fields of `optional` paths in it (all of them, for "all"). */
  build: (values: (slot: Slot) => unknown, optional: ReadonlySet<string> | "all") => unknown;
  slots: Slot[];
};

type Def = { inputs: unknown[] };

/** Text for fields that take any, and for those whose name says what they take. */
const TEXTS: Record<string, unknown> = {
  timeZone: "Europe/Berlin",
  geofence: {
    type: "Polygon",
    coordinates: [
      [
        [10.001, 50.001],
        [10.002, 50.001],
        [10.002, 50.002],
        [10.001, 50.002],
        [10.001, 50.001],
      ],
    ],
  },
  position: { lat: 50.005, lon: 10.005, accuracyM: 8 },
  sha256: "0".repeat(64),
  contentType: "image/jpeg",
  bbox: "0,0,20,60",
  currency: "EUR",
  locale: "en",
  color: "#112233",
  url: "https://isolation.example/",
  phone: "+4912345678",
  pin: "482913",
  scopes: ["rentals:read"],
  signature: { name: "Ada Lovelace", confirmed: true },
};

/** The one schema of a procedure's input; null where it takes none. */
export function inputSchemaOf({ inputs }: Def): JsonSchema | null {
  if (inputs.length === 0) return null;
  const schemas = inputs.map((input) => jsonSchemaOf(input, "input"));
  return schemas.length === 1 ? schemas[0]! : { allOf: schemas };
}

/** What is wrong with an input by the procedure's own schemas; empty where nothing is. */
export function faultsOf({ inputs }: Def, value: unknown): string[] {
  return inputs.flatMap((input) => {
    const parsed = (input as z.ZodType).safeParse(value);
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join(".") || issue.message);
  });
}

export function shapeOf(procedure: string, def: Def): Shape {
  const schema = inputSchemaOf(def);
  if (!schema) return { build: () => undefined, slots: [] };
  const slots: Slot[] = [];
  collect(procedure, schema, schema, [], true, slots);
  return {
    slots,
    build: (values, optional) => valueOf({ procedure, root: schema, values, optional, slots }, schema, [], ""),
  };
}

type Making = {
  procedure: string;
  root: JsonSchema;
  values: (slot: Slot) => unknown;
  optional: ReadonlySet<string> | "all";
  slots: readonly Slot[];
};

const keyOf = (path: Path) => path.join(".");

/** Finds the references in a schema, through unions and lists. */
function collect(
  procedure: string,
  schema: JsonSchema,
  root: JsonSchema,
  path: Path,
  required: boolean,
  slots: Slot[],
): void {
  const own = resolved(schema, root);
  for (const branch of [...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])])
    collect(procedure, branch, root, path, required, slots);
  const name = path.findLast((part) => typeof part === "string") ?? "";
  const isText = own.type === "string" || (Array.isArray(own.type) && own.type.includes("string"));
  if (isText && own["enum"] === undefined && own["const"] === undefined) {
    const reference = FRESH.has(name) ? null : referenceOf(procedure, name);
    if (reference && !slots.some((slot) => keyOf(slot.path) === keyOf(path)))
      slots.push({ path, name, reference, required });
    if (
      !reference &&
      !FRESH.has(name) &&
      own["format"] === "uuid" &&
      !slots.some((slot) => keyOf(slot.path) === keyOf(path))
    )
      throw new Error(
        `${procedure} takes the id ${keyOf(path)}, and nothing says whose: name its table in NAMED of server/isolation/references.ts.`,
      );
  }
  for (const [field, inner] of Object.entries(own.properties ?? {}))
    collect(procedure, inner, root, [...path, field], required && (own.required?.includes(field) ?? false), slots);
  if (typeof own.items === "object") collect(procedure, own.items, root, [...path, 0], required, slots);
}

function valueOf(making: Making, schema: JsonSchema, path: Path, name: string): unknown {
  const own = resolved(schema, making.root);
  const slot = making.slots.find((one) => keyOf(one.path) === keyOf(path));
  if (slot) return making.values(slot);
  if (FRESH.has(name)) return Bun.randomUUIDv7();
  if (own["const"] !== undefined) return own["const"];
  if (Array.isArray(own["enum"])) return (own["enum"] as unknown[])[0];
  if (name in TEXTS) return TEXTS[name];
  const branches = own.anyOf ?? own.oneOf;
  if (branches) {
    const wanted = branches.find((branch) => resolved(branch, making.root).type !== "null") ?? branches[0]!;
    return merged(own.properties ? objectOf(making, own, path) : {}, valueOf(making, wanted, path, name));
  }
  if (own.allOf) return own.allOf.map((part) => valueOf(making, part, path, name)).reduce(merged, {});
  const type = Array.isArray(own.type) ? own.type.find((one) => one !== "null") : own.type;
  if (type === "object") return objectOf(making, own, path);
  if (type === "array") {
    const listed = own.prefixItems?.map((item, at) => valueOf(making, item, [...path, at], name));
    if (listed) return listed;
    const hasSlot = making.slots.some((one) => keyOf(one.path).startsWith(keyOf([...path, 0])));
    const least = Math.max(Number(own["minItems"] ?? 0), hasSlot ? 1 : 0);
    return typeof own.items === "object"
      ? Array.from({ length: least }, () => valueOf(making, own.items as JsonSchema, [...path, 0], name))
      : [];
  }
  if (type === "number" || type === "integer") return numberIn(own);
  if (type === "boolean") return true;
  if (type === "string") return textIn(own, /^(to|until|.+(To|Until|End))$/.test(name) ? 4 : 2);
  return type === undefined ? {} : null;
}

const merged = (a: unknown, b: unknown): unknown => (isObject(a) && isObject(b) ? { ...a, ...b } : b);
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectOf(making: Making, own: JsonSchema, path: Path): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(own.properties ?? {})) {
    const at = [...path, field];
    const key = keyOf(at);
    const wanted =
      own.required?.includes(field) ||
      making.optional === "all" ||
      [...making.optional].some((one) => one === key || one.startsWith(`${key}.`));
    if (wanted) made[field] = valueOf(making, inner, at, field);
  }
  return made;
}

function numberIn(own: JsonSchema): number {
  const least = Number(
    own["minimum"] ?? Number(own["exclusiveMinimum"] ?? 0) + (own["exclusiveMinimum"] === undefined ? 0 : 1),
  );
  const most = Number(own["maximum"] ?? Infinity);
  return Math.max(least, Math.min(1, most));
}

/** A day and an instant lie a little ahead: what is planned, is planned for then. */
function textIn(own: JsonSchema, days: number): string {
  const soon = new Date(Date.now() + days * 86_400_000).toISOString();
  const formats: Record<string, string> = {
    date: soon.slice(0, 10),
    "date-time": soon,
    time: "08:00:00",
    email: `${Bun.randomUUIDv7()}@isolation.example`,
    uri: "https://isolation.example/",
    uuid: Bun.randomUUIDv7(),
  };
  const made = formats[String(own["format"])] ?? "a text that says something";
  return made.slice(0, Number(own["maxLength"] ?? made.length)).padEnd(Number(own["minLength"] ?? 0), "x");
}
