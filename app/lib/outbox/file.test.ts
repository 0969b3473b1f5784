import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "bun:test";
import { readEntry } from "./entry.ts";
import { exportQueue, importQueue, MAX_IMPORT_BYTES, OutboxFileError } from "./file.ts";
import { OutboxStore } from "./store.ts";
import { unreadable } from "./testing/disk.ts";

const owner = "person:organization";
const entry = (id: string, of = owner) => ({
  id,
  owner: of,
  procedure: "rentals.checkOut",
  lane: "machine:EQX1",
  input: { humanId: "EQX1" },
  occurredAt: "2026-03-01T10:00:00.000Z",
  skewMs: null,
  label: "EQX1",
});
const photo = {
  id: "photo-1",
  blob: new Blob([new Uint8Array([0, 255, 7, 128])]),
  sha256: "ab",
  purpose: "CHECK_OUT",
  mediaId: null,
};

let store: OutboxStore;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  store = new OutboxStore("here");
});

describe("the queue as a file", () => {
  test("arrives whole on another device, with its files, and once only", async () => {
    await store.add(entry("one"), [photo]);
    await store.add(entry("two"), []);
    await store.change({ order: 1, id: "one" }, { body: '{"sent":true}' });
    await store.add(entry("stranger", "other:organization"), []);
    const file = await exportQueue(store, owner, new Date("2026-03-02T00:00:00Z"));
    expect(await file.text()).not.toContain("stranger");
    const there = new OutboxStore("there");
    expect(await importQueue(there, owner, file)).toEqual({ added: 2, skipped: 0 });
    expect(await importQueue(there, owner, file)).toEqual({ added: 0, skipped: 0 });
    const [first, second] = await there.list(owner);
    expect(first).toMatchObject({ id: "one", state: "waiting", body: '{"sent":true}' });
    expect(second).toMatchObject({ id: "two", body: null });
    const [copy] = await there.files("one");
    expect(new Uint8Array(await copy!.blob.arrayBuffer())).toEqual(new Uint8Array([0, 255, 7, 128]));
  });

  test("is taken in as far as it is whole, and what is not is counted", async () => {
    await store.add(entry("one"), [photo]);
    await store.add(entry("two"), []);
    await store.add(entry("three"), []);
    await store.change({ order: 2, id: "two" }, { lane: "" });
    const text = await (await exportQueue(store, owner, new Date(0))).text();
    const there = new OutboxStore("there");
    const damaged = new Blob([text.replace('"base64":"', '"base64":"%')]);
    expect(await importQueue(there, owner, damaged)).toEqual({ added: 1, skipped: 2 });
    expect((await there.list(owner)).map(({ id }) => id)).toEqual(["three"]);
  });

  test("holds everything that can be read where the browser has lost a file", async () => {
    await store.add(entry("one"), [photo, { ...photo, id: "photo-2" }]);
    class Lossy extends OutboxStore {
      override async files(id: string) {
        const files = await super.files(id);
        return files.map((file) => (file.id === "photo-1" ? { ...file, blob: unreadable(file.blob) } : file));
      }
    }
    const there = new OutboxStore("there");
    await importQueue(there, owner, await exportQueue(new Lossy("here"), owner, new Date(0)));
    expect((await there.files("one")).map(({ id }) => id)).toEqual(["photo-2"]);
  });

  test("is refused before a byte of it is read where it is larger than any queue", async () => {
    const huge = Object.assign(new Blob(["{}"]), { stream: () => expect.unreachable() });
    Object.defineProperty(huge, "size", { value: MAX_IMPORT_BYTES + 1 });
    expect(await importQueue(store, owner, huge).catch((error: OutboxFileError) => error.reason)).toBe("too_large");
  });

  test("is refused as too large where one film is longer than any, before all of it is in memory", async () => {
    let given = 0;
    const letters = "A".repeat(1024 * 1024);
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(
          new TextEncoder().encode(
            `{"format":"smart-rental-outbox/1","owner":"${owner}","entries":[],"files":[{"base64":"`,
          ),
        ),
      pull(controller) {
        given += letters.length;
        if (given > 200 * letters.length) controller.close();
        else controller.enqueue(new TextEncoder().encode(letters));
      },
    });
    const file = Object.assign(new Blob(["{}"]), { stream: () => endless });
    expect(await importQueue(store, owner, file).catch((error: OutboxFileError) => error.reason)).toBe("too_large");
    expect(given).toBeLessThan(40 * letters.length);
  });

  test("gives back a large film byte for byte, read in pieces", async () => {
    const bytes = new Uint8Array(3_000_001).map((_, at) => (at * 31) % 251);
    await store.add(entry("one"), [
      { ...photo, blob: new Blob([bytes], { type: "video/mp4" }) },
      { ...photo, id: "b" },
    ]);
    const there = new OutboxStore("there");
    const file = await exportQueue(store, owner, new Date(0));
    // However the file is cut by whoever reads it, in the middle of a letter too.
    const text = await file.arrayBuffer();
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < text.byteLength; at += 9_973)
          controller.enqueue(new Uint8Array(text.slice(at, at + 9_973)));
        controller.close();
      },
    });
    const inPieces = Object.assign(new Blob([text]), { stream: () => pieces });
    expect(await importQueue(there, owner, inPieces)).toEqual({ added: 1, skipped: 0 });
    const [b, film] = (await there.files("one")).toSorted((x, y) => x.id.localeCompare(y.id));
    expect([b!.blob.size, film!.blob.type]).toEqual([4, "video/mp4"]);
    expect(Bun.hash(await film!.blob.arrayBuffer())).toBe(Bun.hash(bytes));
  });

  test("is refused when it is another person's, or no such file", async () => {
    await store.add(entry("one"), []);
    const file = await exportQueue(store, owner, new Date(0));
    const reasonOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => null,
        (error: unknown) => (error instanceof OutboxFileError ? error.reason : error),
      );
    expect(await reasonOf(importQueue(store, "other:organization", file))).toBe("other_owner");
    for (const text of ["", "[]", "{}", '{"format":"smart-rental-outbox/1"}', "\u0000"])
      expect(await reasonOf(importQueue(store, owner, new Blob([text])))).toBe("unreadable");
  });
});

