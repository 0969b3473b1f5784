import { organizationIdInput, organizationSchema, updateOrganizationInput } from "../../domain/iam/organizations.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { setOrganizationActive } from "./set-organization-active.ts";
import { updateOrganization } from "./update-organization.ts";

export const organizationsRouter = router({
  update: procedure
    .meta({
      rest: { method: "POST", path: "/organization", summary: "Change your organisation's name and regional settings" },
    })
    .input(updateOrganizationInput)
    .output(organizationSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "organizations.update", input, (tenant) => updateOrganization(tenant, input)),
    ),

  deactivate: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/organizations/{id}/deactivate",
        summary: "Shut an organisation out, for headquarters",
      },
    })
    .input(organizationIdInput)
    .output(organizationSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "organizations.deactivate", input, (tenant) => setOrganizationActive(tenant, input, false)),
    ),

  reactivate: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/organizations/{id}/reactivate",
        summary: "Let an organisation back in, for headquarters",
      },
    })
    .input(organizationIdInput)
    .output(organizationSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "organizations.reactivate", input, (tenant) => setOrganizationActive(tenant, input, true)),
    ),
});
