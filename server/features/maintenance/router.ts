import {
  completeWorkInput,
  completeWorkOutput,
  deferWorkInput,
  listWorkInput,
  listWorkOutput,
  openForFaultInput,
  openWorkInput,
  planWorkInput,
  startWorkInput,
  workBoardInput,
  workBoardOutput,
  workIdInput,
  workSchema,
} from "../../domain/maintenance/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { completeWork } from "./complete-work.ts";
import { deferWork } from "./defer-work.ts";
import { openForFault } from "./open-for-fault.ts";
import { openWork } from "./open-work.ts";
import { planWork } from "./plan-work.ts";
import { getWork, listWork } from "./read.ts";
import { workBoard } from "./read-board.ts";
import { startWork } from "./start-work.ts";

export const maintenanceRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/maintenance", summary: "Services and repairs that you see" } })
    .input(listWorkInput)
    .output(listWorkOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listWork(tenant, new Date(), input))),

  board: procedure
    .meta({ rest: { method: "GET", path: "/maintenance/board", summary: "What is open, planned, in work and done" } })
    .input(workBoardInput)
    .output(workBoardOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => workBoard(tenant, new Date(), input))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/maintenance/{workId}", summary: "One service or repair" } })
    .input(workIdInput)
    .output(workSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => getWork(tenant, new Date(), input.workId)),
    ),

  create: procedure
    .meta({ rest: { method: "POST", path: "/maintenance", summary: "Put a service or a repair on the board" } })
    .input(openWorkInput)
    .output(workSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "maintenance.create", input, (tenant) => openWork(tenant, new Date(), input)),
    ),

  openForFault: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/maintenance/faults/{faultId}",
        summary: "Put the repair of a fault on the board",
      },
    })
    .input(openForFaultInput)
    .output(workSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "maintenance.openForFault", input, (tenant) => openForFault(tenant, new Date(), input)),
    ),

  plan: procedure
    .meta({ rest: { method: "POST", path: "/maintenance/{workId}/plan", summary: "Say when, where and by whom" } })
    .input(planWorkInput)
    .output(workSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "maintenance.plan", input, (tenant) => planWork(tenant, new Date(), input)),
    ),

  start: procedure
    .meta({ rest: { method: "POST", path: "/maintenance/{workId}/start", summary: "Start the work" } })
    .input(startWorkInput)
    .output(workSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "maintenance.start", input, (tenant) => startWork(tenant, new Date(), input)),
    ),

  complete: procedure
    .meta({ rest: { method: "POST", path: "/maintenance/{workId}/complete", summary: "The work is done" } })
    .input(completeWorkInput)
    .output(completeWorkOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "maintenance.complete", input, (tenant) =>
        completeWork(tenant, { ...ctx.services, now: new Date() }, input),
      ),
    ),

  defer: procedure
    .meta({ rest: { method: "POST", path: "/maintenance/{workId}/defer", summary: "Put the work off, for a reason" } })
    .input(deferWorkInput)
    .output(workSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "maintenance.defer", input, (tenant) => deferWork(tenant, new Date(), input)),
    ),
});
