import {
  acknowledgeAlertInput,
  alertDetailSchema,
  alertIdInput,
  alertPeopleOutput,
  assignAlertInput,
  snoozeAlertInput,
} from "../../domain/alerts/answer.ts";
import { alertSchema, listAlertsInput, listAlertsOutput } from "../../domain/alerts/list.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { acknowledgeAlert } from "./acknowledge.ts";
import { assignAlert } from "./assign.ts";
import { getAlert } from "./get.ts";
import { listAlerts } from "./list.ts";
import { alertPeople } from "./people.ts";
import { snoozeAlert } from "./snooze.ts";

export const alertsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/alerts", summary: "Alerts that you see, newest first" } })
    .input(listAlertsInput)
    .output(listAlertsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listAlerts(tenant, input))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/alerts/{alertId}", summary: "One alert, and why it is there" } })
    .input(alertIdInput)
    .output(alertDetailSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => getAlert(tenant, new Date(), input.alertId)),
    ),

  people: procedure
    .input(alertIdInput)
    .output(alertPeopleOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => alertPeople(tenant, input.alertId))),

  acknowledge: procedure
    .meta({
      rest: { method: "POST", path: "/alerts/{alertId}/acknowledge", summary: "Say that you have seen an alert" },
    })
    .input(acknowledgeAlertInput)
    .output(alertSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "alerts.acknowledge", input, (tenant) => acknowledgeAlert(tenant, new Date(), input)),
    ),

  snooze: procedure
    .meta({ rest: { method: "POST", path: "/alerts/{alertId}/snooze", summary: "Put an alert aside, or wake it" } })
    .input(snoozeAlertInput)
    .output(alertSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "alerts.snooze", input, (tenant) => snoozeAlert(tenant, new Date(), input)),
    ),

  assign: procedure
    .meta({ rest: { method: "POST", path: "/alerts/{alertId}/assign", summary: "Give an alert to a person" } })
    .input(assignAlertInput)
    .output(alertSchema)
    .mutation(({ ctx, input }) => operate(ctx, "alerts.assign", input, (tenant) => assignAlert(tenant, input))),
});
