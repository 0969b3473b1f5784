/** Server state of the scan screen. */
import { skipToken, useQuery } from "@tanstack/solid-query";
import { type Accessor, createMemo } from "solid-js";
import { queryClient, trpc } from "~/lib/trpc.ts";
import { everySite, type Site } from "../sites/sites.queries.ts";
import type { Presented } from "./draft.ts";
import { recallKeys } from "./known-keys.ts";
import { type Destination, knownDestinations } from "./stand-in.ts";

/** What the person holds before them: a label's token or a number. */
export type Presenting = { label: string } | { humanId: string };

/** The machine and what may be done with it, always asked anew: another phone may have been quicker. */
export const presentQuery = (by: Presenting | null) =>
  trpc.assets.present.queryOptions(by ?? skipToken, { staleTime: 0, refetchOnWindowFocus: false });

/** The public label keys; those of last time are there at once, also offline. */
export function labelKeysQuery() {
  const known = recallKeys();
  if (known && !trpc.assets.labelKeys.getData()) trpc.assets.labelKeys.setData(undefined, known, { updatedAt: 0 });
  return trpc.assets.labelKeys.queryOptions(undefined, { staleTime: 60 * 60_000 });
}

/** Every machine that was presented here, as far as the cache has kept it. */
const machinesAsKept = (): Presented[] =>
  queryClient
    .getQueriesData<Presented>({ queryKey: [["assets", "present"]] })
    .flatMap(([, machine]) => (machine ? [machine] : []));

/** The machine as it was presented here last, by whatever label or number. */
export const machineAsKept = (humanId: string): Presented | null =>
  machinesAsKept().find((machine) => machine.humanId === humanId) ?? null;

/** Jobsites that this device knows without asking. */
export function sitesAsKept(): Destination[] {
  const lists = queryClient.getQueriesData<readonly Site[] | { items: readonly Site[] }>({
    queryKey: [["sites", "list"]],
  });
  const sites = lists.flatMap(([, list]) => (list ? ("items" in list ? list.items : list) : []));
  return knownDestinations(machinesAsKept(), sites);
}

const KEPT_MS = 60 * 60_000;

/** Gets the sites ready for a machine that is scanned where there is no signal. */
export const keepSites = (): Promise<void> => queryClient.prefetchQuery({ ...everySite(), staleTime: KEPT_MS });

/** Jobsites as this device knows them, and all of them once the server has told. */
export function useKnownSites(): Accessor<Destination[]> {
  const sites = useQuery(() => ({ ...everySite(), staleTime: KEPT_MS }));
  return createMemo(() => {
    void sites.dataUpdatedAt;
    return sitesAsKept();
  });
}
