/** What is changed on the rules screen and not saved yet, as it was typed. Pure. */
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { BOUNDS, type Bounds, boundsOf } from "../../../server/domain/policies/bounds.ts";
import type { Rule, RulesChange } from "../../../server/domain/policies/rules.ts";
import type { PolicyThresholds } from "../../../server/domain/policies/schema.ts";
import { parseFigure } from "../scan/hours-text.ts";
import { scaleOf } from "./rule-groups.ts";

/** What a type has of its own, by name. */
export type TypeTexts = Partial<Record<EquipmentType, Record<string, string>>>;
/** The rules whose values are kept by type. */
export type TypeRule = "typeBuffers" | "typeLimits";
/** Numbers as text, switches as they are, what types have of their own as text by type. */
export type Entry = string | boolean | TypeTexts;
/** `base` is the version that the first change was made to; null where nothing is changed. */
export type Draft = { base: number | null; entries: Partial<Record<Rule, Entry>> };
/** Of a rule, or of `<rule>.<type>.<name>`. */
export type Faults = Record<string, Bounds>;

export const NO_DRAFT: Draft = { base: null, entries: {} };

/** A field of one type. */
export const typeField = (rule: TypeRule, type: EquipmentType, name: string) => `${rule}.${type}.${name}`;

const numberText = (value: number, decimalMark: string) => String(Number(value.toFixed(2))).replace(".", decimalMark);

/** A rule's value as its field begins with it. */
export function entryOf(rule: Rule, values: PolicyThresholds, decimalMark: string): Entry {
  const value = values[rule];
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return numberText(value * scaleOf(rule), decimalMark);
  const texts = Object.entries(value).map(([type, own]) => [
    type,
    Object.fromEntries(
      Object.entries<number>(own).map(([name, figure]) => [name, numberText(figure * scaleOf(name), decimalMark)]),
    ),
  ]);
  return Object.fromEntries(texts) as TypeTexts;
}

const TYPE_BOUNDS = BOUNDS.bufferBeforeH;

/** Between what the figure of a field lies, as it is shown: of a rule, or of what a type has of its own. */
export function shownBounds(name: string): Bounds {
  const { min, max, whole } = boundsOf(name) ?? TYPE_BOUNDS;
  return { min: min * scaleOf(name), max: max * scaleOf(name), whole };
}

function read(text: string, { min, max, whole }: Bounds): number | null {
  const figure = parseFigure(text);
  return figure === null || figure < min || figure > max || (whole && !Number.isInteger(figure)) ? null : figure;
}

/** The changes to be sent, and which fields can not be used. */
export function readDraft(entries: Draft["entries"]): { changes: RulesChange; faults: Faults } {
  const faults: Faults = {};
  const figure = (field: string, text: string, name: string) => {
    const bounds = shownBounds(name);
    const value = read(text, bounds);
    if (value === null) faults[field] = bounds;
    return Number(((value ?? bounds.min) / scaleOf(name)).toFixed(4));
  };
  const values = (Object.entries(entries) as [Rule, Entry][]).map(([rule, entry]) => {
    if (typeof entry === "boolean") return [rule, entry];
    if (typeof entry === "string") return [rule, figure(rule, entry, rule)];
    const types = EQUIPMENT_TYPES.flatMap((type) => {
      const own = Object.entries(entry[type] ?? {});
      const values = own.map(([name, text]) => [name, figure(typeField(rule as TypeRule, type, name), text, name)]);
      return values.length > 0 ? [[type, Object.fromEntries(values)]] : [];
    });
    return [rule, Object.fromEntries(types)];
  });
  return { changes: Object.fromEntries(values) as RulesChange, faults };
}

const inOrder = (entry: Entry) =>
  typeof entry === "object"
    ? JSON.stringify(
        EQUIPMENT_TYPES.map((type) => Object.entries(entry[type] ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      )
    : entry;

/** The draft with one field changed; a field that is put back to what is in force is no change. */
export function withEntry(draft: Draft, change: { rule: Rule; entry: Entry; inForce: Entry; version: number }): Draft {
  const { [change.rule]: _, ...others } = draft.entries;
  const same = inOrder(change.entry) === inOrder(change.inForce);
  const entries = same ? others : { ...others, [change.rule]: change.entry };
  return Object.keys(entries).length === 0 ? NO_DRAFT : { base: draft.base ?? change.version, entries };
}