describe("a damaged entry", () => {
  test("of nobody is shown to whoever is there, and goes by hand; another person's is not", async () => {
    await store.add(entry("one"), []);
    await store.change({ order: 1, id: "one" }, { owner: "", id: "" });
    await store.add(entry("two", "other:organization"), []);
    await store.change({ order: 2, id: "two" }, { lane: "" });
    const [damaged, ...others] = await store.list(owner);
    expect([damaged, others]).toMatchObject([{ order: 1, id: "", state: "damaged" }, []]);
    await store.remove(damaged!);
    expect(await store.list(owner)).toEqual([]);
  });

  test("is shown as it lies there, blocks nothing, and goes only by hand", async () => {
    await store.add(entry("one"), []);
    await store.change({ order: 1, id: "one" }, { lane: "" });
    await store.add(entry("two"), []);
    const [damaged, sound] = await store.list(owner);
    expect(damaged).toMatchObject({ order: 1, id: "one", state: "damaged" });
    expect(sound).toMatchObject({ id: "two", state: "waiting" });
    expect(await (await exportQueue(store, owner, new Date(0))).text()).toContain('"one"');
    await store.remove({ order: 1, id: "one" });
    expect(await store.list(owner)).toHaveLength(1);
  });

  test("is told apart whatever it is", () => {
    for (const raw of [null, 7, "x", {}, { ...entry("a"), order: 1 }, { ...entry("a"), order: 1, state: "sent" }])
      expect(readEntry(raw).state).toBe("damaged");
    for (const field of ["id", "owner", "procedure", "lane", "input", "occurredAt"])
      expect(readEntry({ ...entry("a"), order: 1, state: "waiting", [field]: null }).state).toBe("damaged");
    expect(readEntry({ ...entry("a"), order: 1, state: "waiting" })).toMatchObject({ state: "waiting", tries: 0 });
  });
});
