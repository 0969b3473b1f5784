/** The people who have signed in by badge on this device, in IndexedDB, each sealed with their own PIN. */
import type { Sealed } from "./seal.ts";

const DATABASE = "smart-rental-badges";
const PEOPLE = "people";
const KEYS = "keys";

export interface KeptPerson {
  userId: string;
  badgeId: string;
  name: string;
  organization: string;
  sealed: Sealed;
  /** Wrong PINs since the last right one, the one under way included. */
  wrong: number;
  lastContactMs: number;
  lastUsedMs: number;
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(PEOPLE, { keyPath: "userId" });
      request.result.createObjectStore(KEYS);
    };
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

async function run<T>(
  name: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB failed"));
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up"));
  });
}

/** Everybody on this device, who was last here first. Nobody where storage is blocked. */
export async function listPeople(): Promise<KeptPerson[]> {
  try {
    const people = await run<KeptPerson[]>(PEOPLE, "readonly", (store) => store.getAll());
    return people.toSorted((a, b) => b.lastUsedMs - a.lastUsedMs);
  } catch {
    return [];
  }
}

export const savePerson = (person: KeptPerson): Promise<unknown> =>
  run(PEOPLE, "readwrite", (store) => store.put(person));

export const dropPerson = (userId: string): Promise<unknown> =>
  run(PEOPLE, "readwrite", (store) => store.delete(userId));

/** Counts one more try before it is made, in one transaction; null where the person is not kept. */
export async function countTry(userId: string): Promise<KeptPerson | null> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(PEOPLE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(PEOPLE);
    let counted: KeptPerson | null = null;
    const read = store.get(userId) as IDBRequest<KeptPerson | undefined>;
    read.onsuccess = () => {
      if (!read.result) return;
      counted = { ...read.result, wrong: read.result.wrong + 1 };
      store.put(counted);
    };
    transaction.oncomplete = () => resolve(counted);
    transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB failed"));
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up"));
  });
}

/** The device's own key; made with `make` where there is none yet. */
export async function deviceKey(make: () => Promise<CryptoKey>): Promise<CryptoKey> {
  const kept = await run<CryptoKey | undefined>(KEYS, "readonly", (store) => store.get("device"));
  if (kept) return kept;
  const made = await make();
  await run(KEYS, "readwrite", (store) => store.put(made, "device"));
  return made;
}
