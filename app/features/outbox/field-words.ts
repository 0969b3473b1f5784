/** The fields of entries in words: the same that their own forms use. */
import type { Part } from "../../../server/domain/maintenance/words.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { type Field, type FieldLabel, shownAt, valueAt } from "./entry-fields.ts";

type Input = Readonly<Record<string, unknown>>;

const words: Record<FieldLabel, () => string> = {
  meter: () => t("outbox.field.meter"),
  runtime: () => t("usage.log.ran"),
  idle: () => t("usage.log.idle"),
  fuel: () => t("tasks.answer.fuel"),
  site: () => t("outbox.field.site"),
  to: () => t("tasks.create.to"),
  due: () => t("outbox.field.due"),
  day: () => t("usage.log.date"),
  plannedFrom: () => t("tasks.plan.from"),
  plannedTo: () => t("tasks.plan.to"),
  truck: () => t("tasks.plan.truck"),
  name: () => t("tasks.create.name"),
  where: () => t("maintenance.start.where"),
  parts: () => t("maintenance.complete.parts"),
  clean: () => t("tasks.finish.clean"),
  complete: () => t("tasks.finish.complete"),
  condition: () => t("outbox.field.condition"),
  droppedOff: () => t("outbox.field.droppedOff"),
  notes: () => t("outbox.field.notes"),
  reason: () => t("outbox.field.reason"),
  override: () => t("outbox.field.override"),
};

/** A field's name. What is a destination and a return elsewhere is a place and a due time of a new task. */
export function labelOf({ label }: Field, input: Input): string {
  const ofTask = "toSiteId" in input;
  if (ofTask && label === "site") return t("tasks.create.site");
  if (ofTask && label === "due") return t("tasks.create.due");
  return words[label]();
}

/** Parts as people write them, one a line; a name that begins with a figure keeps its count before it. */
export const partsText = (parts: readonly Part[]): string =>
  parts.map(({ name, quantity }) => (quantity === 1 && !/^\d/.test(name) ? name : `${quantity} ${name}`)).join("\n");

/** A field's value as it is read; null where there is none. Sites are named by `siteName`. */
export function valueText(
  { path, kind }: Field,
  input: Input,
  format: Format,
  zone: string,
  siteName: (id: string) => string | null,
): string | null {
  const value = valueAt(input, path);
  if (kind === "flag") return typeof value === "boolean" ? t(value ? "tasks.answer.yes" : "tasks.answer.no") : null;
  if (kind === "parts") return Array.isArray(value) && value.length > 0 ? partsText(value as Part[]) : null;
  const text = shownAt(input, path);
  if (text === null) return null;
  if (kind === "hours") return format.hours(Number(text));
  if (kind === "litres") return format.volume(Number(text));
  if (kind === "instant") return format.dateTime(String(text), zone);
  if (kind === "day") return format.day(String(text));
  if (kind === "site") return siteName(String(text));
  if (kind === "condition") return t(`ledger.detail.condition.${text as "OK"}`);
  if (kind === "workshop") return t(`maintenance.workshop.${text as "YARD"}`);
  return String(text);
}
