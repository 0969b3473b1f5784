/**
 * The shelf on the device's disk for one person's answers in one organisation. Putting something there for another clears it: nobody's
 * is ever beside somebody else's. The outbox is elsewhere and stays.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PersistedClient } from "@tanstack/query-persist-client-core";

interface Schema extends DBSchema {
  shelf: { key: string; value: PersistedClient };
}

export class Shelf {
  #name: string;
  #opened: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(name = "smart-rental-shelf") {
    this.#name = name;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#opened) return this.#opened;
    const forget = () => (this.#opened = undefined);
    const opened = openDB<Schema>(this.#name, 1, {
      upgrade: (database) => void database.createObjectStore("shelf"),
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

  /** What lies there for this owner; what lies there for anybody else is removed. */
  async read(owner: string): Promise<PersistedClient | undefined> {
    const database = await this.#open();
    const transaction = database.transaction("shelf", "readwrite");
    for (const key of await transaction.store.getAllKeys()) if (key !== owner) await transaction.store.delete(key);
    const found = await transaction.store.get(owner);
    await transaction.done;
    return found;
  }

  /** Puts it in the place of what was there, also of others'. */
  async write(owner: string, client: PersistedClient): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction("shelf", "readwrite");
    await transaction.store.clear();
    await transaction.store.put(client, owner);
    await transaction.done;
  }

  async clear(): Promise<void> {
    await (await this.#open()).clear("shelf");
  }
}
