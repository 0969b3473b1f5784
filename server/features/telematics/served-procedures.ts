/** Our fleet as the standard sees it; `server/rest/iso15143.ts` serves it as XML or JSON. */
import type { CallContext } from "../../context.ts";
import {
  fleetPageInput,
  isoOutput,
  machineBySerialInput,
  machineByPinInput,
  seriesBySerialInput,
  seriesByPinInput,
} from "../../domain/telematics/served.ts";
import { procedure } from "../../trpc.ts";
import { serveFleet, serveMachine } from "./serve-fleet.ts";
import { serveSeries } from "./serve-series.ts";

const servedAt = (ctx: CallContext) => ({ now: new Date(), publicUrl: ctx.services.config.publicUrl });

export const servedProcedures = {
  fleet: procedure
    .input(fleetPageInput)
    .output(isoOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => serveFleet(tenant, servedAt(ctx), input)),
    ),
  machineByPin: procedure
    .input(machineByPinInput)
    .output(isoOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => serveMachine(tenant, servedAt(ctx), input)),
    ),
  machineBySerial: procedure
    .input(machineBySerialInput)
    .output(isoOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => serveMachine(tenant, servedAt(ctx), input)),
    ),
  seriesByPin: procedure
    .input(seriesByPinInput)
    .output(isoOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => serveSeries(tenant, servedAt(ctx), input)),
    ),
  seriesBySerial: procedure
    .input(seriesBySerialInput)
    .output(isoOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => serveSeries(tenant, servedAt(ctx), input)),
    ),
};
