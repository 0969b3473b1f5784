/** Unfinished hand-overs on this device, in IndexedDB with their photographs. Every call names the owner; others' are never read. */
import type { Draft } from "./draft.ts";

const DATABASE = "smart-rental-drafts";
const STORE = "drafts";
const BY_OWNER = "owner";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex(BY_OWNER, "owner");
    request.onsuccess = () => {
      // Another tab with a newer version must not wait for this one.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("IndexedDB did not open"));
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB failed"));
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up"));
  });
}

/** Keeps a draft; resolves when it is on disk. */
export async function saveDraft(draft: Draft): Promise<void> {
  await run("readwrite", (store) => store.put({ ...draft, savedAt: Date.now() }));
  // Safari evicts what it was not asked to keep.
  void navigator.storage?.persist?.().catch(() => undefined);
}

/** The owner's drafts, newest first. */
export async function listDrafts(owner: string): Promise<Draft[]> {
  const drafts = await run<(Omit<Draft, "known"> & { known?: boolean })[]>("readonly", (store) =>
    store.index(BY_OWNER).getAll(owner),
  );
  // An older version kept no `known`: it had seen every machine.
  return drafts.map((draft) => ({ ...draft, known: draft.known ?? true })).sort((a, b) => b.savedAt - a.savedAt);
}

/** Forgets a draft that was handed over or given up. */
export async function dropDraft(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key));
}
