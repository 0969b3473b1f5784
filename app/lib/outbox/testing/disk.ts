/** A disk with an end, under the database itself: what finds no room fails as it does in a browser, and what is removed makes room. */
import { IDBDatabase, IDBObjectStore } from "fake-indexeddb";

/* oxlint-disable typescript/unbound-method -- each is called with the `this` that it was called with */
const plainPut = IDBObjectStore.prototype.put;
const plainAdd = IDBObjectStore.prototype.add;
const plainDelete = IDBObjectStore.prototype.delete;
const plainTransaction = IDBDatabase.prototype.transaction;
/* oxlint-enable typescript/unbound-method */

export class Disk {
  /** Bytes that still find room. */
  free = Number.POSITIVE_INFINITY;
  /** How often something found none. */
  refused = 0;
  #closes = false;

  /** From now on this is the disk under every database. */
  constructor() {
    // oxlint-disable-next-line typescript/no-this-alias, unicorn/no-this-assignment -- the database's own `this` is another one
    const disk = this;
    Object.assign(IDBObjectStore.prototype, {
      put(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
        disk.#take(value);
        return plainPut.call(this, value, key);
      },
      add(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
        disk.#take(value);
        return plainAdd.call(this, value, key);
      },
      delete(this: IDBObjectStore, key: IDBValidKey) {
        disk.#give(key);
        return plainDelete.call(this, key);
      },
    });
    IDBDatabase.prototype.transaction = function transaction(this: IDBDatabase, ...all: unknown[]) {
      if (disk.#closes) {
        disk.#closes = false;
        this.close();
      }
      return plainTransaction.apply(this, all as Parameters<typeof plainTransaction>);
    } as typeof plainTransaction;
  }

  /** The browser closes the connection before the next transaction, and tells nobody. */
  closeNext(): void {
    this.#closes = true;
  }

  #take(value: unknown): void {
    const bytes = sizeOf(value);
    if (bytes > this.free) {
      this.refused++;
      throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
    }
    this.free -= bytes;
  }

  #give(key: IDBValidKey): void {
    // The reserve is known by its name; with an entry goes what belongs to it.
    this.free += key === "reserve" ? 256 * 1024 : 512 * 1024;
  }
}

const sizeOf = (value: unknown): number => {
  const { blob } = value as { blob?: Blob };
  return (blob?.size ?? 0) + JSON.stringify(value).length;
};

/** A file whose contents the browser has lost: its size is known, and reading it fails. */
export function unreadable(blob: Blob): Blob {
  const fail = async () => {
    throw Object.assign(new Error("lost"), { name: "NotReadableError" });
  };
  return Object.assign(blob.slice(0), { slice: () => unreadable(blob), arrayBuffer: fail });
}
