/** Server state of tasks. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { queryClient, trpc } from "~/lib/trpc.ts";

export type Task = RouterOutputs["tasks"]["get"];
export type TaskFilter = Omit<RouterInputs["tasks"]["list"], "cursor" | "limit">;

export const BOARD_LIMIT = 300;

export const taskPages = (filter: TaskFilter) =>
  trpc.tasks.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (last) => last.nextCursor });

/** What the board shows at once. */
export const taskBoard = (filter: TaskFilter) => trpc.tasks.list.queryOptions({ ...filter, limit: BOARD_LIMIT });

/** A task out of a list is shown at once, and without a connection, also where its own page was never opened. */
export const oneTask = (taskId: string) => {
  const options = trpc.tasks.get.queryOptions({ taskId });
  const known = fromLists(taskId);
  if (known && queryClient.getQueryData(options.queryKey) === undefined)
    queryClient.setQueryData(options.queryKey, known.task, { updatedAt: known.at });
  return options;
};

type Listed = { items?: Task[]; pages?: { items: Task[] }[] };

function fromLists(taskId: string): { task: Task; at: number } | null {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: [["tasks", "list"]] })) {
    const { items, pages } = (query.state.data ?? {}) as Listed;
    const task = [...(items ?? []), ...(pages ?? []).flatMap((page) => page.items)].find(({ id }) => id === taskId);
    if (task) return { task, at: query.state.dataUpdatedAt };
  }
  return null;
}

export const taskPeople = (taskId?: string) => trpc.tasks.people.queryOptions({ taskId }, { staleTime: 5 * 60_000 });

/** `from` and `to` are ISO 8601 instants. */
export const taskWeek = (from: string, to: string) => trpc.tasks.calendar.queryOptions({ from, to });
