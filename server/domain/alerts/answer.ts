/** Shapes of answering an alert, and of one alert with why it is there. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { alertSchema } from "./list.ts";
import { ALERT_SEVERITIES } from "./schema.ts";

/** A month: what can wait for longer has a wrong threshold. */
export const MAX_SNOOZE_DAYS = 30;

export const alertIdInput = z.object({ alertId: z.uuid() });
export const acknowledgeAlertInput = z.object({ ...operationFields, alertId: z.uuid() });
export const snoozeAlertInput = z.object({
  ...operationFields,
  alertId: z.uuid(),
  until: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe(
      `At most ${MAX_SNOOZE_DAYS} days ahead; null wakes it now. A cause that becomes critical wakes it earlier.`,
    ),
});
export const assignAlertInput = z.object({
  ...operationFields,
  alertId: z.uuid(),
  assigneeUserId: z.uuid().nullable().describe("A member of the machine's dealer or customer; null takes it off."),
});

export const alertPeopleOutput = z.object({
  items: z.array(z.object({ userId: z.uuid(), name: z.string(), role: z.string(), orgId: z.uuid() })),
});

/** One alert, what the rule says of the machine at this moment, and what happened to it. */
export const alertDetailSchema = alertSchema.extend({
  acknowledgedByName: z.string().nullable(),
  machine: z.object({ type: z.string(), make: z.string(), model: z.string() }).nullable(),
  /** Null where the figures are not the reader's, or the alert is over. */
  current: z
    .object({ holds: z.boolean(), severity: z.enum(ALERT_SEVERITIES), facts: z.record(z.string(), z.unknown()) })
    .nullable(),
  history: z.array(
    z.object({
      id: z.uuid(),
      type: z.string(),
      at: z.iso.datetime(),
      actorName: z.string().nullable(),
      actorRole: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  /** Earlier alerts of the same kind about the same machine, newest first. */
  earlier: z.array(
    z.object({
      id: z.uuid(),
      severity: z.enum(ALERT_SEVERITIES),
      openedAt: z.iso.datetime(),
      resolvedAt: z.iso.datetime().nullable(),
      clearedBy: z.string().nullable(),
    }),
  ),
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;
