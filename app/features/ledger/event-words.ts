/** Puts an event of the ledger into words. Unknown types and missing data read as less, never as an error. */
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { lifeDetails } from "./life-words.ts";

export interface EventFacts {
  type: string;
  data: Record<string, unknown>;
  siteName?: string | null;
  siteTimeZone?: string | null;
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const figure = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);
const record = (value: unknown) =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** A state of a machine, or a role. */
function statusWord(value: unknown): string {
  const word = text(value);
  const known =
    word &&
    ((t(`common.status.${word as "LOST"}`) as string | undefined) ??
      (t(`common.role.${word as "OPERATOR"}`) as string | undefined));
  return known ?? word ?? t("common.state.unknown");
}

function alertWord(value: unknown): string {
  const kind = text(value);
  const known = kind && (t(`alerts.kind.${kind as "OVERDUE"}`) as string | undefined);
  return known ?? kind ?? t("common.state.unknown");
}

/** What happened, as one short sentence. */
export function eventSentence({ type, data, siteName }: EventFacts): string {
  const site = text(data["siteName"]) ?? siteName ?? t("ledger.unknownSite");
  const words = {
    site,
    name: text(data["name"]) ?? site,
    from: statusWord(data["from"]),
    to: statusWord(data["to"]),
    kind: alertWord(data["kind"]),
    machine: text(data["replacedBy"]) ?? text(data["replaces"]) ?? t("common.state.unknown"),
    yard: text(data["yardName"]) ?? t("ledger.unknownSite"),
  };
  const sentence = t(`ledger.event.${type as "rental.checked_out"}`, words) as unknown;
  return typeof sentence === "string" ? sentence : t("ledger.event.unknown", { type });
}

/** What else the event tells: meters, fuel, dates, refusals. */
export function eventDetails({ data, type, siteTimeZone }: EventFacts, format: Format): string[] {
  const zone = siteTimeZone ?? undefined;
  const details: string[] = [];
  const meter = figure(data["engineEnd"]) ?? figure(data["engineStart"]) ?? figure(data["hourMeter"]);
  const [hours, fuel, dueAt] = [figure(data["hours"]), figure(data["fuelL"]), text(data["dueAt"])];
  if (meter !== undefined) details.push(t("ledger.detail.meter", { hours: format.hours(meter) }));
  const [ran, idled] = type === "usage.logged" ? [figure(data["runtimeH"]), figure(data["idleH"])] : [];
  if (ran !== undefined) details.push(t("ledger.detail.ran", { hours: format.hours(ran) }));
  if (idled) details.push(t("ledger.detail.idled", { hours: format.hours(idled) }));
  if (hours !== undefined) details.push(t("ledger.detail.hours", { hours: format.hours(hours) }));
  if (fuel !== undefined) details.push(t("ledger.detail.fuel", { volume: format.volume(fuel) }));
  if (dueAt && type === "rental.checked_out")
    details.push(t("ledger.detail.due", { time: format.dateTime(dueAt, zone) }));
  if (record(data["gate"])["overridden"] === true) details.push(t("ledger.detail.override"));
  if (data["byLabel"] === true) details.push(t("ledger.detail.byLabel"));
  const photos = Array.isArray(data["photos"]) ? data["photos"].length : 0;
  if (photos > 0) details.push(t("ledger.detail.photos", photos));
  if (type.startsWith("rental.")) details.push(...lifeDetails({ data, type, siteTimeZone }, format));
  const code = text(data["code"]);
  const why = code && (t(`errors.${code}` as "errors.unknown") as unknown);
  if (typeof why === "string") details.push(why);
  const nearest = record(data["nearest"]);
  const [distance, near] = [figure(nearest["distanceM"]), text(nearest["name"])];
  if (distance !== undefined && near) {
    details.push(t("ledger.detail.outside", { distance: format.distance(distance), site: near }));
  }
  return details;
}
