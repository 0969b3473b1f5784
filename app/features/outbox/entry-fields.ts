/** The input of an entry as a person reads and corrects it. Pure. */
import { media } from "../../lib/outbox/entry.ts";

export type FieldKind =
  "hours" | "litres" | "site" | "instant" | "day" | "text" | "line" | "flag" | "condition" | "workshop" | "parts";
export type FieldLabel =
  | "meter"
  | "runtime"
  | "idle"
  | "fuel"
  | "site"
  | "to"
  | "due"
  | "day"
  | "plannedFrom"
  | "plannedTo"
  | "truck"
  | "name"
  | "where"
  | "parts"
  | "clean"
  | "complete"
  | "condition"
  | "droppedOff"
  | "notes"
  | "reason"
  | "override";
export type Field = {
  /** Path in the input, with a point for what lies deeper. */
  path: string;
  label: FieldLabel;
  kind: FieldKind;
  /** It has to be there. */
  required: boolean;
};
type Known = Field & {
  /** Offered though it was left out, where this stands beside it. */
  beside?: string;
};

/** What is known of the inputs that go through the outbox, in the order of reading. Everything else goes out as it was entered. */
const FIELDS: readonly Known[] = [
  { path: "title", label: "name", kind: "line", required: false },
  { path: "siteId", label: "site", kind: "site", required: true },
  { path: "toSiteId", label: "to", kind: "site", required: false },
  { path: "dueAt", label: "due", kind: "instant", required: true },
  { path: "plannedFrom", label: "plannedFrom", kind: "instant", required: false },
  { path: "plannedTo", label: "plannedTo", kind: "instant", required: false },
  { path: "truck", label: "truck", kind: "line", required: false },
  { path: "workshop", label: "where", kind: "workshop", required: true },
  { path: "date", label: "day", kind: "day", required: true },
  { path: "runtimeH", label: "runtime", kind: "hours", required: true },
  { path: "idleH", label: "idle", kind: "hours", required: false },
  { path: "engineStart", label: "meter", kind: "hours", required: true },
  { path: "engineEnd", label: "meter", kind: "hours", required: true },
  { path: "engineHours", label: "meter", kind: "hours", required: false },
  { path: "hourMeter", label: "meter", kind: "hours", required: false },
  { path: "hours", label: "meter", kind: "hours", required: false },
  { path: "answers.engineHours", label: "meter", kind: "hours", required: false, beside: "answers.clean" },
  { path: "fuelL", label: "fuel", kind: "litres", required: false },
  { path: "answers.fuelL", label: "fuel", kind: "litres", required: false, beside: "answers.clean" },
  { path: "answers.clean", label: "clean", kind: "flag", required: true },
  { path: "answers.complete", label: "complete", kind: "flag", required: true },
  { path: "condition.overall", label: "condition", kind: "condition", required: true },
  { path: "parts", label: "parts", kind: "parts", required: false },
  { path: "droppedOffAt", label: "droppedOff", kind: "instant", required: false },
  { path: "override.reason", label: "override", kind: "text", required: false },
  { path: "reason", label: "reason", kind: "text", required: false },
  { path: "notes", label: "notes", kind: "text", required: false },
  { path: "note", label: "notes", kind: "text", required: false },
  { path: "text", label: "notes", kind: "text", required: true },
  { path: "outcome", label: "notes", kind: "text", required: false },
];

type Input = Readonly<Record<string, unknown>>;

/** The value at a path, or undefined. */
export function valueAt(input: Input, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (at as Input | null | undefined)?.[key], input);
}

/** The value at a path as it can be shown; null where there is none. */
export function shownAt(input: Input, path: string): string | number | null {
  const value = valueAt(input, path);
  return (typeof value === "string" && value !== "") || typeof value === "number" ? value : null;
}

const isOfKind = (kind: FieldKind, value: unknown): boolean => {
  if (kind === "flag") return typeof value === "boolean";
  if (kind === "parts") return Array.isArray(value);
  return value === null || typeof value === (kind === "hours" || kind === "litres" ? "number" : "string");
};

/** The fields that this input has. An override is offered where the gate refused, though nobody has given one yet. */
export function fieldsOf(input: Input, offersOverride = false): Field[] {
  const found = FIELDS.filter(({ path, kind, beside }) => {
    const value = valueAt(input, path);
    if (path === "override.reason" && offersOverride) return true;
    if (value === undefined) return beside !== undefined && valueAt(input, beside) !== undefined;
    return isOfKind(kind, value);
  });
  // One meter is one meter, whatever an input calls it; what was left open may stay so.
  return found
    .filter(({ label }, at) => found.findIndex((each) => each.label === label) === at)
    .map(({ path, label, kind, required }) => ({
      path,
      label,
      kind,
      required: required && valueAt(input, path) !== null,
    }));
}

/** The input with other values; what is empty is null, or gone where it lies deeper, and an override without a reason is none. */
export function amended(input: Input, changes: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const next: Record<string, unknown> = { ...input };
  for (const [path, value] of changes) {
    const [first, second] = path.split(".") as [string, string?];
    if (second === undefined) next[first] = value;
    else if (value !== null) next[first] = { ...(next[first] as Input | undefined), [second]: value };
    else if (first === "override") delete next[first];
    else {
      const { [second]: _, ...rest } = (next[first] ?? {}) as Record<string, unknown>;
      next[first] = rest;
    }
  }
  return next;
}

/** The input without some of its files: nothing names them any more, and what was marked on them is gone with them. */
export function withoutFiles(input: Input, fileIds: readonly string[]): Record<string, unknown> {
  const gone = new Set<unknown>(fileIds.map((id) => media(id)));
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value
        .filter((each) => !gone.has(each) && !gone.has((each as { mediaId?: unknown } | null)?.mediaId))
        .map(strip);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, strip(each)]));
  };
  return strip(input) as Record<string, unknown>;
}

/** How many answers an input gives. */
export function countsOf(input: Input): { answers: number } {
  const { answers, items } = input;
  const list = Array.isArray(answers) ? answers : Array.isArray(items) ? items : [];
  return { answers: list.length };
}
