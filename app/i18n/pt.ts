import { alertPage } from "./pt/alert-page.ts";
import { alerts } from "./pt/alerts.ts";
import { assets } from "./pt/assets.ts";
import { auth } from "./pt/auth.ts";
import { batch } from "./pt/batch.ts";
import { calendarFeeds } from "./pt/calendar-feeds.ts";
import { calendar } from "./pt/calendar.ts";
import { common } from "./pt/common.ts";
import { components } from "./pt/components.ts";
import { credentials } from "./pt/credentials.ts";
import { tasks } from "./pt/tasks.ts";
import { maintenance } from "./pt/maintenance.ts";
import { inspections } from "./pt/inspections.ts";
import { dispute } from "./pt/dispute.ts";
import { errors } from "./pt/errors.ts";
import { faults } from "./pt/faults.ts";
import { home } from "./pt/home.ts";
import { importing } from "./pt/import.ts";
import { labels } from "./pt/labels.ts";
import { ledger } from "./pt/ledger.ts";
import { map } from "./pt/map.ts";
import { media } from "./pt/media.ts";
import { outbox } from "./pt/outbox.ts";
import { permissions } from "./pt/permissions.ts";
import { members } from "./pt/members.ts";
import { notifications } from "./pt/notifications.ts";
import { organizations } from "./pt/organizations.ts";
import { rates } from "./pt/rates.ts";
import { rentals } from "./pt/rentals.ts";
import { reservations } from "./pt/reservations.ts";
import { rules } from "./pt/rules.ts";
import { scan } from "./pt/scan.ts";
import { settings } from "./pt/settings.ts";
import { shell } from "./pt/shell.ts";
import { sites } from "./pt/sites.ts";
import { telematics } from "./pt/telematics.ts";
import { usage } from "./pt/usage.ts";
import type { en } from "./en.ts";

export const pt: typeof en = {
  alertPage,
  alerts,
  assets,
  auth,
  batch,
  calendarFeeds,
  calendar,
  common,
  components,
  credentials,
  tasks,
  maintenance,
  inspections,
  dispute,
  errors,
  faults,
  home,
  import: importing,
  labels,
  ledger,
  map,
  media,
  outbox,
  permissions,
  members,
  notifications,
  organizations,
  rates,
  rentals,
  reservations,
  rules,
  scan,
  settings,
  shell,
  sites,
  telematics,
  usage,
};
