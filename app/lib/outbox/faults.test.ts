/** What one entry, one file or one disk may do to all others: nothing. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { Answer } from "./answers.ts";
import { OutboxEngine, type OutboxEvent } from "./engine.ts";
import { media, type NewFile, type OutboxEntry, type OutboxFile } from "./entry.ts";
import { exportQueue, importQueue } from "./file.ts";
import { OutboxFullError } from "./full.ts";
import { OutboxStore } from "./store.ts";
import { Disk, unreadable } from "./testing/disk.ts";

const owner = "person:organization";
const network: Answer = { kind: "open", why: "network" };
const entry = (id: string, machine: string, files: string[] = []) => ({
  id,
  owner,
  procedure: "rentals.checkOut",
  lane: `machine:${machine}`,
  input: { humanId: machine, photos: files.map((file) => media(file)) },
  occurredAt: "2026-03-01T10:00:00.000Z",
  label: machine,
});
const file = (id: string): NewFile => ({ id, blob: new Blob([id]), sha256: id, purpose: "CHECK_OUT", mediaId: null });

/** A device whose browser has lost the contents of what is named here. */
class LossyStore extends OutboxStore {
  readonly lost = new Set<string>();
  override async files(entryId: string): Promise<OutboxFile[]> {
    if (this.lost.has(entryId)) throw new Error("Failed to read large IndexedDB value");
    const files = await super.files(entryId);
    return files.map((each) => (this.lost.has(each.id) ? { ...each, blob: unreadable(each.blob) } : each));
  }
}

let disk: Disk;
let store: LossyStore;
let sent: string[];
let uploaded: string[];
let events: OutboxEvent[];
const named = new Map<string, string[]>();
let blocked: Set<string>;
let saving: Set<string>;
let online: boolean;
let now: number;
let engine: OutboxEngine;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  disk = new Disk();
  store = new LossyStore("here");
  [sent, uploaded, events, blocked, saving, online, now] = [[], [], [], new Set(), new Set(), true, 0];
  engine = new OutboxEngine({
    store,
    transport: {
      greet: async () => (online ? { serverNow: now } : null),
      send: async (_owner, _procedure, body) => {
        const { operationId, photos } = JSON.parse(body) as { operationId: string; photos: string[] };
        if (!online || blocked.has(operationId)) return network;
        sent.push(operationId);
        named.set(operationId, photos);
        return { kind: "accepted", result: null };
      },
      upload: async (_owner, { id }, onProgress) => {
        if (id === "slow") onProgress(0.1);
        if (blocked.has(id)) return network;
        if (saving.has(id)) return { kind: "open", why: "saving" };
        uploaded.push(id);
        return { kind: "accepted", result: `media-${id}` };
      },
      announce: async (_owner, { id }) => (online ? { kind: "accepted", result: `media-${id}` } : network),
    },
    exclusively: (work) => work(),
    now: () => now,
    random: () => 0,
    changed: (event) => void events.push(event),
  });
});
afterEach(() => {
  disk.free = Number.POSITIVE_INFINITY;
});
const all = async () => (await store.list(owner)) as OutboxEntry[];
const asked = () => events.flatMap((event) => (event.kind === "waits_for_person" ? [event.id] : []));
async function flushFor(minutes: number) {
  for (const end = now + minutes * 60_000; now < end; now += 30_000) await engine.flush(owner);
}

describe("what does not get through alone", () => {
  test("a file that the browser has lost is asked about at once, and all others go", async () => {
    await engine.add(entry("one", "EQX1", ["a"]), [file("a")]);
    await engine.add(entry("two", "EQX2"), []);
    store.lost.add("a");
    expect(await engine.flush(owner)).toBe("done");
    expect([sent, uploaded, asked()]).toEqual([["two"], [], ["one"]]);
    // Nothing of it has left the device: it may be changed.
    expect(await all()).toMatchObject([{ id: "one", body: null, refusal: { code: "outbox.file_missing" } }]);
  });

  test("files that the disk does not give out are asked for again, then asked about, and all others go", async () => {
    await engine.add(entry("one", "EQX1", ["a"]), [file("a")]);
    await engine.add(entry("two", "EQX2"), []);
    store.lost.add("one");
    await engine.flush(owner);
    expect([sent, asked()]).toEqual([["two"], []]);
    await flushFor(60);
    expect([asked(), (await all())[0]?.refusal?.code]).toEqual([["one"], "outbox.file_missing"]);
  });

  test("a page of somebody else's in place of the answer holds back its lane and no other, then it is asked about", async () => {
    await engine.add(entry("one", "EQX1"));
    await engine.add(entry("two", "EQX2", ["b"]), [file("b")]);
    await engine.add(entry("three", "EQX3"));
    blocked = new Set(["one", "b"]);
    expect(await engine.flush(owner)).toBe("offline");
    expect([sent, asked()]).toEqual([["three"], []]);
    await flushFor(60);
    expect(asked().toSorted()).toEqual(["one", "two"]);
    const [one, two] = await all();
    expect([one?.refusal?.code, two?.refusal?.code]).toEqual(["outbox.blocked", "outbox.blocked"]);
    // The first may have arrived, the second has not: its text was never made.
    expect([typeof one?.body, two?.body]).toEqual(["string", null]);
    blocked.clear();
    await engine.retry(one!);
    await engine.retry(two!);
    await flushFor(1);
    expect(sent).toEqual(["three", "one", "two"]);
  });

  test("without a network nobody is asked about anything", async () => {
    await engine.add(entry("one", "EQX1"));
    online = false;
    await flushFor(24 * 60);
    expect([asked(), (await all())[0]?.faults]).toEqual([[], 0]);
  });

  test("a film that moves a little with every try is not stuck", async () => {
    await engine.add(entry("one", "EQX1", ["slow"]), [file("slow")]);
    blocked.add("slow");
    await flushFor(120);
    expect(asked()).toEqual([]);
  });
});

