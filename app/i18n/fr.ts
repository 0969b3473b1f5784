import { alertPage } from "./fr/alert-page.ts";
import { alerts } from "./fr/alerts.ts";
import { assets } from "./fr/assets.ts";
import { auth } from "./fr/auth.ts";
import { batch } from "./fr/batch.ts";
import { calendarFeeds } from "./fr/calendar-feeds.ts";
import { calendar } from "./fr/calendar.ts";
import { common } from "./fr/common.ts";
import { components } from "./fr/components.ts";
import { credentials } from "./fr/credentials.ts";
import { tasks } from "./fr/tasks.ts";
import { maintenance } from "./fr/maintenance.ts";
import { inspections } from "./fr/inspections.ts";
import { dispute } from "./fr/dispute.ts";
import { errors } from "./fr/errors.ts";
import { faults } from "./fr/faults.ts";
import { home } from "./fr/home.ts";
import { importing } from "./fr/import.ts";
import { labels } from "./fr/labels.ts";
import { ledger } from "./fr/ledger.ts";
import { map } from "./fr/map.ts";
import { media } from "./fr/media.ts";
import { outbox } from "./fr/outbox.ts";
import { permissions } from "./fr/permissions.ts";
import { members } from "./fr/members.ts";
import { notifications } from "./fr/notifications.ts";
import { organizations } from "./fr/organizations.ts";
import { rates } from "./fr/rates.ts";
import { rentals } from "./fr/rentals.ts";
import { reservations } from "./fr/reservations.ts";
import { rules } from "./fr/rules.ts";
import { scan } from "./fr/scan.ts";
import { settings } from "./fr/settings.ts";
import { shell } from "./fr/shell.ts";
import { sites } from "./fr/sites.ts";
import { telematics } from "./fr/telematics.ts";
import { usage } from "./fr/usage.ts";
import type { en } from "./en.ts";

export const fr: typeof en = {
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
