/**
 * The outbox on the device's disk: entries, and the files that belong to them, in one IndexedDB database that pages and the service
 * worker share. An entry and its files are written and removed in one transaction.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";
import {
  type DamagedEntry,
  FILES_FOLLOW,
  fileKeyOf,
  isLate,
  lateIdOf,
  type NewEntry,
  type NewFile,
  type OutboxEntry,
  type OutboxFile,
  readEntry,
} from "./entry.ts";
import { isQuota, nameOf, OutboxFullError } from "./full.ts";

interface Schema extends DBSchema {
  entries: { key: number; value: OutboxEntry; indexes: { id: string; owner: string } };
  files: { key: string; value: OutboxFile; indexes: { entry: string } };
}

type Stores = ("entries" | "files")[];
type Entries = IDBPObjectStore<Schema, Stores, "entries", "readwrite">;
type Files = IDBPObjectStore<Schema, Stores, "files", "readwrite">;

const STRICT = { durability: "strict" } as const;

/** How an entry begins. */
const FRESH = { state: "waiting", refusal: null, body: null, tries: 0, faults: 0, notBefore: 0 } as const;

/** Which entry is meant: its place on this device may hold another operation by now. */
export type EntryKey = Pick<OutboxEntry, "order" | "id">;

/**
 * Lies among the files while the disk has room. A disk that is full of the queue's own films must still take the few words without which
 * nothing may be sent: then this makes room for them. No new entry is taken before it lies there again.
 */
const RESERVE = "reserve";
const RESERVE_BYTES = 256 * 1024;

