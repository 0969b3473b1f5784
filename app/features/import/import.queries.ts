/** Server state of the import screen. Files go over REST: they are larger than what a tRPC call may carry. */
import type { ImportKind } from "../../../server/domain/import/kinds.ts";
import type { ImportInput, ImportOutput } from "../../../server/domain/import/schema.ts";
import { setSessionEnded, trpc } from "~/lib/trpc.ts";

const PATHS: Record<ImportKind, string> = { MACHINES: "machines", SITES: "sites", CUSTOMERS: "customers" };

/** A refusal in the shape of tRPC's, which the app's words for errors are made from. */
class RefusedImport extends Error {
  readonly data: { appCode: string; httpStatus: number };
  constructor(message: string, appCode: string, httpStatus: number) {
    super(message);
    this.data = { appCode, httpStatus };
  }
}

export async function postImport(kind: ImportKind, input: Partial<ImportInput>): Promise<ImportOutput> {
  const answer = await fetch(`/api/v1/import/${PATHS[kind]}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (answer.ok) return (await answer.json()) as ImportOutput;
  if (answer.status === 401) setSessionEnded(true);
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new RefusedImport(problem.detail ?? "", problem.code ?? "internal", answer.status);
}

export const importHistory = () => trpc.import.history.queryOptions({ limit: 10 });

/** What an import changes, in case the live connection does not tell. */
export function refreshAfterImport(): void {
  void trpc.import.invalidate();
  void trpc.assets.invalidate();
  void trpc.sites.invalidate();
  void trpc.customers.invalidate();
}
