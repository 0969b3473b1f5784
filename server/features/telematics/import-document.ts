/** A document of a source, taken in or tried. */
import type { Tenant } from "../../../db/tenancy.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { AppError } from "../../domain/errors.ts";
import type { ImportDocumentInput, ImportDocumentOutput } from "../../domain/telematics/schema.ts";
import { fleetOwner } from "../assets/machine-rules.ts";
import { fileSource, sourceOf, type Source } from "./dealer-source.ts";
import { ingestReadings } from "./ingest-readings.ts";
import { MAX_DOCUMENT_BYTES, readDocument } from "./read-document.ts";

/** A member bound to sites does not see all of the machines that a feed tells of. Throws `auth.forbidden`. */
export function requireWholeFleet(actor: Claims): void {
  if (actor.siteIds !== null)
    throw new AppError("auth.forbidden", { message: "Whoever is bound to sites can not bring in a whole fleet." });
}

/** Throws `telematics.malformed_document`, `input.too_large`, `not_found`, `telematics.source_inactive`, `auth.forbidden`. */
export async function importDocument(
  tenant: Tenant,
  now: Date,
  input: ImportDocumentInput,
): Promise<ImportDocumentOutput> {
  const { source, output } = await takeIn(tenant, now, input);
  return { sourceId: source.id, ...output };
}

/** The same, undone: thrown with its result, so that nothing of it stays. */
export class DryRun extends Error {
  readonly output: ImportDocumentOutput;
  constructor(output: ImportDocumentOutput) {
    super("a dry run");
    this.output = output;
  }
}

export async function tryDocument(tenant: Tenant, now: Date, input: ImportDocumentInput): Promise<never> {
  const { source, output } = await takeIn(tenant, now, input);
  // A source that was made for this run alone has no name that would still lead to it.
  throw new DryRun({ ...output, sourceId: input.sourceId ? source.id : null, importId: null });
}

async function takeIn(tenant: Tenant, now: Date, input: ImportDocumentInput) {
  requireWholeFleet(tenant.actor);
  const bytes = Buffer.byteLength(input.document);
  if (bytes > MAX_DOCUMENT_BYTES) throw new AppError("input.too_large");
  const source: Source = input.sourceId
    ? await sourceOf(tenant, input.sourceId)
    : await fileSource(tenant, await fleetOwner(tenant, input.dealerId));
  if (!source.active) throw new AppError("telematics.source_inactive");
  const document = readDocument(input.document, now);
  const contentHash = new Bun.CryptoHasher("sha256").update(input.document).digest("hex");
  const { fileName, operationId, dryRun } = input;
  const ingested = await ingestReadings(tenant, source, document.records, {
    now,
    contentHash,
    bytes,
    fileName,
    operationId,
    dryRun,
  });
  return { source, output: { dryRun, format: document.format, notes: document.notes, ...ingested } };
}
