import {
  createClientInput,
  createClientOutput,
  listClientsInput,
  listClientsOutput,
  revokeClientInput,
  revokeClientOutput,
  scopeOptionsOutput,
} from "../../domain/credentials/client.ts";
import {
  addOperatorInput,
  allowCodesInput,
  allowCodesOutput,
  badgeSchema,
  changePinInput,
  endOthersInput,
  endOthersOutput,
  idInput,
  idOutput,
  issueBadgeInput,
  issuedBadgeOutput,
  listBadgesInput,
  listBadgesOutput,
  ownBadgeSchema,
  passkeysOutput,
  renamePasskeyInput,
  resetBadgeInput,
  sessionsOutput,
} from "../../domain/credentials/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { addOperator } from "./add-operator.ts";
import { allowCodes } from "./allow-codes.ts";
import { changePin } from "./change-pin.ts";
import { createClient } from "./create-client.ts";
import { endOtherSessions, endSession } from "./end-sessions.ts";
import { issueBadge } from "./issue-badge.ts";
import { listBadges } from "./list-badges.ts";
import { listClients } from "./list-clients.ts";
import { listPasskeys } from "./list-passkeys.ts";
import { listSessions } from "./list-sessions.ts";
import { ownBadge } from "./own-badge.ts";
import { removePasskey } from "./remove-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";
import { resetBadge } from "./reset-badge.ts";
import { revokeBadge } from "./revoke-badge.ts";
import { revokeClient } from "./revoke-client.ts";
import { scopeOptions } from "./scope-options.ts";

export const credentialsRouter = router({
  ownBadge: procedure
    .output(ownBadgeSchema.nullable())
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, ownBadge)),
  changePin: procedure
    .input(changePinInput)
    .output(ownBadgeSchema)
    .mutation(({ ctx, input }) => changePin(ctx, input)),
  passkeys: procedure.output(passkeysOutput).query(({ ctx }) => listPasskeys(ctx.services, ctx.actor)),
  renamePasskey: procedure
    .input(renamePasskeyInput)
    .output(idOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "credentials.renamePasskey", input, (tenant) => renamePasskey(tenant, input)),
    ),
  removePasskey: procedure
    .input(idInput)
    .output(idOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "credentials.removePasskey", input, (tenant) => removePasskey(tenant, input)),
    ),

  sessions: procedure.output(sessionsOutput).query(({ ctx }) => listSessions(ctx.services, ctx.actor)),
  endSession: procedure
    .input(idInput)
    .output(idOutput)
    .mutation(({ ctx, input }) => operate(ctx, "credentials.endSession", input, (tenant) => endSession(tenant, input))),
  endOtherSessions: procedure
    .input(endOthersInput)
    .output(endOthersOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "credentials.endOtherSessions", input, (tenant) => endOtherSessions(tenant, input)),
    ),

  badges: procedure
    .input(listBadgesInput)
    .output(listBadgesOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listBadges(tenant, input))),
  addOperator: procedure
    .input(addOperatorInput)
    .output(issuedBadgeOutput)
    .mutation(({ ctx, input }) => addOperator(ctx, input)),
  issueBadge: procedure
    .input(issueBadgeInput)
    .output(issuedBadgeOutput)
    .mutation(({ ctx, input }) => issueBadge(ctx, input)),
  resetBadge: procedure
    .input(resetBadgeInput)
    .output(badgeSchema)
    .mutation(({ ctx, input }) => resetBadge(ctx, input)),
  revokeBadge: procedure
    .input(idInput)
    .output(idOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "credentials.revokeBadge", input, (tenant) => revokeBadge(tenant, input)),
    ),
  allowCodes: procedure
    .input(allowCodesInput)
    .output(allowCodesOutput)
    .mutation(({ ctx, input }) => operate(ctx, "credentials.allowCodes", input, (tenant) => allowCodes(tenant, input))),

  clients: procedure
    .input(listClientsInput)
    .output(listClientsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listClients(tenant, input))),
  scopeOptions: procedure.output(scopeOptionsOutput).query(({ ctx }) => scopeOptions(ctx.services, ctx.actor)),
  createClient: procedure
    .input(createClientInput)
    .output(createClientOutput)
    .mutation(({ ctx, input }) => createClient(ctx, input)),
  revokeClient: procedure
    .input(revokeClientInput)
    .output(revokeClientOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "credentials.revokeClient", input, (tenant) => revokeClient(tenant, input)),
    ),
});
