import { listAlertsInput, listAlertsOutput } from "../../domain/alerts/list.ts";
import { procedure, router } from "../../trpc.ts";
import { listAlerts } from "./list.ts";

export const alertsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/alerts", summary: "Alerts that you see, newest first" } })
    .input(listAlertsInput)
    .output(listAlertsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listAlerts(tenant, input))),
});
