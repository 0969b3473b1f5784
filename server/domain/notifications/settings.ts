/** What a person wants to be told of, where, and when not. */
import { z } from "zod";
import { ALERT_KINDS, ALERT_SEVERITIES, type AlertKind, type AlertSeverity } from "../alerts/schema.ts";
import type { Role } from "../iam/claims.ts";
import { operationFields } from "../operation.ts";
import { CHANNELS, LANGUAGES, type Channel, type Language } from "./words.ts";

const MOST_SITES = 500;

const byChannel = <T extends z.ZodType>(value: T) =>
  z.object(Object.fromEntries(CHANNELS.map((channel) => [channel, value])) as Record<Channel, T>);
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "not a time such as 22:00");

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, "not an IANA time zone");

export const notificationSettingsSchema = z.object({
  kinds: z
    .object(
      Object.fromEntries(ALERT_KINDS.map((kind) => [kind, byChannel(z.boolean())])) as Record<
        AlertKind,
        ReturnType<typeof byChannel<z.ZodBoolean>>
      >,
    )
    .describe("For each kind of alert, whether it is told there."),
  minSeverity: byChannel(z.enum(ALERT_SEVERITIES)).describe("What is less severe is not told there."),
  mutedSites: z.array(z.uuid()).max(MOST_SITES).describe("Sites of which nothing is told."),
  quiet: z
    .object({ from: clock, to: clock })
    .refine(({ from, to }) => from !== to, { message: "begins and ends at the same time", path: ["to"] })
    .nullable()
    .describe("Times of day, in `timeZone`, between which nothing is pushed; over midnight where `to` is earlier."),
  criticalInQuiet: z.boolean().describe("Whether critical alerts are pushed in quiet hours too."),
  digestHour: z.int().min(0).max(23).nullable().describe("Hour of day, in `timeZone`, of the e-mail; null for none."),
  timeZone: timeZoneSchema,
  language: z.enum(LANGUAGES),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

export const preferencesOutput = z.object({
  settings: notificationSettingsSchema,
  savedAt: z.iso.datetime().nullable().describe("Null where these are the defaults of the role."),
});
export const savePreferencesInput = z.object({ ...operationFields, settings: notificationSettingsSchema });

/** What a dealer looks after, and a customer can do nothing about. */
const DEALERS_WORK: readonly AlertKind[] = ["NO_HEARTBEAT", "MAINTENANCE_DUE", "FEED_SILENT"];
const MIN: Record<Channel, AlertSeverity> = { push: "WARNING", email: "INFO", inApp: "INFO" };

/**
 * Settings of who has chosen none: few enough pushes that each is looked at. Operators answer no alerts: they find what there is in the
 * app, and nothing disturbs them.
 */
export function defaultSettings(role: Role, timeZone: string, language: Language): NotificationSettings {
  const answers = role !== "OPERATOR";
  const told = (kind: AlertKind) => answers && (role !== "CUSTOMER_SUPERVISOR" || !DEALERS_WORK.includes(kind));
  return {
    kinds: Object.fromEntries(
      ALERT_KINDS.map((kind) => [kind, { push: told(kind), email: told(kind), inApp: true }]),
    ) as NotificationSettings["kinds"],
    minSeverity: MIN,
    mutedSites: [],
    quiet: { from: "22:00", to: "06:00" },
    criticalInQuiet: false,
    digestHour: answers ? 7 : null,
    timeZone,
    language,
  };
}
