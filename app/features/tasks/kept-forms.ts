/**
 * Forms on this device's disk while they are filled in, photographs included, so that a reload or a killed app loses nothing. Every
 * call names the owner (a person in an organisation); others' are never read. What is submitted goes to the outbox and is dropped here.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

type Kept = { key: string; owner: string; form: unknown; savedAt: number };
/** `form` begins the key of each, so that they go with it. */
interface Schema extends DBSchema {
  forms: { key: string; value: Kept };
  blobs: { key: string; value: Blob };
}

/** Stands in a stored form where a blob belongs. */
const BLOB = "kept-blob";

export class KeptForms {
  #name: string;
  #opened: Promise<IDBPDatabase<Schema>> | undefined;
  /** Where the blobs of a form lie already: forty photographs are not written anew with every word. */
  #lies = new Map<string, WeakMap<Blob, string>>();

  constructor(name = "smart-rental-forms") {
    this.#name = name;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#opened) return this.#opened;
    const forget = () => (this.#opened = undefined);
    const opened = openDB<Schema>(this.#name, 1, {
      upgrade(database) {
        database.createObjectStore("forms", { keyPath: "key" });
        database.createObjectStore("blobs");
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

  /** What was entered under this name, or null. Nothing is cleared for its age: a month in a dead zone, or a clock that jumps, loses nothing. */
  async read(owner: string, name: string): Promise<unknown> {
    const database = await this.#open();
    const key = keyOf(owner, name);
    const found = await database.get("forms", key);
    if (found?.owner !== owner) return null;
    const blobs = new Map<string, Blob>();
    const lies = this.#liesOf(key);
    for (const at of await database.getAllKeys("blobs", within(key))) {
      const blob = (await database.get("blobs", at))!;
      blobs.set(at, blob);
      lies.set(blob, at);
    }
    return exchange(found.form, (value) => (isPlace(value) ? (blobs.get(value[BLOB]) ?? null) : undefined));
  }

  /** Resolves when it is on the disk. `form` is what a structured clone can carry: no proxies. */
  async write(owner: string, name: string, form: unknown, now: number): Promise<void> {
    const database = await this.#open();
    const key = keyOf(owner, name);
    const lies = this.#liesOf(key);
    const fresh = new Map<Blob, string>();
    const plain = exchange(form, (value) => {
      if (!(value instanceof Blob)) return undefined;
      const at = lies.get(value) ?? fresh.get(value) ?? `${key} ${crypto.randomUUID()}`;
      if (!lies.has(value)) fresh.set(value, at);
      return { [BLOB]: at };
    });
    const transaction = database.transaction(["forms", "blobs"], "readwrite");
    for (const [blob, at] of fresh) void transaction.objectStore("blobs").put(blob, at);
    void transaction.objectStore("forms").put({ key, owner, form: plain, savedAt: now });
    await transaction.done;
    for (const [blob, at] of fresh) lies.set(blob, at);
  }

  async drop(owner: string, name: string): Promise<void> {
    await this.#remove(keyOf(owner, name));
  }

  async #remove(key: string): Promise<void> {
    const transaction = (await this.#open()).transaction(["forms", "blobs"], "readwrite");
    void transaction.objectStore("forms").delete(key);
    void transaction.objectStore("blobs").delete(within(key));
    await transaction.done;
    this.#lies.delete(key);
  }

  #liesOf(key: string): WeakMap<Blob, string> {
    const lies = this.#lies.get(key) ?? new WeakMap<Blob, string>();
    this.#lies.set(key, lies);
    return lies;
  }
}

const keyOf = (owner: string, name: string): string => `${owner} ${name}`;
const within = (key: string): IDBKeyRange => IDBKeyRange.bound(`${key} `, `${key} ~`);
const isPlace = (value: unknown): value is { [BLOB]: string } =>
  typeof value === "object" && value !== null && BLOB in value;

/** A copy in which `by` has put another value wherever it answers one. */
function exchange(value: unknown, by: (value: unknown) => unknown): unknown {
  const other = by(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((each) => exchange(each, by));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, exchange(inner, by)]));
}
