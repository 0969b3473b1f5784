/** All procedures. One router per feature; the same procedures are tRPC, and REST where their meta names a route. */
import { alertsRouter } from "./features/alerts/router.ts";
import { assetsRouter } from "./features/assets/router.ts";
import { iamRouter } from "./features/iam/router.ts";
import { ledgerRouter } from "./features/ledger/router.ts";
import { mediaRouter } from "./features/media/router.ts";
import { rentalsRouter } from "./features/rentals/router.ts";
import { sitesRouter } from "./features/sites/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  alerts: alertsRouter,
  assets: assetsRouter,
  iam: iamRouter,
  ledger: ledgerRouter,
  media: mediaRouter,
  rentals: rentalsRouter,
  sites: sitesRouter,
});

export type AppRouter = typeof appRouter;
