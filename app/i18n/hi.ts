import { alertPage } from "./hi/alert-page.ts";
import { alerts } from "./hi/alerts.ts";
import { assets } from "./hi/assets.ts";
import { auth } from "./hi/auth.ts";
import { batch } from "./hi/batch.ts";
import { calendarFeeds } from "./hi/calendar-feeds.ts";
import { calendar } from "./hi/calendar.ts";
import { common } from "./hi/common.ts";
import { components } from "./hi/components.ts";
import { credentials } from "./hi/credentials.ts";
import { tasks } from "./hi/tasks.ts";
import { maintenance } from "./hi/maintenance.ts";
import { inspections } from "./hi/inspections.ts";
import { dispute } from "./hi/dispute.ts";
import { errors } from "./hi/errors.ts";
import { faults } from "./hi/faults.ts";
import { home } from "./hi/home.ts";
import { importing } from "./hi/import.ts";
import { labels } from "./hi/labels.ts";
import { ledger } from "./hi/ledger.ts";
import { map } from "./hi/map.ts";
import { media } from "./hi/media.ts";
import { outbox } from "./hi/outbox.ts";
import { permissions } from "./hi/permissions.ts";
import { members } from "./hi/members.ts";
import { notifications } from "./hi/notifications.ts";
import { organizations } from "./hi/organizations.ts";
import { rates } from "./hi/rates.ts";
import { rentals } from "./hi/rentals.ts";
import { reservations } from "./hi/reservations.ts";
import { rules } from "./hi/rules.ts";
import { scan } from "./hi/scan.ts";
import { settings } from "./hi/settings.ts";
import { shell } from "./hi/shell.ts";
import { sites } from "./hi/sites.ts";
import { telematics } from "./hi/telematics.ts";
import { usage } from "./hi/usage.ts";
import type { en } from "./en.ts";

export const hi: typeof en = {
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
