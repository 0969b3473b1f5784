/** The input of an entry as a person reads and corrects it. Pure. */

export type FieldKind = "hours" | "litres" | "site" | "instant" | "text";
export type Field = {
  /** Path in the input, with a point for what lies deeper. */
  path: string;
  label: "meter" | "fuel" | "site" | "due" | "droppedOff" | "notes" | "reason" | "override";
  kind: FieldKind;
  /** It has to be there. */
  required: boolean;
};

/** What is known of the inputs that go through the outbox, in the order of reading. Everything else goes out as it was entered. */
const FIELDS: readonly Field[] = [
  { path: "siteId", label: "site", kind: "site", required: true },
  { path: "dueAt", label: "due", kind: "instant", required: true },
  { path: "engineStart", label: "meter", kind: "hours", required: true },
  { path: "engineEnd", label: "meter", kind: "hours", required: true },
  { path: "hourMeter", label: "meter", kind: "hours", required: false },
  { path: "hours", label: "meter", kind: "hours", required: false },
  { path: "fuelL", label: "fuel", kind: "litres", required: false },
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

/** The fields that this input has. An override is offered where the gate refused, though nobody has given one yet. */
export function fieldsOf(input: Input, offersOverride = false): Field[] {
  const found = FIELDS.filter(({ path, kind }) => {
    const value = valueAt(input, path);
    if (path === "override.reason" && offersOverride) return true;
    if (value === undefined) return false;
    const isText = typeof value === "string" || value === null;
    return kind === "hours" || kind === "litres" ? typeof value === "number" || value === null : isText;
  });
  // One meter is one meter, whatever an input calls it.
  return found.filter(({ label }, at) => found.findIndex((each) => each.label === label) === at);
}

/** The input with other values; what is empty is null, and an override without a reason is none. */
export function amended(input: Input, changes: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const next: Record<string, unknown> = { ...input };
  for (const [path, value] of changes) {
    const [first, second] = path.split(".") as [string, string?];
    if (second === undefined) next[first] = value;
    else if (value === null) delete next[first];
    else next[first] = { ...(next[first] as Input | undefined), [second]: value };
  }
  return next;
}

/** How many files an input names, and how many answers it gives. */
export function countsOf(input: Input): { answers: number } {
  const { answers, items } = input;
  const list = Array.isArray(answers) ? answers : Array.isArray(items) ? items : [];
  return { answers: list.length };
}
