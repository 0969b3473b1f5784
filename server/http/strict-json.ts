/**
 * JSON that no two programs read differently and that no program breaks on. `JSON.parse` alone takes the last of two fields of
 * one name, where a proxy in front may have judged the first, and nests as deep as the sender likes.
 */
import { AppError } from "../domain/errors.ts";

/** Far beyond any shape of ours: a geofence in a batch is seven deep. */
export const MAX_JSON_DEPTH = 32;

/** Names that lead to an object's prototype where code copies fields by name. No field of ours is called so. */
const PROTOTYPE_NAMES = new Set(["__proto__", "constructor", "prototype"]);
export const isPrototypeName = (name: string) => PROTOTYPE_NAMES.has(name);

/**
 * The value of a JSON document. Throws `input.unparsable` for bytes that are not UTF-8, text that is not JSON, two fields of one
 * name in one object and nesting beyond {@link MAX_JSON_DEPTH}, and `input.invalid` for a field named like a way to the prototype.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("input.unparsable", { message: "The body is not valid JSON.", cause });
  }
  checkShape(text);
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** One pass over text that is known to be JSON, without recursion. */
function checkShape(text: string): void {
  // The names seen in each open object; null for an open list.
  const open: (Set<string> | null)[] = [];
  let names: Set<string> | null = null;
  let atName = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (atName && names) addName(names, text.slice(at, end + 1));
      atName = false;
      at = end;
    } else if (code === COMMA) {
      atName = names !== null;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (open.length >= MAX_JSON_DEPTH)
        throw new AppError("input.unparsable", { message: `The body is nested deeper than ${MAX_JSON_DEPTH} levels.` });
      names = code === OPEN_OBJECT ? new Set() : null;
      open.push(names);
      atName = names !== null;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      open.pop();
      names = open.at(-1) ?? null;
      atName = false;
    }
  }
}

/** Where the string that begins at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
}

function addName(names: Set<string>, quoted: string): void {
  const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (isPrototypeName(name)) throw new AppError("input.invalid", { fields: { [name]: "is no name of a field" } });
  if (names.has(name)) throw new AppError("input.unparsable", { message: "The body names a field twice." });
  names.add(name);
}
