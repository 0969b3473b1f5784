import {
  listNotificationsInput,
  listNotificationsOutput,
  markReadInput,
  markReadOutput,
  pushOutput,
  subscribeInput,
  subscribeOutput,
  testPushInput,
  testPushOutput,
  unreadCountOutput,
  unsubscribeInput,
  unsubscribeOutput,
} from "../../domain/notifications/schema.ts";
import { preferencesOutput, savePreferencesInput } from "../../domain/notifications/settings.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { listDevices, subscribe, unsubscribe } from "./devices.ts";
import { listNotifications, unreadCount } from "./list.ts";
import { markRead } from "./mark-read.ts";
import { readPreferences, savePreferences } from "./preferences.ts";
import { testPush } from "./test-push.ts";

export const notificationsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/notifications", summary: "What you were told, newest first" } })
    .input(listNotificationsInput)
    .output(listNotificationsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listNotifications(tenant, input))),

  unreadCount: procedure
    .output(unreadCountOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, unreadCount)),

  markRead: procedure
    .meta({ rest: { method: "POST", path: "/notifications/read", summary: "Mark what you were told as read" } })
    .input(markReadInput)
    .output(markReadOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "notifications.markRead", input, (tenant) => markRead(tenant, new Date(), input)),
    ),

  preferences: procedure
    .meta({ rest: { method: "GET", path: "/notifications/preferences", summary: "What you want to be told, and how" } })
    .output(preferencesOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, readPreferences)),

  savePreferences: procedure
    .meta({
      rest: { method: "POST", path: "/notifications/preferences", summary: "Choose what you are told, and how" },
    })
    .input(savePreferencesInput)
    .output(preferencesOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "notifications.savePreferences", input, (tenant) => savePreferences(tenant, new Date(), input)),
    ),

  push: procedure.output(pushOutput).query(async ({ ctx }) => ({
    publicKey: ctx.services.push?.publicKey ?? null,
    devices: await ctx.services.db.withTenant(ctx.actor, listDevices),
  })),

  subscribe: procedure
    .input(subscribeInput)
    .output(subscribeOutput)
    .mutation(({ ctx, input }) => operate(ctx, "notifications.subscribe", input, (tenant) => subscribe(tenant, input))),

  unsubscribe: procedure
    .input(unsubscribeInput)
    .output(unsubscribeOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "notifications.unsubscribe", input, (tenant) => unsubscribe(tenant, input)),
    ),

  testPush: procedure
    .input(testPushInput)
    .output(testPushOutput)
    .mutation(({ ctx, input }) => testPush(ctx, input)),
});
