import type { Role } from "../../server/domain/iam/claims.ts";
import {
  defaultSettings,
  notificationSettingsSchema,
  type NotificationSettings,
} from "../../server/domain/notifications/settings.ts";
import { languageOf } from "../../server/domain/notifications/words.ts";

/** What a person has chosen, or the defaults of their role in the zone of their organisation. */
export function settingsOf(person: {
  settings: unknown;
  role: Role;
  zone: string;
  locale: string | null;
}): NotificationSettings {
  const read = notificationSettingsSchema.safeParse(person.settings);
  return read.success ? read.data : defaultSettings(person.role, person.zone, languageOf(person.locale));
}
