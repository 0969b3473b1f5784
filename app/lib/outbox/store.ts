/**
 * The outbox on the device's disk: entries, and the files that belong to them, in one IndexedDB database that pages and the service
 * worker share. An entry and its files are written and removed in one transaction.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import {
  type DamagedEntry,
  type NewEntry,
  type NewFile,
  type OutboxEntry,
  type OutboxFile,
  readEntry,
} from "./entry.ts";

interface Schema extends DBSchema {
  entries: { key: number; value: OutboxEntry; indexes: { id: string; owner: string } };
  files: { key: string; value: OutboxFile; indexes: { entry: string } };
}

/** The disk is full, or the browser gives this site no more of it. Nothing was written; what the person entered is still on the screen. */
export class OutboxFullError extends Error {
  readonly data = { appCode: "storage.full" };
  constructor(cause: unknown) {
    super("There is no space left on this device", { cause });
  }
}

const STRICT = { durability: "strict" } as const;

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

  /**
   * Writes an entry with its files; resolves when it is on the disk. An id that is there already is left as it is, so that a repeated
   * call after a crash does no harm. Throws `OutboxFullError`.
   */
  async add(entry: NewEntry & { body?: string }, files: readonly NewFile[]): Promise<void> {
    const database = await this.#open();
    try {
      const transaction = database.transaction(["entries", "files"], "readwrite", STRICT);
      const entries = transaction.objectStore("entries");
      const ended = transaction.done;
      // Seen through `await` below; without this a failure in between would count as unhandled.
      ended.catch(() => undefined);
      if ((await entries.index("id").getKey(entry.id)) === undefined) {
        const fresh = { state: "waiting", refusal: null, body: null, tries: 0, faults: 0, notBefore: 0 } as const;
        await entries.add({ ...fresh, ...entry } as OutboxEntry);
        for (const file of files)
          await transaction.objectStore("files").put({ ...file, entryId: entry.id, owner: entry.owner });
      }
      await ended;
    } catch (error) {
      throw isQuota(error) ? new OutboxFullError(error) : error;
    }
  }

  /** The owner's entries in their order, damaged ones of nobody included. */
  async list(owner: string): Promise<(OutboxEntry | DamagedEntry)[]> {
    const database = await this.#open();
    const read = (await database.getAll("entries")).map((raw) => readEntry(raw));
    return read.filter((entry) =>
      entry.state === "damaged" ? (entry.raw as Partial<OutboxEntry>).owner === owner : entry.owner === owner,
    );
  }

  /** Everybody who has something here. */
  async owners(): Promise<string[]> {
    const database = await this.#open();
    return [...new Set((await database.getAllFromIndex("entries", "owner")).map(({ owner }) => owner))];
  }

  async files(entryId: string): Promise<OutboxFile[]> {
    const database = await this.#open();
    return database.getAllFromIndex("files", "entry", entryId);
  }

  /** Changes an entry that is still there. */
  async change(order: number, change: Partial<Omit<OutboxEntry, "order">>): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction("entries", "readwrite", STRICT);
    const found = await transaction.store.get(order);
    if (found) await transaction.store.put({ ...found, ...change });
    await transaction.done;
  }

  /**
   * Puts another operation in an entry's place: what was refused is sent again, changed. With `kept` given its files are these and no
   * others; those that lie on the server already are not sent again. Throws `OutboxFullError`, and then nothing has changed.
   */
  async replace(
    order: number,
    next: Partial<OutboxEntry> & { id: string },
    kept: readonly NewFile[] | null = null,
  ): Promise<void> {
    const database = await this.#open();
    try {
      const transaction = database.transaction(["entries", "files"], "readwrite", STRICT);
      const entries = transaction.objectStore("entries");
      const files = transaction.objectStore("files");
      const ended = transaction.done;
      ended.catch(() => undefined);
      const found = await entries.get(order);
      if (found) {
        await entries.put({ ...found, ...next });
        const before = await files.index("entry").getAll(found.id);
        for (const file of before)
          if (kept && !kept.some(({ id }) => id === file.id)) await files.delete(file.id);
          else await files.put({ ...file, entryId: next.id });
        for (const file of kept ?? [])
          if (!before.some(({ id }) => id === file.id))
            await files.put({ ...file, entryId: next.id, owner: found.owner });
      }
      await ended;
    } catch (error) {
      throw isQuota(error) ? new OutboxFullError(error) : error;
    }
  }

  async setMediaId(fileId: string, mediaId: string | null): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction("files", "readwrite");
    const found = await transaction.store.get(fileId);
    if (found) await transaction.store.put({ ...found, mediaId });
    await transaction.done;
  }

  /** The entry as it lies there now, or undefined once it is gone. */
  async get(order: number): Promise<OutboxEntry | DamagedEntry | undefined> {
    const database = await this.#open();
    const raw: unknown = await database.get("entries", order);
    return raw === undefined ? undefined : readEntry(raw);
  }

  /** Forgets an entry and its files. */
  async remove(order: number): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(["entries", "files"], "readwrite", STRICT);
    const entries = transaction.objectStore("entries");
    const files = transaction.objectStore("files");
    const found = await entries.get(order);
    if (found?.id) for (const key of await files.index("entry").getAllKeys(found.id)) await files.delete(key);
    await entries.delete(order);
    await transaction.done;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    (await opened)?.close();
  }
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED");
}
