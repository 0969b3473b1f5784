/** Shapes of tasks: transports, pick-ups, services and inspections that somebody carries out. */
import { z } from "zod";
import { equipmentTypeSchema, humanIdSchema } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { TASK_KINDS, TASK_STATES } from "./words.ts";

export const taskKindSchema = z.enum(TASK_KINDS);
export const taskStateSchema = z.enum(TASK_STATES);

const instant = z.iso.datetime();
const time = z.iso.datetime({ offset: true });
const words = (most: number) => z.string().trim().min(1).max(most);

/** What the person who did it read off and answered. Everything is optional: a driver in the rain has one hand free. */
export const taskAnswersSchema = z.strictObject({
  engineHours: z.number().min(0).max(200_000).optional().describe("Service meter hours."),
  fuelL: z.number().min(0).max(5000).optional(),
  clean: z.boolean().optional(),
  complete: z.boolean().optional().describe("All attachments and keys are there."),
});

const placeSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  lat: z.number(),
  lon: z.number(),
});
export type TaskPlace = z.output<typeof placeSchema>;

export const taskSchema = z.object({
  id: z.uuid(),
  kind: taskKindSchema,
  state: taskStateSchema,
  title: z.string().nullable().describe("Null where the kind and the machine say it all."),
  dealerId: z.uuid(),
  customerId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  site: placeSchema.nullable().describe("Where it begins, or takes place. Its zone is the task's."),
  toSite: placeSchema.nullable(),
  equipmentId: z.uuid().nullable(),
  humanId: z.string().nullable(),
  machine: z.object({ type: equipmentTypeSchema, make: z.string(), model: z.string() }).nullable(),
  rentalId: z.uuid().nullable(),
  assigneeUserId: z.uuid().nullable(),
  assigneeName: z.string().nullable().describe("Null where the name is another organisation's to know."),
  mine: z.boolean(),
  truck: z.string().nullable(),
  dueAt: instant.nullable(),
  plannedFrom: instant.nullable(),
  plannedTo: instant.nullable(),
  startedAt: instant.nullable(),
  doneAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  cancelReason: z.string().nullable(),
  answers: taskAnswersSchema.nullable(),
  photos: z.array(z.uuid()),
  notes: z.string().nullable(),
  mayPlan: z.boolean().describe("You may assign, schedule, cancel and reopen it."),
  mayWork: z.boolean().describe("You may start and finish it."),
  needsMeter: z
    .boolean()
    .describe("Finishing it completes the service that made it, so that `answers.engineHours` is needed."),
  createdAt: instant,
});
export type Task = z.output<typeof taskSchema>;

export const listTasksInput = z.object({
  mine: z.boolean().optional().describe("Only those assigned to you."),
  closed: z.boolean().default(false).describe("Done and cancelled ones, newest first, instead of those to be done."),
  state: taskStateSchema.optional(),
  kind: taskKindSchema.optional(),
  siteId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  humanId: humanIdSchema.optional(),
  rentalId: z.uuid().optional(),
  assigneeUserId: z.uuid().optional(),
  ...pageFields,
});
export const listTasksOutput = pageOf(taskSchema);

/** Longer than a month with its overhanging weeks. */
const LONGEST_CALENDAR_MS = 45 * 86_400_000;
export const MAX_CALENDAR_TASKS = 1000;
export const taskCalendarInput = z
  .object({ from: time, to: time })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from), { path: ["to"], message: "lies before from" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_CALENDAR_MS, {
    path: ["to"],
    message: "at most 45 days",
  });
export const taskCalendarOutput = z.object({
  items: z.array(taskSchema),
  unplanned: z.array(taskSchema).describe("To be done and without a window, soonest due first; the first 100."),
  conflicts: z.array(z.object({ a: z.uuid(), b: z.uuid(), by: z.enum(["assignee", "truck"]) })),
  truncated: z.boolean(),
});

export const createTaskInput = z.object({
  ...operationFields,
  kind: taskKindSchema,
  title: words(160).nullish(),
  humanId: humanIdSchema.nullish(),
  rentalId: z.uuid().nullish(),
  siteId: z.uuid().nullish(),
  toSiteId: z.uuid().nullish(),
  dealerId: z.uuid().nullish().describe("Only where a customer with several dealers names neither machine nor rental."),
  dueAt: time.nullish(),
  assigneeUserId: z.uuid().nullish(),
  notes: words(2000).nullish(),
});
export type CreateTaskInput = z.output<typeof createTaskInput>;

export const planTaskInput = z
  .object({
    ...operationFields,
    taskId: z.uuid(),
    assigneeUserId: z.uuid().nullish().describe("Null for nobody; left out, it stays."),
    truck: words(40).nullish(),
    plannedFrom: time.nullish().describe("With plannedTo; null for no window."),
    plannedTo: time.nullish(),
  })
  .refine((plan) => ((plan.plannedFrom ?? null) === null) === ((plan.plannedTo ?? null) === null), {
    path: ["plannedTo"],
    message: "a window has two ends",
  })
  .refine((plan) => !plan.plannedFrom || !plan.plannedTo || Date.parse(plan.plannedTo) > Date.parse(plan.plannedFrom), {
    path: ["plannedTo"],
    message: "lies before the window's start",
  });
export type PlanTaskInput = z.output<typeof planTaskInput>;

export const taskIdInput = z.object({ taskId: z.uuid() });
export const startTaskInput = z.object({ ...operationFields, taskId: z.uuid() });
export const completeTaskInput = z.object({
  ...operationFields,
  taskId: z.uuid(),
  answers: taskAnswersSchema.default({}),
  photos: z.array(z.uuid()).max(20).default([]).describe("Media ids of uploaded photos."),
  notes: z.string().trim().max(2000).nullish(),
});
export type CompleteTaskInput = z.output<typeof completeTaskInput>;
export const cancelTaskInput = z.object({ ...operationFields, taskId: z.uuid(), reason: words(500).min(3) });
export const reopenTaskInput = z.object({ ...operationFields, taskId: z.uuid(), reason: words(500).nullish() });

export const taskPeopleInput = z.object({
  taskId: z.uuid().optional().describe("Those who can do this task; without it your own organisation's people."),
});
export const taskPeopleOutput = z.object({
  items: z.array(z.object({ userId: z.uuid(), name: z.string(), role: z.string(), orgId: z.uuid() })),
});
