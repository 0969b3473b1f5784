/** What a person wants to be told for the organisation that they act for. */
import { and, desc, eq, inArray } from "drizzle-orm";
import { notificationPreferences } from "../../../db/schema/notifications.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import {
  defaultSettings,
  notificationSettingsSchema,
  type NotificationSettings,
} from "../../domain/notifications/settings.ts";
import { languageOf } from "../../domain/notifications/words.ts";
import { appendEvent } from "../ledger/append-event.ts";

/** Those saved, or the defaults of the role in the organisation's zone. Throws `auth.forbidden` for a program, which reads no notifications. */
export async function readPreferences(
  tenant: Tenant,
): Promise<{ settings: NotificationSettings; savedAt: string | null }> {
  const { tx, actor } = tenant;
  if (!actor.membershipId || actor.role === "SYSTEM") throw new AppError("auth.forbidden");
  const [saved] = await tx
    .select({ settings: notificationPreferences.settings, savedAt: notificationPreferences.createdAt })
    .from(notificationPreferences)
    .where(and(eq(notificationPreferences.userId, actor.sub), eq(notificationPreferences.orgOwnerId, actor.orgId)))
    .orderBy(desc(notificationPreferences.id))
    .limit(1);
  // Kinds that came since have no choice yet: then the whole is chosen anew.
  const read = notificationSettingsSchema.safeParse(saved?.settings);
  if (saved && read.success)
    return { settings: await withOwnSites(tenant, read.data), savedAt: saved.savedAt.toISOString() };
  const [organization] = await tx
    .select({ timeZone: organizations.timeZone, locale: organizations.locale })
    .from(organizations)
    .where(eq(organizations.id, actor.orgId));
  const { timeZone = "UTC", locale } = organization ?? {};
  return { settings: defaultSettings(actor.role, timeZone, languageOf(locale)), savedAt: null };
}

/** Without sites that the person does not see (any more): nothing of them is told anyway. */
async function withOwnSites({ tx }: Tenant, settings: NotificationSettings): Promise<NotificationSettings> {
  if (settings.mutedSites.length === 0) return settings;
  const seen = await tx.select({ id: sites.id }).from(sites).where(inArray(sites.id, settings.mutedSites));
  return { ...settings, mutedSites: settings.mutedSites.filter((id) => seen.some((site) => site.id === id)) };
}

export async function savePreferences(
  tenant: Tenant,
  now: Date,
  input: { settings: NotificationSettings; operationId: string; occurredAt?: string | undefined },
): Promise<{ settings: NotificationSettings; savedAt: string | null }> {
  const { tx, actor } = tenant;
  if (!actor.membershipId) throw new AppError("auth.forbidden");
  const settings = await withOwnSites(tenant, input.settings);
  await tx
    .insert(notificationPreferences)
    .values({ orgOwnerId: actor.orgId, userId: actor.sub, settings, createdAt: now });
  await appendEvent(tenant, {
    type: "notification.preferences_saved",
    subject: {},
    data: { digest: settings.digestHour !== null, mutedSites: settings.mutedSites.length },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { settings, savedAt: now.toISOString() };
}
