/** What is changed on the rules screen and not saved yet, as it was typed. Pure. */
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { BOUNDS, type Bounds, boundsOf } from "../../../server/domain/policies/bounds.ts";
import type { Rule, RulesChange } from "../../../server/domain/policies/rules.ts";
import type { PolicyThresholds } from "../../../server/domain/policies/schema.ts";
import { parseFigure } from "../scan/hours-text.ts";
import { scaleOf } from "./rule-groups.ts";

export type TypeTexts = Partial<Record<EquipmentType, { beforeH: string; afterH: string }>>;
/** Numbers as text, switches as they are, hours of types as text by type. */
export type Entry = string | boolean | TypeTexts;
/** `base` is the version that the first change was made to; null where nothing is changed. */
export type Draft = { base: number | null; entries: Partial<Record<Rule, Entry>> };
/** Of a rule, or of `typeBuffers.<type>.<beforeH or afterH>`. */
export type Faults = Record<string, Bounds>;

export const NO_DRAFT: Draft = { base: null, entries: {} };

/** A field of hours of one type. */
export const typeField = (type: EquipmentType, side: "beforeH" | "afterH") => `typeBuffers.${type}.${side}`;

const numberText = (value: number, decimalMark: string) => String(Number(value.toFixed(2))).replace(".", decimalMark);

/** A rule's value as its field begins with it. */
export function entryOf(rule: Rule, values: PolicyThresholds, decimalMark: string): Entry {
  const value = values[rule];
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return numberText(value * scaleOf(rule), decimalMark);
  const texts = Object.entries(value).map(([type, hours]) => [
    type,
    { beforeH: numberText(hours.beforeH, decimalMark), afterH: numberText(hours.afterH, decimalMark) },
  ]);
  return Object.fromEntries(texts) as TypeTexts;
}

const TYPE_BOUNDS = BOUNDS.bufferBeforeH;

/** Between what the figure of a rule's field lies, as it is shown. */
export function shownBounds(rule: Rule): Bounds {
  const { min, max, whole } = boundsOf(rule) ?? TYPE_BOUNDS;
  return { min: min * scaleOf(rule), max: max * scaleOf(rule), whole };
}

function read(text: string, { min, max, whole }: Bounds): number | null {
  const figure = parseFigure(text);
  return figure === null || figure < min || figure > max || (whole && !Number.isInteger(figure)) ? null : figure;
}

/** The changes to be sent, and which fields can not be used. */
export function readDraft(entries: Draft["entries"]): { changes: RulesChange; faults: Faults } {
  const faults: Faults = {};
  const figure = (field: string, text: string, bounds: Bounds) => {
    const value = read(text, bounds);
    if (value === null) faults[field] = bounds;
    return value ?? bounds.min;
  };
  const values = (Object.entries(entries) as [Rule, Entry][]).map(([rule, entry]) => {
    if (typeof entry === "boolean") return [rule, entry];
    if (typeof entry === "string") {
      const value = figure(rule, entry, shownBounds(rule)) / scaleOf(rule);
      return [rule, Number(value.toFixed(4))];
    }
    const types = EQUIPMENT_TYPES.flatMap((type) => {
      const hours = entry[type];
      if (!hours) return [];
      const side = (name: "beforeH" | "afterH") => figure(typeField(type, name), hours[name], TYPE_BOUNDS);
      return [[type, { beforeH: side("beforeH"), afterH: side("afterH") }]];
    });
    return [rule, Object.fromEntries(types)];
  });
  return { changes: Object.fromEntries(values) as RulesChange, faults };
}

const inOrder = (entry: Entry) =>
  typeof entry === "object" ? JSON.stringify(EQUIPMENT_TYPES.map((type) => entry[type] ?? null)) : entry;

/** The draft with one field changed; a field that is put back to what is in force is no change. */
export function withEntry(draft: Draft, change: { rule: Rule; entry: Entry; inForce: Entry; version: number }): Draft {
  const { [change.rule]: _, ...others } = draft.entries;
  const same = inOrder(change.entry) === inOrder(change.inForce);
  const entries = same ? others : { ...others, [change.rule]: change.entry };
  return Object.keys(entries).length === 0 ? NO_DRAFT : { base: draft.base ?? change.version, entries };
}
