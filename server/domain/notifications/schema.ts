/** Shapes of what a person was told, and of the devices on which they are. */
import { z } from "zod";
import { ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES } from "../alerts/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { CHANGES, LANGUAGES } from "./words.ts";

export const notificationSchema = z.object({
  id: z.uuid(),
  change: z.enum(CHANGES).describe("What became of the alert."),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  alert: z.object({
    id: z.uuid(),
    kind: z.enum(ALERT_KINDS),
    state: z.enum(ALERT_STATES),
    severity: z.enum(ALERT_SEVERITIES),
    humanId: z.string().nullable(),
    siteName: z.string().nullable(),
    siteTimeZone: z.string().nullable(),
    reason: z.string(),
    facts: z.record(z.string(), z.unknown()),
  }),
});
export type Notification = z.infer<typeof notificationSchema>;

export const listNotificationsInput = z.object({
  unread: z.boolean().optional().describe("Only those that are not read yet."),
  ...pageFields,
});
export const listNotificationsOutput = pageOf(notificationSchema);

/** More are not counted: nobody reads them one by one. */
export const MOST_COUNTED = 99;
export const unreadCountOutput = z.object({
  unread: z.int().describe(`At most ${MOST_COUNTED + 1}, which is "more than ${MOST_COUNTED}".`),
});

const MOST_MARKED = 500;
export const markReadInput = z.object({
  ...operationFields,
  notificationIds: z.array(z.uuid()).max(MOST_MARKED).optional(),
  alertId: z.uuid().optional().describe("All that was told of one alert."),
  until: z.iso.datetime({ offset: true }).optional().describe("All that were made until then."),
});
export const markReadOutput = z.object({ read: z.int() });

/** The push services' own limit is far below. */
const MOST_ADDRESS = 2_000;
const base64url = z.string().regex(/^[\w-]+={0,2}$/);

export const pushDeviceSchema = z.object({
  id: z.uuid(),
  label: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  endpointHash: z.string().describe("SHA-256 of its endpoint, as hex, by which a browser knows itself."),
});
export const pushOutput = z.object({
  publicKey: z.string().nullable().describe("VAPID key of this server (RFC 8292); null where it pushes nothing."),
  devices: z.array(pushDeviceSchema),
});
export const subscribeInput = z.object({
  ...operationFields,
  endpoint: z.url({ protocol: /^https$/ }).max(MOST_ADDRESS),
  keys: z.object({ p256dh: base64url.min(80).max(100), auth: base64url.min(20).max(30) }),
  language: z.enum(LANGUAGES),
  label: z.string().trim().max(80).default(""),
});
export const subscribeOutput = z.object({ deviceId: z.uuid() });
export const unsubscribeInput = z.object({ ...operationFields, deviceId: z.uuid() });
export const unsubscribeOutput = z.object({ deviceId: z.uuid() });
export const testPushInput = z.object({ deviceId: z.uuid() });
export const testPushOutput = z.object({
  outcome: z
    .enum(["SENT", "GONE", "FAILED"])
    .describe("GONE: the browser's push service knows it no more; it is removed."),
});
