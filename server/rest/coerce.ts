/** Query strings and path parameters carry text alone: this gives a field the JSON value that its schema asks for. */
import { parseStrictJson } from "../http/strict-json.ts";
import { resolved, type Field, type JsonSchema } from "./json-schema.ts";

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * The value of a field given as text, once or several times. Text that does not fit is left as it is, so that validation
 * names the field. Lists are repeated parameters, one comma-separated parameter, or a JSON array; objects are JSON.
 */
export function coerce(texts: readonly string[], field: Field): unknown {
  const kinds = kindsOf(field.schema, field.root);
  const list = kinds.find((kind) => kind.type === "array");
  if (list) {
    const [only] = texts;
    const json = texts.length === 1 && only?.startsWith("[") ? parsed(only) : undefined;
    if (Array.isArray(json)) return json;
    const parts =
      texts.length === 1 && !kinds.some((kind) => kind.type === "string") ? (only ?? "").split(",") : [...texts];
    if (texts.length > 1 || !kinds.some((kind) => kind.type === "string")) {
      return parts.map((part, at) => {
        const item = list.prefixItems?.[at] ?? list.items;
        return typeof item === "object" ? scalar(part.trim(), kindsOf(item, field.root)) : part;
      });
    }
  }
  return texts.length === 1 ? scalar(texts[0] ?? "", kinds) : [...texts];
}

function scalar(text: string, kinds: readonly JsonSchema[]): unknown {
  for (const { type } of kinds) {
    if ((type === "number" || type === "integer") && NUMBER.test(text)) return Number(text);
    if (type === "boolean" && /^(true|false|1|0)$/.test(text)) return text === "true" || text === "1";
    if (type === "object" && text.startsWith("{")) return parsed(text) ?? text;
    if (type === "string") return text;
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return parseStrictJson(new TextEncoder().encode(text));
  } catch {
    return undefined;
  }
}

/** The alternatives that a schema allows, each with a single type. */
function kindsOf(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const own = resolved(schema, root);
  const branches = own.anyOf ?? own.oneOf ?? own.allOf;
  if (branches) return branches.flatMap((branch) => kindsOf(branch, root));
  if (Array.isArray(own.type)) return own.type.map((type) => ({ ...own, type }));
  if (own.type === undefined && (own["enum"] ?? own["const"]) !== undefined) {
    const samples = own["enum"] === undefined ? [own["const"]] : (own["enum"] as unknown[]);
    return samples.map((sample) => ({ type: typeof sample }));
  }
  return [own];
}
