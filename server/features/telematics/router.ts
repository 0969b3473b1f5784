import type { CallContext } from "../../context.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import {
  changeMeterInput,
  changeMeterOutput,
  confirmMachineInput,
  confirmMachineOutput,
  faultsInput,
  faultsOutput,
  quarantineInput,
  quarantineOutput,
  unconfirmedInput,
  unconfirmedOutput,
} from "../../domain/telematics/machine-schema.ts";
import {
  createSourceInput,
  createSourceOutput,
  importDocumentInput,
  importDocumentOutput,
  pullResultSchema,
  pullSourceInput,
  rejectsInput,
  rejectsOutput,
  sourceDetailSchema,
  sourceInput,
  sourceSchema,
  sourcesInput,
  sourcesOutput,
  updateSourceInput,
  type ImportDocumentInput,
  type ImportDocumentOutput,
} from "../../domain/telematics/schema.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { changeMeter } from "./change-meter.ts";
import { confirmMachine, listUnconfirmed } from "./confirm-machine.ts";
import { createHookedSource } from "./create-hooked-source.ts";
import { DryRun, importDocument, tryDocument } from "./import-document.ts";
import { pullNow } from "./pull-now.ts";
import { readMachineFaults } from "./read-machine-faults.ts";
import { readQuarantine } from "./read-quarantine.ts";
import { readRejects } from "./read-rejects.ts";
import { listSources, readSourceDetail } from "./read-sources.ts";
import { servedProcedures } from "./served-procedures.ts";
import { updateSource } from "./update-source.ts";

export const telematicsRouter = router({
  import: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/telematics/iso15143/import",
        summary: "Bring in an ISO 15143-3 or AEMP document, or try it",
        document: true,
      },
    })
    .input(importDocumentInput)
    .output(importDocumentOutput)
    .mutation(({ ctx, input }) => runImport(ctx, input)),

  sources: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/telematics/sources",
        summary: "Where readings come from, and how each source is doing",
      },
    })
    .input(sourcesInput)
    .output(sourcesOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => listSources(tenant, new Date(), input)),
    ),

  source: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/telematics/sources/{id}",
        summary: "A source, its imports, silent machines and gaps",
      },
    })
    .input(sourceInput)
    .output(sourceDetailSchema)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => readSourceDetail(tenant, new Date(), input.id)),
    ),

  rejects: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/telematics/sources/{id}/rejects",
        summary: "What a source said that could not be used",
      },
    })
    .input(rejectsInput)
    .output(rejectsOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => readRejects(tenant, input))),

  createSource: procedure
    .meta({ rest: { method: "POST", path: "/telematics/sources", summary: "Take up a source" } })
    .input(createSourceInput)
    .output(createSourceOutput)
    .mutation(({ ctx, input }) => createHookedSource(ctx, input)),

  updateSource: procedure
    .meta({ rest: { method: "POST", path: "/telematics/sources/{id}", summary: "Change a source, or switch it off" } })
    .input(updateSourceInput)
    .output(sourceSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "telematics.updateSource", input, (tenant) =>
        updateSource(tenant, { now: new Date(), sealer: ctx.services.sealer }, input),
      ),
    ),

  pull: procedure
    .meta({ rest: { method: "POST", path: "/telematics/sources/{id}/pull", summary: "Fetch a source now" } })
    .input(pullSourceInput)
    .output(pullResultSchema)
    .mutation(({ ctx, input }) => pullNow(ctx, input)),

  quarantine: procedure
    .meta({
      rest: { method: "GET", path: "/telematics/quarantine", summary: "Readings that were set aside, with the reason" },
    })
    .input(quarantineInput)
    .output(quarantineOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => readQuarantine(tenant, input))),

  faults: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/telematics/machines/{humanId}/faults",
        summary: "What a machine has reported as faulty",
      },
    })
    .input(faultsInput)
    .output(faultsOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => readMachineFaults(tenant, new Date(), input.humanId)),
    ),

  changeMeter: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/telematics/meters",
        summary: "A meter was replaced, or a reading is vouched for",
      },
    })
    .input(changeMeterInput)
    .output(changeMeterOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "telematics.changeMeter", input, (tenant) => changeMeter(tenant, new Date(), input)),
    ),

  unconfirmed: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/telematics/unconfirmed",
        summary: "Machines that a file made and nobody has looked at",
      },
    })
    .input(unconfirmedInput)
    .output(unconfirmedOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listUnconfirmed(tenant, input))),

  confirmMachine: procedure
    .meta({
      rest: { method: "POST", path: "/telematics/unconfirmed/{humanId}", summary: "Say what such a machine is" },
    })
    .input(confirmMachineInput)
    .output(confirmMachineOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "telematics.confirmMachine", input, (tenant) => confirmMachine(tenant, input)),
    ),

  ...servedProcedures,
});

/** A dry run leaves nothing behind, so it is no operation. Without an operation id the document's own points keep it from counting twice. */
async function runImport(
  ctx: CallContext & { actor: Claims },
  input: ImportDocumentInput,
): Promise<ImportDocumentOutput> {
  const { db } = ctx.services;
  if (input.dryRun) {
    const tried = await db
      .withTenant(ctx.actor, (tenant) => tryDocument(tenant, new Date(), input))
      .catch((error: unknown) => error);
    if (tried instanceof DryRun) return tried.output;
    throw tried;
  }
  const { operationId } = input;
  if (operationId === undefined) {
    const output = await db.withTenant(ctx.actor, (tenant) => importDocument(tenant, new Date(), input));
    ctx.services.hub.wake();
    return output;
  }
  return operate(ctx, "telematics.import", { ...input, operationId }, (tenant) =>
    importDocument(tenant, new Date(), input),
  );
}
