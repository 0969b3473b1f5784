import { expect, test } from "bun:test";
import { z } from "zod";
import { coerce } from "./coerce.ts";
import { fieldsOf, jsonSchemaOf } from "./json-schema.ts";

const schema = z.object({
  text: z.string(),
  count: z.int().nullish(),
  ratio: z.number().default(1),
  open: z.boolean().optional(),
  kinds: z.array(z.enum(["A", "B"])).optional(),
  box: z.tuple([z.number(), z.number()]).optional(),
  near: z.object({ lat: z.number() }).optional(),
  either: z.union([z.number(), z.literal("all")]).optional(),
  oneOrMany: z.union([z.string(), z.array(z.string())]).optional(),
});
const root = jsonSchemaOf(schema, "input");
const fields = fieldsOf(root);
const read = (name: string, ...texts: string[]) => coerce(texts, fields.get(name)!);

test("text stays text, even where it looks like a number", () => {
  expect(read("text", "007")).toBe("007");
});

test("numbers and booleans are read, also when they may be null or left out", () => {
  expect(read("count", "12")).toBe(12);
  expect(read("ratio", "-1.5e2")).toBe(-150);
  expect(read("open", "true")).toBe(true);
  expect(read("open", "0")).toBe(false);
});

test("what does not fit is left as it is, for validation to name", () => {
  for (const text of ["12abc", "0x10", "", " 1", "1_000", "Infinity", "012"]) expect(read("count", text)).toBe(text);
  expect(read("open", "yes")).toBe("yes");
  expect(read("near", "{broken")).toBe("{broken");
});

test("lists are repeated, comma-separated or JSON", () => {
  expect(read("kinds", "A", "B")).toEqual(["A", "B"]);
  expect(read("kinds", "A,B")).toEqual(["A", "B"]);
  expect(read("kinds", '["A","B"]')).toEqual(["A", "B"]);
  expect(read("kinds", "A")).toEqual(["A"]);
  expect(read("box", "1.5,-2")).toEqual([1.5, -2]);
});

test("objects are JSON", () => {
  expect(read("near", '{"lat":1}')).toEqual({ lat: 1 });
});

test("unions take the first alternative that fits", () => {
  expect(read("either", "5")).toBe(5);
  expect(read("either", "all")).toBe("all");
  expect(read("oneOrMany", "a,b")).toBe("a,b");
  expect(read("oneOrMany", "a", "b")).toEqual(["a", "b"]);
});

test("a field given twice that may be given once is handed on as a list and so refused", () => {
  expect(read("text", "a", "b")).toEqual(["a", "b"]);
});

test("fields of unions are required only where every branch requires them", () => {
  const union = fieldsOf(
    jsonSchemaOf(z.union([z.object({ a: z.string(), b: z.string() }), z.object({ a: z.string() })]), "input"),
  );
  expect([...union].map(([name, { required }]) => [name, required])).toEqual([
    ["a", true],
    ["b", false],
  ]);
});
