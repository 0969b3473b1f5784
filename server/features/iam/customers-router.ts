import {
  createCustomerInput,
  customerSchema,
  inviteSupervisorInput,
  listCustomersInput,
  listCustomersOutput,
  supervisorInvitedOutput,
  updateTermsInput,
} from "../../domain/iam/organizations.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { inviteSupervisor } from "./invite-supervisor.ts";
import { listCustomers } from "./list-customers.ts";
import { mailDeps } from "./mail-deps.ts";
import { openCustomer } from "./open-customer.ts";
import { updateTerms } from "./update-terms.ts";

export const customersRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/customers", summary: "Customers of your dealer, with its terms" } })
    .input(listCustomersInput)
    .output(listCustomersOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listCustomers(tenant, input))),

  create: procedure
    .meta({
      rest: { method: "POST", path: "/customers", summary: "Bring in a customer, and invite its first supervisor" },
    })
    .input(createCustomerInput)
    .output(customerSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "customers.create", input, (tenant) => openCustomer(tenant, mailDeps(ctx), input, new Date())),
    ),

  updateTerms: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/customers/{customerId}/terms",
        summary: "Replace what your dealer notes about a customer",
      },
    })
    .input(updateTermsInput)
    .output(customerSchema)
    .mutation(({ ctx, input }) => operate(ctx, "customers.updateTerms", input, (tenant) => updateTerms(tenant, input))),

  inviteSupervisor: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/customers/{customerId}/invite",
        summary: "Invite the first supervisor of a customer that your dealer brought in",
      },
    })
    .input(inviteSupervisorInput)
    .output(supervisorInvitedOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "customers.inviteSupervisor", input, (tenant) =>
        inviteSupervisor(tenant, mailDeps(ctx), input, new Date()),
      ),
    ),
});
