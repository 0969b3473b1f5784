import { alertPage } from "./en/alert-page.ts";
import { alerts } from "./en/alerts.ts";
import { assets } from "./en/assets.ts";
import { auth } from "./en/auth.ts";
import { batch } from "./en/batch.ts";
import { calendarFeeds } from "./en/calendar-feeds.ts";
import { calendar } from "./en/calendar.ts";
import { common } from "./en/common.ts";
import { components } from "./en/components.ts";
import { credentials } from "./en/credentials.ts";
import { tasks } from "./en/tasks.ts";
import { maintenance } from "./en/maintenance.ts";
import { inspections } from "./en/inspections.ts";
import { dispute } from "./en/dispute.ts";
import { errors } from "./en/errors.ts";
import { faults } from "./en/faults.ts";
import { home } from "./en/home.ts";
import { importing } from "./en/import.ts";
import { labels } from "./en/labels.ts";
import { ledger } from "./en/ledger.ts";
import { map } from "./en/map.ts";
import { media } from "./en/media.ts";
import { outbox } from "./en/outbox.ts";
import { permissions } from "./en/permissions.ts";
import { members } from "./en/members.ts";
import { notifications } from "./en/notifications.ts";
import { organizations } from "./en/organizations.ts";
import { rates } from "./en/rates.ts";
import { rentals } from "./en/rentals.ts";
import { reservations } from "./en/reservations.ts";
import { rules } from "./en/rules.ts";
import { scan } from "./en/scan.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { sites } from "./en/sites.ts";
import { telematics } from "./en/telematics.ts";
import { usage } from "./en/usage.ts";

/** Every English string by feature; German must have the same keys (`typeof en`). */
export const en = {
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
