/** Any value that JSON can carry; object members may be undefined and are then left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

const MAX_DEPTH = 64;

/**
 * Canonical JSON by RFC 8785 (JCS): members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them, no
 * white space. Members that are undefined are left out. Throws TypeError on what JSON cannot carry exactly: NaN and
 * infinities, lone surrogates, functions, symbols, bigints, undefined in arrays, class instances (a Date too), and
 * nesting deeper than 64.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new TypeError("Nested too deeply for canonical JSON.");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`Canonical JSON has no ${value}.`);
    return JSON.stringify(value);
  }
  if (typeof value !== "object") throw new TypeError(`Canonical JSON has no ${typeof value}.`);
  // Array.from turns the holes of a sparse array into undefined, which is refused.
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonicalJson(item, depth + 1)).join(",")}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError("Canonical JSON has only plain objects.");
  const members = value as Record<string, unknown>;
  const written = Object.keys(members)
    .filter((key) => members[key] !== undefined)
    .sort()
    .map((key) => `${canonicalString(key)}:${canonicalJson(members[key], depth + 1)}`);
  return `{${written.join(",")}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("Canonical JSON has no lone surrogates.");
  return JSON.stringify(text);
}
