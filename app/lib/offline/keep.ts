/**
 * Keeps the answers that the yard needs on the device and brings them back at the next start, also without a network. They belong to one
 * person in one organisation and to one form of the data.
 */
import type { QueryClient } from "@tanstack/solid-query";
import { type Persister, persistQueryClientRestore, persistQueryClientSave } from "@tanstack/query-persist-client-core";
import { DAY_MS, fitting, isKept, KEPT, MOST_AGE_MS } from "./kept.ts";
import { Shelf } from "./shelf.ts";

/** Answers come in bursts, and writing them all takes a phone a moment. */
const WRITE_EVERY_MS = 3_000;

interface KeepOptions {
  queryClient: QueryClient;
  /** `<user>:<organisation>` */
  owner: string;
  /** Another version may read the same data otherwise: what it has kept is dropped. */
  version: string;
  shelf?: Shelf;
}

/** Brings back what was kept; resolves when it is in the cache. A disk that is closed to us holds nothing. */
export async function restore({ queryClient, owner, version, shelf = new Shelf() }: KeepOptions): Promise<void> {
  const persister = persisterOf(shelf, owner);
  await persistQueryClientRestore({ queryClient, persister, buster: version, maxAge: MOST_AGE_MS }).catch(
    () => undefined,
  );
}

/** Writes what changes from now on, at most every few seconds and when the page goes; returns how to stop. */
export function keep({ queryClient, owner, version, shelf = new Shelf() }: KeepOptions): () => void {
  // What no screen shows at the moment is for the way without signal; the cache alone would forget it after half an hour.
  for (const path of Object.keys(KEPT)) queryClient.setQueryDefaults([path.split(".")], { gcTime: DAY_MS });
  const persister = persisterOf(shelf, owner);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    void persistQueryClientSave({
      queryClient,
      persister,
      buster: version,
      dehydrateOptions: {
        shouldDehydrateQuery: ({ queryKey, state }) => state.data !== undefined && isKept(queryKey),
        shouldDehydrateMutation: () => false,
      },
    });
  };
  const stopWatching = queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && isKept(query.queryKey)) timer ??= setTimeout(save, WRITE_EVERY_MS);
  });
  const leave = () => timer !== undefined && save();
  window.addEventListener("pagehide", leave);
  return () => {
    stopWatching();
    clearTimeout(timer);
    window.removeEventListener("pagehide", leave);
  };
}

/** Forgets everything that was kept; the outbox is not among it. */
export const forgetKept = (shelf = new Shelf()): Promise<void> => shelf.clear().catch(() => undefined);

function persisterOf(shelf: Shelf, owner: string): Persister {
  return {
    restoreClient: () => shelf.read(owner),
    removeClient: () => shelf.clear(),
    persistClient: (client) => {
      const { queries } = client.clientState;
      const kept = { ...client.clientState, queries: fitting(queries, Date.now()), mutations: [] };
      // A full disk keeps what it has; the screens do not depend on it.
      return shelf.write(owner, { ...client, clientState: kept }).catch(() => undefined);
    },
  };
}
