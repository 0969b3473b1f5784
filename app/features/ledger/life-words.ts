/** What a step of a rental's life tells beside its sentence: dates, days late, hours so far. Missing data reads as less. */
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import type { EventFacts } from "./event-words.ts";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const figure = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);

/** Steps that tell what the rental had come to; others hold it, too, where it would only repeat. */
const TELL_USAGE = new Set(["rental.extended", "rental.transferred", "rental.swapped_out", "rental.called_off"]);

export function lifeDetails({ type, data, siteTimeZone }: EventFacts, format: Format): string[] {
  const time = (at: string) => format.dateTime(at, siteTimeZone ?? undefined);
  const [dueAt, from, asked, day] = [
    data["dueAt"],
    data["from"],
    data["askedDueAt"],
    data["day"] ?? data["askedDay"],
  ].map(text);
  const late = figure(data["lateDays"]);
  const [dropped, excess, fromSite] = [
    text(data["droppedOffAt"]),
    figure(data["excessHours"]),
    text(data["fromSiteName"]),
  ];
  const condition = text((data["condition"] as { overall?: unknown } | null | undefined)?.overall);
  const usage = data["usage"] as { runtimeH?: unknown; idleH?: unknown } | undefined;
  const [run, idle] = [figure(usage?.runtimeH), figure(usage?.idleH)];
  const papers = type === "rental.papers_changed" || type === "rental.checked_out";
  const details = [
    fromSite && t("ledger.detail.fromSite", { site: fromSite }),
    asked && t("ledger.detail.asked", { time: time(asked) }),
    dueAt && from && from !== dueAt && t("ledger.detail.newDue", { time: time(dueAt), from: time(from) }),
    day && t("ledger.detail.lastDay", { day: format.day(day) }),
    data["automatic"] === true && t("ledger.detail.automatic"),
    late !== undefined && (late > 0 ? t("ledger.detail.late", late) : t("ledger.detail.inTime")),
    dropped && t("ledger.detail.droppedOff", { time: time(dropped) }),
    excess && t("ledger.detail.excess", { hours: format.hours(excess) }),
    condition && t(`ledger.detail.condition.${condition as "OK"}`),
    papers && text(data["contractNumber"]) && t("ledger.detail.contract", { number: text(data["contractNumber"])! }),
    papers && text(data["poNumber"]) && t("ledger.detail.po", { number: text(data["poNumber"])! }),
    TELL_USAGE.has(type) &&
      run !== undefined &&
      idle !== undefined &&
      t("ledger.detail.soFar", { hours: format.hours(run), idle: format.hours(idle) }),
  ];
  return details.filter((detail): detail is string => typeof detail === "string" && detail !== "");
}