export class OutboxStore {
  #name: string;
  #opened: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(name = "smart-rental-outbox") {
    this.#name = name;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#opened) return this.#opened;
    const forget = () => (this.#opened = undefined);
    const opened = openDB<Schema>(this.#name, 1, {
      upgrade(database) {
        const entries = database.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
        entries.createIndex("id", "id", { unique: true });
        entries.createIndex("owner", "owner");
        database.createObjectStore("files", { keyPath: "id" }).createIndex("entry", "entryId");
      },
      // Another tab with a newer version must not wait for this one.
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    this.#opened = opened;
    opened.catch(forget);
    return opened;
  }

  /** Carries out one piece of work; a connection that the browser has closed without a word is opened once more. */
  async #run<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const opened = this.#open();
    try {
      return await work(await opened);
    } catch (error) {
      if (nameOf(error) !== "InvalidStateError") throw error;
      if (this.#opened === opened) this.#opened = undefined;
      return work(await this.#open());
    }
  }

  /** One transaction over everything: it takes effect whole, or throws and has none. Throws `OutboxFullError`. */
  #write<T>(work: (entries: Entries, files: Files) => Promise<T>): Promise<T> {
    return this.#run(async (database) => {
      const transaction = database.transaction(["entries", "files"], "readwrite", STRICT);
      // Seen through `await` below; without this a failure in between would count as unhandled.
      transaction.done.catch(() => undefined);
      try {
        const result = await work(transaction.objectStore("entries"), transaction.objectStore("files"));
        await transaction.done;
        return result;
      } catch (error) {
        try {
          transaction.abort();
        } catch {
          // It has ended already, which is as good.
        }
        throw isQuota(error) ? new OutboxFullError(error) : error;
      }
    });
  }

  /**
   * Writes an entry with its files; resolves when it is on the disk. An id that is there already is left as it is, so that a repeated
   * call after a crash does no harm. Throws `OutboxFullError`.
   */
  async add(entry: NewEntry & { body?: string }, files: readonly NewFile[]): Promise<void> {
    await this.#write(async (entries, stored) => {
      if ((await entries.index("id").getKey(entry.id)) !== undefined) return;
      if ((await stored.getKey(RESERVE)) === undefined)
        await stored.put({ id: RESERVE, blob: new Blob([new Uint8Array(RESERVE_BYTES)]) } as OutboxFile);
      await entries.add({ ...FRESH, ...entry } as OutboxEntry);
      const entryId = fileKeyOf(entry.id);
      for (const file of files) await stored.put({ ...file, entryId, owner: entry.owner });
    });
  }

  /** The owner's entries in their order, and damaged ones of which nobody can tell whose they are. */
  async list(owner: string): Promise<(OutboxEntry | DamagedEntry)[]> {
    const raw: unknown[] = await this.#run((database) => database.getAll("entries"));
    return raw.map((each) => readEntry(each)).filter((entry) => [owner, null].includes(ownerIn(entry)));
  }

  /** Everybody who has something here. */
  async owners(): Promise<string[]> {
    const entries = await this.#run((database) => database.getAllFromIndex("entries", "owner"));
    return [...new Set(entries.map(({ owner }) => owner))];
  }

  files(entryId: string): Promise<OutboxFile[]> {
    return this.#run((database) => database.getAllFromIndex("files", "entry", fileKeyOf(entryId)));
  }

  /**
   * Changes an entry where it is still there, and as `when` wants it. False where it is not: then nothing has changed. Throws
   * `OutboxFullError`.
   */
  change(
    key: EntryKey,
    change: Partial<Omit<OutboxEntry, "order">>,
    when: (found: OutboxEntry) => boolean = () => true,
  ): Promise<boolean> {
    return this.#withReserve(async (entries) => {
      const found = await entries.get(key.order);
      if (!found || !isSame(found, key) || !when(found)) return false;
      await entries.put({ ...found, ...change });
      return true;
    });
  }

  /** `#write` of the few words that even a full disk has to take. */
  async #withReserve<T>(work: (entries: Entries, files: Files) => Promise<T>): Promise<T> {
    try {
      return await this.#write(work);
    } catch (error) {
      if (!(error instanceof OutboxFullError)) throw error;
      await this.#write((_entries, files) => files.delete(RESERVE));
      return this.#write(work);
    }
  }

  /**
   * Forgets an entry that the server has taken, with the files that lie there. Those that do not become an entry of their own, in a lane
   * of their own, which holds back nobody. Throws `OutboxFullError`.
   */
  accept(key: EntryKey): Promise<void> {
    return this.#withReserve(async (entries, files) => {
      const found = await entries.get(key.order);
      if (!found || !isSame(found, key)) return;
      const own = await files.index("entry").getAll(fileKeyOf(key.id));
      const late = own.filter(({ mediaId }) => mediaId === null);
      for (const file of own) if (!late.includes(file)) await files.delete(file.id);
      if (late.length === 0) return entries.delete(key.order);
      const id = lateIdOf(key.id);
      const input = { of: found.procedure };
      await entries.put({ ...found, ...FRESH, id, procedure: FILES_FOLLOW, lane: `files:${key.id}`, input });
    });
  }

  /**
   * Puts another operation in the place of an entry that a person was asked about: it is sent again, changed. With `kept` given its files
   * are these and no others; those that lie on the server already are not sent again. False where the entry is gone, goes out again, may be
   * with the server, or is only files that follow: then nothing has changed. Throws `OutboxFullError`.
   */
  replace(
    key: EntryKey,
    next: Partial<OutboxEntry> & { id: string },
    kept: readonly NewFile[] | null = null,
  ): Promise<boolean> {
    return this.#write(async (entries, files) => {
      const found = await entries.get(key.order);
      if (!found || !isSame(found, key) || found.state === "waiting" || (found.body ?? null) !== null) return false;
      // Files alone have nothing that could be worded otherwise.
      if (isLate(found)) return false;
      await entries.put({ ...found, ...next });
      const before = await files.index("entry").getAll(found.id);
      for (const file of before)
        if (kept && !kept.some(({ id }) => id === file.id)) await files.delete(file.id);
        else await files.put({ ...file, entryId: next.id });
      for (const file of kept ?? [])
        if (!before.some(({ id }) => id === file.id))
          await files.put({ ...file, entryId: next.id, owner: found.owner });
      return true;
    });
  }

  async setMediaId(fileId: string, mediaId: string | null): Promise<void> {
    await this.#write(async (_entries, files) => {
      const found = await files.get(fileId);
      if (found) await files.put({ ...found, mediaId });
    });
  }

  /** The entry as it lies there now, or undefined once it is gone. */
  async get({ order, id }: EntryKey): Promise<OutboxEntry | DamagedEntry | undefined> {
    const raw: unknown = await this.#run((database) => database.get("entries", order));
    return raw !== undefined && isSame(raw, { order, id }) ? readEntry(raw) : undefined;
  }

  /** Forgets an entry and its files, where it is still there. */
  async remove(key: EntryKey): Promise<void> {
    await this.#write(async (entries, files) => {
      const found = await entries.get(key.order);
      if (!found || !isSame(found, key)) return;
      const own = key.id ? await files.index("entry").getAllKeys(fileKeyOf(key.id)) : [];
      for (const file of own) await files.delete(file);
      await entries.delete(key.order);
    });
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    (await opened)?.close();
  }
}

const isSame = (raw: unknown, { id }: EntryKey): boolean => readEntry(raw).id === id;

/** Whose an entry is; null where that can not be read. */
function ownerIn(entry: OutboxEntry | DamagedEntry): string | null {
  if (entry.state !== "damaged") return entry.owner;
  const { owner } = (entry.raw ?? {}) as { owner?: unknown };
  return typeof owner === "string" && owner !== "" ? owner : null;
}
