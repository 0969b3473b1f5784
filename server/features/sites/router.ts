import { AppError } from "../../domain/errors.ts";
import {
  createSiteInput,
  getSiteInput,
  listSitesInput,
  listSitesOutput,
  siteSchema,
} from "../../domain/sites/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { createSite } from "./create.ts";
import { findSite, listSites } from "./list.ts";

export const sitesRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/sites", summary: "Jobsites and yards that you see" } })
    .input(listSitesInput)
    .output(listSitesOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listSites(tenant, input))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/sites/{id}", summary: "One site" } })
    .input(getSiteInput)
    .output(siteSchema)
    .query(async ({ ctx, input }) => {
      const site = await ctx.services.db.withTenant(ctx.actor, (tenant) => findSite(tenant, input.id));
      if (!site) throw new AppError("not_found");
      return site;
    }),

  create: procedure
    .meta({ rest: { method: "POST", path: "/sites", summary: "Make a jobsite or a yard" } })
    .input(createSiteInput)
    .output(siteSchema)
    .mutation(({ ctx, input }) => operate(ctx, "sites.create", input, (tenant) => createSite(tenant, input))),
});
