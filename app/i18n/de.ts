import { alertPage } from "./de/alert-page.ts";
import { alerts } from "./de/alerts.ts";
import { assets } from "./de/assets.ts";
import { auth } from "./de/auth.ts";
import { batch } from "./de/batch.ts";
import { calendarFeeds } from "./de/calendar-feeds.ts";
import { calendar } from "./de/calendar.ts";
import { common } from "./de/common.ts";
import { components } from "./de/components.ts";
import { credentials } from "./de/credentials.ts";
import { tasks } from "./de/tasks.ts";
import { maintenance } from "./de/maintenance.ts";
import { inspections } from "./de/inspections.ts";
import { dispute } from "./de/dispute.ts";
import { errors } from "./de/errors.ts";
import { faults } from "./de/faults.ts";
import { home } from "./de/home.ts";
import { importing } from "./de/import.ts";
import { labels } from "./de/labels.ts";
import { ledger } from "./de/ledger.ts";
import { map } from "./de/map.ts";
import { media } from "./de/media.ts";
import { outbox } from "./de/outbox.ts";
import { permissions } from "./de/permissions.ts";
import { members } from "./de/members.ts";
import { notifications } from "./de/notifications.ts";
import { organizations } from "./de/organizations.ts";
import { rates } from "./de/rates.ts";
import { rentals } from "./de/rentals.ts";
import { reservations } from "./de/reservations.ts";
import { rules } from "./de/rules.ts";
import { scan } from "./de/scan.ts";
import { settings } from "./de/settings.ts";
import { shell } from "./de/shell.ts";
import { sites } from "./de/sites.ts";
import { telematics } from "./de/telematics.ts";
import { usage } from "./de/usage.ts";
import type { en } from "./en.ts";

export const de: typeof en = {
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
