import {
  createDealerInput,
  dealerSchema,
  listDealersOutput,
  listOrganizationsInput,
} from "../../domain/iam/organizations.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { createDealer } from "./create-dealer.ts";
import { listDealers } from "./list-dealers.ts";
import { mailDeps } from "./mail-deps.ts";

export const dealersRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/dealers", summary: "All dealers, for headquarters" } })
    .input(listOrganizationsInput)
    .output(listDealersOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listDealers(tenant, input))),

  create: procedure
    .meta({ rest: { method: "POST", path: "/dealers", summary: "Make a dealer and invite its first administrator" } })
    .input(createDealerInput)
    .output(dealerSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "dealers.create", input, (tenant) => createDealer(tenant, mailDeps(ctx), input, new Date())),
    ),
});
