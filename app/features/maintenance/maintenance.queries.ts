/** Server state of the maintenance board. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Work = RouterOutputs["maintenance"]["get"];
export type BoardFilter = RouterInputs["maintenance"]["board"];

export const workBoard = (filter: BoardFilter) => trpc.maintenance.board.queryOptions(filter);
