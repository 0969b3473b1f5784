/** All procedures. One router per feature; the same procedures are tRPC, and REST where their meta names a route. */
import { alertsRouter } from "./features/alerts/router.ts";
import { assetsRouter } from "./features/assets/router.ts";
import { credentialsRouter } from "./features/credentials/router.ts";
import { batchRouter } from "./features/batch/router.ts";
import { calendarFeedsRouter } from "./features/calendar-feeds/router.ts";
import { customersRouter } from "./features/iam/customers-router.ts";
import { dealersRouter } from "./features/iam/dealers-router.ts";
import { membersRouter } from "./features/iam/members-router.ts";
import { organizationsRouter } from "./features/iam/organizations-router.ts";
import { relationsRouter } from "./features/iam/relations-router.ts";
import { iamRouter } from "./features/iam/router.ts";
import { importRouter } from "./features/import/router.ts";
import { inspectionsRouter } from "./features/inspections/router.ts";
import { ledgerRouter } from "./features/ledger/router.ts";
import { maintenanceRouter } from "./features/maintenance/router.ts";
import { mediaRouter } from "./features/media/router.ts";
import { notificationsRouter } from "./features/notifications/router.ts";
import { policiesRouter } from "./features/policies/router.ts";
import { ratesRouter } from "./features/rates/router.ts";
import { rentalsRouter } from "./features/rentals/router.ts";
import { reservationsRouter } from "./features/reservations/router.ts";
import { sitesRouter } from "./features/sites/router.ts";
import { tasksRouter } from "./features/tasks/router.ts";
import { telematicsRouter } from "./features/telematics/router.ts";
import { usageRouter } from "./features/usage/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  alerts: alertsRouter,
  assets: assetsRouter,
  credentials: credentialsRouter,
  batch: batchRouter,
  calendarFeeds: calendarFeedsRouter,
  notifications: notificationsRouter,
  customers: customersRouter,
  dealers: dealersRouter,
  iam: iamRouter,
  import: importRouter,
  inspections: inspectionsRouter,
  ledger: ledgerRouter,
  maintenance: maintenanceRouter,
  media: mediaRouter,
  members: membersRouter,
  organizations: organizationsRouter,
  policies: policiesRouter,
  relations: relationsRouter,
  rates: ratesRouter,
  rentals: rentalsRouter,
  reservations: reservationsRouter,
  sites: sitesRouter,
  tasks: tasksRouter,
  telematics: telematicsRouter,
  usage: usageRouter,
});

export type AppRouter = typeof appRouter;
