import { importHistoryInput, importHistoryOutput, importInput, importOutput } from "../../domain/import/schema.ts";
import type { ImportInput, ImportOutput } from "../../domain/import/schema.ts";
import type { CallContext } from "../../context.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { customerImporter } from "./customers.ts";
import { importHistory } from "./history.ts";
import { machineImporter } from "./machines.ts";
import { runImport, type Importer } from "./run-import.ts";
import { siteImporter } from "./sites.ts";

export const importRouter = router({
  machines: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/import/machines",
        summary: "Bring in machines from a table, or try it",
        csv: true,
      },
    })
    .input(importInput)
    .output(importOutput)
    .mutation(({ ctx, input }) => run(ctx, "import.machines", machineImporter, input)),

  sites: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/import/sites",
        summary: "Bring in jobsites and yards from a table, or try it",
        csv: true,
      },
    })
    .input(importInput)
    .output(importOutput)
    .mutation(({ ctx, input }) => run(ctx, "import.sites", siteImporter, input)),

  customers: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/import/customers",
        summary: "Bring in customers from a table, or try it",
        csv: true,
      },
    })
    .input(importInput)
    .output(importOutput)
    .mutation(({ ctx, input }) => run(ctx, "import.customers", customerImporter, input)),

  history: procedure
    .meta({ rest: { method: "GET", path: "/imports", summary: "What was brought in, the newest first" } })
    .input(importHistoryInput)
    .output(importHistoryOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => importHistory(tenant, input))),
});

/** A dry run leaves nothing behind, so it is no operation. */
function run<Row extends object, Change>(
  ctx: CallContext & { actor: Claims },
  path: string,
  importer: Importer<Row, Change>,
  input: ImportInput,
): Promise<ImportOutput> {
  const { operationId } = input;
  if (input.dryRun || operationId === undefined)
    return ctx.services.db.withTenant(ctx.actor, (tenant) => runImport(tenant, importer, input));
  return operate(ctx, path, { ...input, operationId }, (tenant) => runImport(tenant, importer, input));
}
