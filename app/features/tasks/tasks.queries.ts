/** Server state of tasks. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Task = RouterOutputs["tasks"]["get"];
export type TaskFilter = Omit<RouterInputs["tasks"]["list"], "cursor" | "limit">;

export const BOARD_LIMIT = 300;

export const taskPages = (filter: TaskFilter) =>
  trpc.tasks.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (last) => last.nextCursor });

/** What the board shows at once. */
export const taskBoard = (filter: TaskFilter) => trpc.tasks.list.queryOptions({ ...filter, limit: BOARD_LIMIT });

export const oneTask = (taskId: string) => trpc.tasks.get.queryOptions({ taskId });

export const taskPeople = (taskId?: string) => trpc.tasks.people.queryOptions({ taskId }, { staleTime: 5 * 60_000 });

/** `from` and `to` are ISO 8601 instants. */
export const taskWeek = (from: string, to: string) => trpc.tasks.calendar.queryOptions({ from, to });
