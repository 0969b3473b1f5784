/** Server state of the sources' screens. Documents go over REST: they are larger than what a tRPC call may carry. */
import type { ImportDocumentOutput } from "../../../server/domain/telematics/schema.ts";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { setSessionEnded, trpc } from "~/lib/trpc.ts";

export type Source = RouterOutputs["telematics"]["sources"]["items"][number];
export type SourceDetail = RouterOutputs["telematics"]["source"];

export type AsideReading = RouterOutputs["telematics"]["quarantine"]["items"][number];
export type UnconfirmedMachine = RouterOutputs["telematics"]["unconfirmed"]["items"][number];
/** Whose readings: a source's or a machine's. */
export type AsideOf = { sourceId: string } | { humanId: string };

export const sourcesQuery = () =>
  trpc.telematics.sources.infiniteQueryOptions({ limit: 100 }, { getNextPageParam: (last) => last.nextCursor });
export const sourceQuery = (id: string) => trpc.telematics.source.queryOptions({ id });
export const rejectsQuery = (id: string) =>
  trpc.telematics.rejects.infiniteQueryOptions({ id, limit: 50 }, { getNextPageParam: (last) => last.nextCursor });
export const asideQuery = (of: AsideOf) =>
  trpc.telematics.quarantine.infiniteQueryOptions(
    { ...of, limit: 50 },
    { getNextPageParam: (last) => last.nextCursor },
  );
export const unconfirmedQuery = () =>
  trpc.telematics.unconfirmed.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (last) => last.nextCursor });

/** A refusal in the shape of tRPC's, which the app's words for errors are made from. */
class RefusedDocument extends Error {
  readonly data: { appCode: string; httpStatus: number };
  constructor(message: string, appCode: string, httpStatus: number) {
    super(message);
    this.data = { appCode, httpStatus };
  }
}

export type DocumentCall = { file: File; sourceId?: string } & (
  { dryRun: true } | { dryRun: false; operationId: string }
);

export async function postDocument(call: DocumentCall): Promise<ImportDocumentOutput> {
  const { file, sourceId, dryRun } = call;
  const query = new URLSearchParams({ fileName: file.name.slice(0, 255) });
  if (sourceId) query.set("sourceId", sourceId);
  if (dryRun) query.set("dryRun", "true");
  else query.set("operationId", call.operationId);
  const answer = await fetch(`/api/v1/telematics/iso15143/import?${query.toString()}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
  if (answer.ok) return (await answer.json()) as ImportDocumentOutput;
  if (answer.status === 401) setSessionEnded(true);
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new RefusedDocument(problem.detail ?? "", problem.code ?? "internal", answer.status);
}
