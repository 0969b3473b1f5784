import { labelKeysOutput, labelsInput, labelsOutput } from "../../domain/assets/labels.ts";
import { presentInput, presentOutput } from "../../domain/assets/present.ts";
import {
  createMachineInput,
  linkLabelInput,
  machineRecordInput,
  machineRecordSchema,
  reinstateMachineInput,
  retireLabelInput,
  retireMachineInput,
  updateMachineInput,
} from "../../domain/assets/machine.ts";
import {
  assetDetailSchema,
  getAssetInput,
  listAssetsInput,
  listAssetsOutput,
  noteInput,
  noteOutput,
  setStatusInput,
  setStatusOutput,
  summaryOutput,
  timelineInput,
  timelineOutput,
} from "../../domain/assets/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { createMachine } from "./create.ts";
import { getAsset } from "./get.ts";
import { machineLabels } from "./labels.ts";
import { linkLabel, retireLabel } from "./link-label.ts";
import { listAssets } from "./list.ts";
import { presentAsset } from "./present.ts";
import { noteOnMachine } from "./note.ts";
import { machineRecord } from "./record.ts";
import { reinstateMachine, retireMachine } from "./retire.ts";
import { setStatus } from "./set-status.ts";
import { fleetSummary } from "./summary.ts";
import { assetTimeline } from "./timeline.ts";
import { updateMachine } from "./update.ts";

export const assetsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/assets", summary: "Machines that you see" } })
    .input(listAssetsInput)
    .output(listAssetsOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => listAssets(tenant, input, new Date())),
    ),

  summary: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/assets-summary",
        summary: "Counts by status, what is due, and the parts of your fleet",
      },
    })
    .output(summaryOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, (tenant) => fleetSummary(tenant, new Date()))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/assets/{humanId}", summary: "One machine" } })
    .input(getAssetInput)
    .output(assetDetailSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => getAsset(tenant, input.humanId, new Date())),
    ),

  timeline: procedure
    .meta({ rest: { method: "GET", path: "/assets/{humanId}/timeline", summary: "A machine's events, newest first" } })
    .input(timelineInput)
    .output(timelineOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => assetTimeline(tenant, input))),

  present: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/present",
        summary: "The machine behind a label or number, and what may be done with it",
      },
    })
    .input(presentInput)
    .output(presentOutput)
    .query(async ({ ctx, input }) => {
      const by =
        input.label !== undefined
          ? { tagId: await ctx.services.labelKeys.tagOf(input.label) }
          : { humanId: input.humanId! };
      return ctx.services.db.withTenant(ctx.actor, (tenant) => presentAsset(tenant, by));
    }),

  note: procedure
    .meta({ rest: { method: "POST", path: "/assets/{humanId}/notes", summary: "Note something on a machine" } })
    .input(noteInput)
    .output(noteOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "assets.note", input, (tenant) =>
        noteOnMachine(tenant, { ...ctx.services, now: new Date() }, input),
      ),
    ),

  setStatus: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/assets/{humanId}/status",
        summary: "Mark a machine ready, in the workshop or lost",
      },
    })
    .input(setStatusInput)
    .output(setStatusOutput)
    .mutation(({ ctx, input }) => operate(ctx, "assets.setStatus", input, (tenant) => setStatus(tenant, input))),

  create: procedure
    .meta({ rest: { method: "POST", path: "/assets", summary: "Add a machine to the fleet, with its first label" } })
    .input(createMachineInput)
    .output(machineRecordSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "assets.create", input, (tenant) => createMachine(tenant, input, new Date())),
    ),

  record: procedure
    .meta({
      rest: { method: "GET", path: "/assets/{humanId}/record", summary: "What its dealer keeps about a machine" },
    })
    .input(machineRecordInput)
    .output(machineRecordSchema)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => machineRecord(tenant, input.humanId))),

  update: procedure
    .meta({ rest: { method: "POST", path: "/assets/{humanId}", summary: "Change what is told of a machine" } })
    .input(updateMachineInput)
    .output(machineRecordSchema)
    .mutation(({ ctx, input }) => operate(ctx, "assets.update", input, (tenant) => updateMachine(tenant, input))),

  retire: procedure
    .meta({ rest: { method: "POST", path: "/assets/{humanId}/retire", summary: "Take a machine out of the fleet" } })
    .input(retireMachineInput)
    .output(machineRecordSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "assets.retire", input, (tenant) => retireMachine(tenant, input, new Date())),
    ),

  reinstate: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/assets/{humanId}/reinstate",
        summary: "Take a retired machine back into the fleet",
      },
    })
    .input(reinstateMachineInput)
    .output(machineRecordSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "assets.reinstate", input, (tenant) => reinstateMachine(tenant, input, new Date())),
    ),

  linkLabel: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/assets/{humanId}/label",
        summary: "Give a machine a new label, or move one to it",
      },
    })
    .input(linkLabelInput)
    .output(machineRecordSchema)
    .mutation(async ({ ctx, input }) => {
      const tagId = input.label ? await ctx.services.labelKeys.tagOf(input.label) : null;
      return operate(ctx, "assets.linkLabel", input, (tenant) => linkLabel(tenant, input, tagId, new Date()));
    }),

  retireLabel: procedure
    .meta({ rest: { method: "POST", path: "/assets/{humanId}/label/retire", summary: "Stop accepting a label" } })
    .input(retireLabelInput)
    .output(machineRecordSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "assets.retireLabel", input, (tenant) => retireLabel(tenant, input, new Date())),
    ),

  labels: procedure
    .meta({ rest: { method: "GET", path: "/labels", summary: "Signed labels of machines, for printing" } })
    .input(labelsInput)
    .output(labelsOutput)
    .query(async ({ ctx, input }) => {
      const items = await ctx.services.db.withTenant(ctx.actor, (tenant) =>
        machineLabels(tenant, ctx.services.labelKeys, input),
      );
      return { items };
    }),

  labelKeys: procedure
    .meta({ rest: { method: "GET", path: "/label-keys", summary: "Public keys that labels are verified with" } })
    .output(labelKeysOutput)
    .query(({ ctx }) => ctx.services.labelKeys.publicKeys()),
});
