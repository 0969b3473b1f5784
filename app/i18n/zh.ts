import { alertPage } from "./zh/alert-page.ts";
import { alerts } from "./zh/alerts.ts";
import { assets } from "./zh/assets.ts";
import { auth } from "./zh/auth.ts";
import { batch } from "./zh/batch.ts";
import { calendarFeeds } from "./zh/calendar-feeds.ts";
import { calendar } from "./zh/calendar.ts";
import { common } from "./zh/common.ts";
import { components } from "./zh/components.ts";
import { credentials } from "./zh/credentials.ts";
import { tasks } from "./zh/tasks.ts";
import { maintenance } from "./zh/maintenance.ts";
import { inspections } from "./zh/inspections.ts";
import { dispute } from "./zh/dispute.ts";
import { errors } from "./zh/errors.ts";
import { faults } from "./zh/faults.ts";
import { home } from "./zh/home.ts";
import { importing } from "./zh/import.ts";
import { labels } from "./zh/labels.ts";
import { ledger } from "./zh/ledger.ts";
import { map } from "./zh/map.ts";
import { media } from "./zh/media.ts";
import { outbox } from "./zh/outbox.ts";
import { permissions } from "./zh/permissions.ts";
import { members } from "./zh/members.ts";
import { notifications } from "./zh/notifications.ts";
import { organizations } from "./zh/organizations.ts";
import { rates } from "./zh/rates.ts";
import { rentals } from "./zh/rentals.ts";
import { reservations } from "./zh/reservations.ts";
import { rules } from "./zh/rules.ts";
import { scan } from "./zh/scan.ts";
import { settings } from "./zh/settings.ts";
import { shell } from "./zh/shell.ts";
import { sites } from "./zh/sites.ts";
import { telematics } from "./zh/telematics.ts";
import { usage } from "./zh/usage.ts";
import type { en } from "./en.ts";

export const zh: typeof en = {
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
