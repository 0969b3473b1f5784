/** What nobody means to send: values of the wrong kind, size and shape, and bodies that are hardly JSON. Everything comes from one source of chance. */
import type { Rng } from "../domain/prng.ts";

const VALUES: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  "NaN",
  "Infinity",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202etext",
  "%00",
  "%",
  "_",
  "\\",
  "'; drop table events; --",
  "$1",
  "{{7*7}}",
  "../../../etc/passwd",
  "x".repeat(20_000),
  "🚜".repeat(500),
  "9".repeat(400),
  "0000-00-00",
  "9999-12-31T23:59:59.999Z",
  "-271821-04-20T00:00:00.000Z",
  "2024-02-30",
  "infinity",
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  [],
  [[]],
  [null],
  Array.from({ length: 600 }, (_, at) => at),
  {},
  { constructor: { prototype: { role: "CAT_ADMIN" } } },
  { $ne: null },
  { toString: "x" },
  { length: 1e9 },
];

const POLLUTION = [
  '"__proto__":{"orgType":"CATERPILLAR","role":"CAT_ADMIN"}',
  '"constructor":{"prototype":{"siteIds":null}}',
  '"orgType":"CATERPILLAR"',
  '"claims":{"orgType":"CATERPILLAR"}',
  '"dealerId":{"$ne":null}',
  '"toString":null',
  '"\\u0000":1',
];

export const pick = <T>(rng: Rng, list: readonly T[]): T => list[Math.floor(rng() * list.length)]!;

/** A copy of an input in which some values are replaced, taken out or doubled. */
export function spoiled(rng: Rng, value: unknown, rate: number): unknown {
  if (rng() < rate) return pick(rng, VALUES);
  if (Array.isArray(value)) return rng() < rate ? [...value, ...value] : value.map((one) => spoiled(rng, one, rate));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(() => rng() > rate / 2);
  return Object.fromEntries(
    kept.map(([key, inner]) => [
      rng() < rate / 8 ? pick(rng, ["__proto__", "", `${key} `, key.toUpperCase()]) : key,
      spoiled(rng, inner, rate),
    ]),
  );
}

/** The text of a body, sometimes with keys that no honest client writes, cut, wrapped, or in bytes that are no UTF-8. */
export function bodyOf(rng: Rng, input: unknown): Uint8Array<ArrayBuffer> {
  let text = JSON.stringify(input ?? {});
  const chance = rng();
  if (chance < 0.15 && text.startsWith("{"))
    text = `{${pick(rng, POLLUTION)}${text === "{}" ? "" : ","}${text.slice(1)}`;
  else if (chance < 0.18) text = text.slice(0, Math.floor(rng() * text.length));
  else if (chance < 0.2) text = `${"[".repeat(5_000)}${text}`;
  else if (chance < 0.22) text = `[${text},${text}]`;
  else if (chance < 0.23) text = pick(rng, ["", "null", "0", '"text"', "NaN", "{", "{}{}", "\ufeff{}", "undefined"]);
  const bytes = new TextEncoder().encode(text);
  if (chance > 0.98 && bytes.length > 2)
    bytes[Math.floor(rng() * bytes.length)] = pick(rng, [0x00, 0xff, 0xc0, 0x80, 0xed]);
  return Uint8Array.from(bytes);
}
