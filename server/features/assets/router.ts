import { labelKeysOutput, labelsInput, labelsOutput } from "../../domain/assets/labels.ts";
import { presentInput, presentOutput } from "../../domain/assets/present.ts";
import {
  assetDetailSchema,
  getAssetInput,
  listAssetsInput,
  listAssetsOutput,
  setStatusInput,
  setStatusOutput,
  summaryOutput,
  timelineInput,
  timelineOutput,
} from "../../domain/assets/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { getAsset } from "./get.ts";
import { machineLabels } from "./labels.ts";
import { listAssets } from "./list.ts";
import { presentAsset } from "./present.ts";
import { setStatus } from "./set-status.ts";
import { fleetSummary } from "./summary.ts";
import { assetTimeline } from "./timeline.ts";

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
