/** Shape of the alert list. */
import { z } from "zod";
import { pageFields, pageOf } from "../paging.ts";
import { ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES } from "./schema.ts";

export const alertSchema = z.object({
  id: z.uuid(),
  kind: z.enum(ALERT_KINDS),
  state: z.enum(ALERT_STATES),
  severity: z.enum(ALERT_SEVERITIES),
  equipmentId: z.uuid(),
  humanId: z.string(),
  siteId: z.uuid().nullable(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  reason: z.string(),
  facts: z.record(z.string(), z.unknown()),
  openedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
});

export const listAlertsInput = z.object({
  state: z
    .enum(["LIVE", ...ALERT_STATES])
    .default("LIVE")
    .describe("LIVE is everything that is not resolved."),
  kind: z.enum(ALERT_KINDS).optional(),
  siteId: z.uuid().optional(),
  humanId: z.string().trim().toUpperCase().max(40).optional(),
  ...pageFields,
});
export const listAlertsOutput = pageOf(alertSchema);