describe("a large film while data is saved", () => {
  const late = () => entry("one", "EQX1", ["a", "film"]);

  test("keeps back neither its record nor what comes behind it, and follows when it may", async () => {
    await engine.add(late(), [file("a"), file("film")]);
    await engine.add(entry("two", "EQX1"));
    saving.add("film");
    expect(await engine.flush(owner)).toBe("done");
    expect([sent, uploaded]).toEqual([["one", "two"], ["a"]]);
    expect(named.get("one")).toEqual(["media-a", "media-film"]);
    expect(events.filter(({ kind }) => kind === "accepted")).toHaveLength(2);
    const [left, ...others] = await all();
    expect([left, others]).toMatchObject([{ id: "one-files", label: "EQX1", state: "waiting", body: null }, []]);
    expect((await store.files("one-files")).map(({ id }) => id)).toEqual(["film"]);
    await flushFor(24 * 60);
    expect([uploaded, asked(), sent]).toEqual([["a"], [], ["one", "two"]]);
    saving.clear();
    await flushFor(20);
    expect([uploaded, sent, await all()]).toEqual([["a", "film"], ["one", "two"], []]);
    expect(await store.files("one")).toEqual([]);
  });

  test("goes on with its record where nothing keeps it back", async () => {
    await engine.add(late(), [file("a"), file("film")]);
    await engine.flush(owner);
    expect([sent, uploaded, await all()]).toEqual([["one"], ["a", "film"], []]);
  });

  test("follows where the answer to its record was lost, and after a start from anew", async () => {
    await engine.add(late(), [file("a"), file("film")]);
    saving.add("film");
    blocked.add("one");
    await engine.flush(owner);
    expect(await all()).toMatchObject([{ id: "one" }]);
    blocked.clear();
    saving.clear();
    now += 60_000;
    await engine.flush(owner);
    expect([sent, uploaded, await all()]).toEqual([["one"], ["a", "film"], []]);
  });

  test("is asked about alone once the browser has lost it, and goes by hand", async () => {
    await engine.add(late(), [file("a"), file("film")]);
    saving.add("film");
    await engine.flush(owner);
    store.lost.add("film");
    saving.clear();
    await flushFor(20);
    const [left] = await all();
    expect(left).toMatchObject({ id: "one-files", state: "rejected", refusal: { code: "outbox.file_missing" } });
    expect(await engine.discard(left!, true)).toBe(true);
    expect([await all(), await store.files("one")]).toEqual([[], []]);
  });

  test("lets its record go from a disk that takes nothing more", async () => {
    await engine.add(late(), [file("a"), file("film")]);
    saving.add("film");
    disk.free = 0;
    expect(await engine.flush(owner)).toBe("done");
    expect([sent, (await all()).map(({ id }) => id)]).toEqual([["one"], ["one-files"]]);
  });

  test("travels with the queue as a file", async () => {
    await engine.add(late(), [file("a"), file("film")]);
    saving.add("film");
    await engine.flush(owner);
    const there = new OutboxStore("there");
    expect(await importQueue(there, owner, await exportQueue(store, owner, new Date(0)))).toMatchObject({ added: 1 });
    expect((await there.files("one-files")).map(({ id, mediaId }) => [id, mediaId])).toEqual([["film", null]]);
  });
});

describe("a disk that is full of the queue's own films", () => {
  test("takes no more entries, and still sends what is on it", async () => {
    await engine.add(entry("one", "EQX1", ["a"]), [file("a")]);
    await engine.add(entry("two", "EQX2"));
    disk.free = 0;
    await expect(engine.add(entry("three", "EQX3"))).rejects.toThrow(OutboxFullError);
    expect(await engine.flush(owner)).toBe("done");
    expect([sent, await all()]).toEqual([["one", "two"], []]);
    await engine.add(entry("four", "EQX4"));
    expect(await all()).toHaveLength(1);
  });

  test("says so where not even a word finds room, and goes on by itself once there is some", async () => {
    await engine.add(entry("one", "EQX1"));
    disk.free = Number.NEGATIVE_INFINITY;
    expect(await engine.flush(owner)).toBe("full");
    expect(sent).toEqual([]);
    disk.free = Number.POSITIVE_INFINITY;
    expect(await engine.flush(owner)).toBe("done");
    expect(sent).toEqual(["one"]);
  });

  test("keeps an entry with all of its files or not at all", async () => {
    disk.free = 300 * 1024;
    const film = { ...file("film"), blob: new Blob([new Uint8Array(100 * 1024)]) };
    await expect(engine.add(entry("one", "EQX1", ["film"]), [film])).rejects.toThrow(OutboxFullError);
    expect(await all()).toEqual([]);
  });
});

test("a connection that the browser has closed without a word is opened once more", async () => {
  await engine.add(entry("one", "EQX1"));
  disk.closeNext();
  expect(await all()).toHaveLength(1);
  disk.closeNext();
  await engine.add(entry("two", "EQX2"));
  expect(await all()).toHaveLength(2);
});
