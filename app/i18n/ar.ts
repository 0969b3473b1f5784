import { alertPage } from "./ar/alert-page.ts";
import { alerts } from "./ar/alerts.ts";
import { assets } from "./ar/assets.ts";
import { auth } from "./ar/auth.ts";
import { batch } from "./ar/batch.ts";
import { calendarFeeds } from "./ar/calendar-feeds.ts";
import { calendar } from "./ar/calendar.ts";
import { common } from "./ar/common.ts";
import { components } from "./ar/components.ts";
import { credentials } from "./ar/credentials.ts";
import { tasks } from "./ar/tasks.ts";
import { maintenance } from "./ar/maintenance.ts";
import { inspections } from "./ar/inspections.ts";
import { dispute } from "./ar/dispute.ts";
import { errors } from "./ar/errors.ts";
import { faults } from "./ar/faults.ts";
import { home } from "./ar/home.ts";
import { importing } from "./ar/import.ts";
import { labels } from "./ar/labels.ts";
import { ledger } from "./ar/ledger.ts";
import { map } from "./ar/map.ts";
import { media } from "./ar/media.ts";
import { outbox } from "./ar/outbox.ts";
import { permissions } from "./ar/permissions.ts";
import { members } from "./ar/members.ts";
import { notifications } from "./ar/notifications.ts";
import { organizations } from "./ar/organizations.ts";
import { rates } from "./ar/rates.ts";
import { rentals } from "./ar/rentals.ts";
import { reservations } from "./ar/reservations.ts";
import { rules } from "./ar/rules.ts";
import { scan } from "./ar/scan.ts";
import { settings } from "./ar/settings.ts";
import { shell } from "./ar/shell.ts";
import { sites } from "./ar/sites.ts";
import { telematics } from "./ar/telematics.ts";
import { usage } from "./ar/usage.ts";
import type { en } from "./en.ts";

export const ar: typeof en = {
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
