/**
 * A document as elements, whatever it was written in: XML by local names, JSON by its keys. Names are compared without case, since
 * makers write `rel` and `Rel`, `datetime` and `dateTime`.
 */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** Its own text, trimmed; without that of its children. */
  text: string;
};

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const childOf = (element: Element, name: string): Element | undefined =>
  element.children.find((child) => same(child.name, name));

/** The text of an attribute or a child of that name; null where there is none or it says nothing. */
export function textOf(element: Element, name: string): string | null {
  const attribute = Object.entries(element.attributes).find(([key]) => same(key, name))?.[1];
  return said(attribute) ?? said(childOf(element, name)?.text);
}

/** What makers write where they know nothing. */
const NOTHING = new Set([
  "",
  "missing",
  "unknown",
  "n/a",
  "na",
  "null",
  "none",
  "undefined",
  "-",
  "--",
  "not available",
]);

/** The text, trimmed; null for an absent one and for the words that mean nothing. */
export function said(text: string | null | undefined): string | null {
  const trimmed = (text ?? "").replaceAll("\0", "").toWellFormed().trim();
  return NOTHING.has(trimmed.toLowerCase()) ? null : trimmed;
}

/** Deeper than any of the standard's documents; what goes beyond is left out. */
const MAX_DEPTH = 32;

/** A JSON value as elements: a list is its name repeated, `@name` and `$`/`#text` are how converters write attributes and text. */
export function elementsOfJson(name: string, value: unknown, depth = 0): Element[] {
  if (depth > MAX_DEPTH) return [];
  // An empty list of faults says that there are none, as an empty element does.
  if (Array.isArray(value) && value.length === 0 && same(name, "Faults"))
    return [{ name, attributes: {}, children: [], text: "" }];
  if (Array.isArray(value)) return value.flatMap((each) => elementsOfJson(name, each, depth + 1));
  const element: Element = { name, attributes: {}, children: [], text: "" };
  if (typeof value !== "object" || value === null) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      element.text = String(value).trim();
    return [element];
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$" || key === "#text" || key === "_text")
      element.text = typeof inner === "string" ? inner.trim() : String(inner);
    else element.children.push(...elementsOfJson(localName(key.replace(/^@/, "")), inner, depth + 1));
  }
  return [element];
}

/** The name without its namespace's prefix. */
export const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
