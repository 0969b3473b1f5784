/**
 * The words of each feature by themselves, for what a screen says first; `en.ts` and `de.ts` hold them all. A feature that is not here
 * is loaded with the rest.
 */
import type { BaseDict } from "@solid-primitives/i18n";
import type { Locale } from "../lib/locale.ts";

const en = {
  alerts: async () => (await import("./en/alerts.ts")).alerts,
  assets: async () => (await import("./en/assets.ts")).assets,
  auth: async () => (await import("./en/auth.ts")).auth,
  batch: async () => (await import("./en/batch.ts")).batch,
  calendar: async () => (await import("./en/calendar.ts")).calendar,
  calendarFeeds: async () => (await import("./en/calendar-feeds.ts")).calendarFeeds,
  common: async () => (await import("./en/common.ts")).common,
  components: async () => (await import("./en/components.ts")).components,
  credentials: async () => (await import("./en/credentials.ts")).credentials,
  dispute: async () => (await import("./en/dispute.ts")).dispute,
  errors: async () => (await import("./en/errors.ts")).errors,
  home: async () => (await import("./en/home.ts")).home,
  import: async () => (await import("./en/import.ts")).importing,
  inspections: async () => (await import("./en/inspections.ts")).inspections,
  labels: async () => (await import("./en/labels.ts")).labels,
  ledger: async () => (await import("./en/ledger.ts")).ledger,
  maintenance: async () => (await import("./en/maintenance.ts")).maintenance,
  map: async () => (await import("./en/map.ts")).map,
  media: async () => (await import("./en/media.ts")).media,
  members: async () => (await import("./en/members.ts")).members,
  organizations: async () => (await import("./en/organizations.ts")).organizations,
  outbox: async () => (await import("./en/outbox.ts")).outbox,
  permissions: async () => (await import("./en/permissions.ts")).permissions,
  rates: async () => (await import("./en/rates.ts")).rates,
  rentals: async () => (await import("./en/rentals.ts")).rentals,
  reservations: async () => (await import("./en/reservations.ts")).reservations,
  rules: async () => (await import("./en/rules.ts")).rules,
  scan: async () => (await import("./en/scan.ts")).scan,
  settings: async () => (await import("./en/settings.ts")).settings,
  shell: async () => (await import("./en/shell.ts")).shell,
  sites: async () => (await import("./en/sites.ts")).sites,
  tasks: async () => (await import("./en/tasks.ts")).tasks,
  telematics: async () => (await import("./en/telematics.ts")).telematics,
  usage: async () => (await import("./en/usage.ts")).usage,
};
const de: typeof en = {
  alerts: async () => (await import("./de/alerts.ts")).alerts,
  assets: async () => (await import("./de/assets.ts")).assets,
  auth: async () => (await import("./de/auth.ts")).auth,
  batch: async () => (await import("./de/batch.ts")).batch,
  calendar: async () => (await import("./de/calendar.ts")).calendar,
  calendarFeeds: async () => (await import("./de/calendar-feeds.ts")).calendarFeeds,
  common: async () => (await import("./de/common.ts")).common,
  components: async () => (await import("./de/components.ts")).components,
  credentials: async () => (await import("./de/credentials.ts")).credentials,
  dispute: async () => (await import("./de/dispute.ts")).dispute,
  errors: async () => (await import("./de/errors.ts")).errors,
  home: async () => (await import("./de/home.ts")).home,
  import: async () => (await import("./de/import.ts")).importing,
  inspections: async () => (await import("./de/inspections.ts")).inspections,
  labels: async () => (await import("./de/labels.ts")).labels,
  ledger: async () => (await import("./de/ledger.ts")).ledger,
  maintenance: async () => (await import("./de/maintenance.ts")).maintenance,
  map: async () => (await import("./de/map.ts")).map,
  media: async () => (await import("./de/media.ts")).media,
  members: async () => (await import("./de/members.ts")).members,
  organizations: async () => (await import("./de/organizations.ts")).organizations,
  outbox: async () => (await import("./de/outbox.ts")).outbox,
  permissions: async () => (await import("./de/permissions.ts")).permissions,
  rates: async () => (await import("./de/rates.ts")).rates,
  rentals: async () => (await import("./de/rentals.ts")).rentals,
  reservations: async () => (await import("./de/reservations.ts")).reservations,
  rules: async () => (await import("./de/rules.ts")).rules,
  scan: async () => (await import("./de/scan.ts")).scan,
  settings: async () => (await import("./de/settings.ts")).settings,
  shell: async () => (await import("./de/shell.ts")).shell,
  sites: async () => (await import("./de/sites.ts")).sites,
  tasks: async () => (await import("./de/tasks.ts")).tasks,
  telematics: async () => (await import("./de/telematics.ts")).telematics,
  usage: async () => (await import("./de/usage.ts")).usage,
};

export type WordPart = keyof typeof en;

/** The other languages come in one piece each. */
export const parts: Partial<Record<Locale, Record<WordPart, () => Promise<BaseDict>>>> & { en: typeof en } = { en, de };
