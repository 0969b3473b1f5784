import { meSchema, switchOrganizationOutput } from "../../domain/iam/me.ts";
import { permissionMatrixSchema } from "../../domain/iam/permissions.ts";
import { switchInput } from "../../domain/iam/sign-in.ts";
import { permissionMatrix } from "../../iam/permissions.ts";
import { procedure, router } from "../../trpc.ts";
import { me } from "./me.ts";
import { switchOrganization } from "./switch-organization.ts";

export const iamRouter = router({
  permissions: procedure.output(permissionMatrixSchema).query(({ ctx }) => permissionMatrix(ctx.services.authorizer)),
  me: procedure.output(meSchema).query(({ ctx }) => me(ctx)),
  switchOrganization: procedure
    .input(switchInput)
    .output(switchOrganizationOutput)
    .mutation(({ ctx, input }) => switchOrganization(ctx, input.orgId)),
});
