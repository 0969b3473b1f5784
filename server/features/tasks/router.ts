import {
  cancelTaskInput,
  completeTaskInput,
  createTaskInput,
  listTasksInput,
  listTasksOutput,
  planTaskInput,
  reopenTaskInput,
  startTaskInput,
  taskCalendarInput,
  taskCalendarOutput,
  taskIdInput,
  taskPeopleInput,
  taskPeopleOutput,
  taskSchema,
} from "../../domain/tasks/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { cancelTask } from "./cancel-task.ts";
import { completeTask } from "./complete-task.ts";
import { createByHand } from "./create-by-hand.ts";
import { taskPeople } from "./people.ts";
import { planTask } from "./plan-task.ts";
import { getTask, listTasks, taskCalendar } from "./read.ts";
import { reopenTask } from "./reopen-task.ts";
import { startTask } from "./start-task.ts";

export const tasksRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/tasks", summary: "Tasks that you see, soonest first" } })
    .input(listTasksInput)
    .output(listTasksOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listTasks(tenant, input))),

  calendar: procedure
    .meta({ rest: { method: "GET", path: "/tasks/calendar", summary: "What is planned in a period, with conflicts" } })
    .input(taskCalendarInput)
    .output(taskCalendarOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => taskCalendar(tenant, input))),

  people: procedure
    .input(taskPeopleInput)
    .output(taskPeopleOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => taskPeople(tenant, input.taskId))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/tasks/{taskId}", summary: "One task" } })
    .input(taskIdInput)
    .output(taskSchema)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => getTask(tenant, input.taskId))),

  create: procedure
    .meta({ rest: { method: "POST", path: "/tasks", summary: "Ask for a task" } })
    .input(createTaskInput)
    .output(taskSchema)
    .mutation(({ ctx, input }) => operate(ctx, "tasks.create", input, (tenant) => createByHand(tenant, input))),

  plan: procedure
    .meta({ rest: { method: "POST", path: "/tasks/{taskId}/plan", summary: "Assign a task and give it a window" } })
    .input(planTaskInput)
    .output(taskSchema)
    .mutation(({ ctx, input }) => operate(ctx, "tasks.plan", input, (tenant) => planTask(tenant, input))),

  start: procedure
    .meta({ rest: { method: "POST", path: "/tasks/{taskId}/start", summary: "Start a task" } })
    .input(startTaskInput)
    .output(taskSchema)
    .mutation(({ ctx, input }) => operate(ctx, "tasks.start", input, (tenant) => startTask(tenant, new Date(), input))),

  complete: procedure
    .meta({ rest: { method: "POST", path: "/tasks/{taskId}/complete", summary: "Finish a task" } })
    .input(completeTaskInput)
    .output(taskSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "tasks.complete", input, (tenant) =>
        completeTask(tenant, { ...ctx.services, now: new Date() }, input),
      ),
    ),

  cancel: procedure
    .meta({ rest: { method: "POST", path: "/tasks/{taskId}/cancel", summary: "Cancel a task" } })
    .input(cancelTaskInput)
    .output(taskSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "tasks.cancel", input, (tenant) => cancelTask(tenant, new Date(), input)),
    ),

  reopen: procedure
    .meta({ rest: { method: "POST", path: "/tasks/{taskId}/reopen", summary: "Open a closed task again" } })
    .input(reopenTaskInput)
    .output(taskSchema)
    .mutation(({ ctx, input }) => operate(ctx, "tasks.reopen", input, (tenant) => reopenTask(tenant, input))),
});
