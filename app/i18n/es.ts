import { alertPage } from "./es/alert-page.ts";
import { alerts } from "./es/alerts.ts";
import { assets } from "./es/assets.ts";
import { auth } from "./es/auth.ts";
import { batch } from "./es/batch.ts";
import { calendarFeeds } from "./es/calendar-feeds.ts";
import { calendar } from "./es/calendar.ts";
import { common } from "./es/common.ts";
import { components } from "./es/components.ts";
import { credentials } from "./es/credentials.ts";
import { tasks } from "./es/tasks.ts";
import { maintenance } from "./es/maintenance.ts";
import { inspections } from "./es/inspections.ts";
import { dispute } from "./es/dispute.ts";
import { errors } from "./es/errors.ts";
import { faults } from "./es/faults.ts";
import { home } from "./es/home.ts";
import { importing } from "./es/import.ts";
import { labels } from "./es/labels.ts";
import { ledger } from "./es/ledger.ts";
import { map } from "./es/map.ts";
import { media } from "./es/media.ts";
import { outbox } from "./es/outbox.ts";
import { permissions } from "./es/permissions.ts";
import { members } from "./es/members.ts";
import { notifications } from "./es/notifications.ts";
import { organizations } from "./es/organizations.ts";
import { rates } from "./es/rates.ts";
import { rentals } from "./es/rentals.ts";
import { reservations } from "./es/reservations.ts";
import { rules } from "./es/rules.ts";
import { scan } from "./es/scan.ts";
import { settings } from "./es/settings.ts";
import { shell } from "./es/shell.ts";
import { sites } from "./es/sites.ts";
import { telematics } from "./es/telematics.ts";
import { usage } from "./es/usage.ts";
import type { en } from "./en.ts";

export const es: typeof en = {
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
