/** Shape of an alert and of the list. */
import { z } from "zod";
import { pageFields, pageOf } from "../paging.ts";
import { ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES } from "./schema.ts";

export const alertSchema = z.object({
  id: z.uuid(),
  kind: z.enum(ALERT_KINDS),
  state: z.enum(ALERT_STATES),
  severity: z.enum(ALERT_SEVERITIES),
  equipmentId: z.uuid().nullable().describe("Null for an alert about a whole feed, as is `humanId`."),
  humanId: z.string().nullable(),
  siteId: z.uuid().nullable(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  reason: z.string(),
  facts: z.record(z.string(), z.unknown()),
  openedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  snoozedUntil: z.iso.datetime().nullable(),
  escalatedAt: z.iso.datetime().nullable().describe("When nobody had acknowledged it for too long."),
  assigneeUserId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  clearedBy: z.string().nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

export const listAlertsInput = z.object({
  state: z
    .enum(["LIVE", ...ALERT_STATES])
    .default("LIVE")
    .describe("LIVE is everything that is not resolved."),
  kind: z.enum(ALERT_KINDS).optional(),
  severity: z.enum(ALERT_SEVERITIES).optional(),
  siteId: z.uuid().optional(),
  humanId: z.string().trim().toUpperCase().max(40).optional(),
  mine: z.boolean().optional().describe("Only those that are assigned to you."),
  ...pageFields,
});
export const listAlertsOutput = pageOf(alertSchema);
