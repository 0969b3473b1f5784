/** What all parts of a machine's element have in common: a time stamp, a value, or nothing at all. */
import { said, textOf, type Element } from "./element.ts";
import { readTime, type Read } from "./values.ts";

/** An element that is there and says nothing is not there: makers send empty ones for what a machine does not have. */
export const isEmpty = (element: Element): boolean =>
  element.text === "" &&
  element.children.every(
    (child) => child.text === "" && child.children.length === 0 && Object.keys(child.attributes).length === 0,
  );

export const rawTime = (element: Element): string | null => textOf(element, "datetime") ?? textOf(element, "timestamp");
export const rawValue = (element: Element): string | null =>
  element.children
    .filter((child) => !/^(datetime|timestamp)$/i.test(child.name) && child.text !== "")
    .map((child) => child.text)
    .join(" ") || said(element.text);

/** The time stamp as an attribute or a child, `datetime` or `dateTime`. */
export function timeOf(element: Element, now: Date): Read<Date> {
  const text = rawTime(element);
  return text === null ? { ok: false, code: "missing_time" } : readTime(text, now);
}
