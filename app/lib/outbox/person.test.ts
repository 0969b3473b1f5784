/** What a person does with an entry: takes it back, or corrects it. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "bun:test";
import type { Answer } from "./answers.ts";
import { OutboxChangedError, OutboxEngine } from "./engine.ts";
import { media, type NewFile, type OutboxEntry } from "./entry.ts";
import { OutboxStore } from "./store.ts";

const owner = "person:organization";
const refused: Answer = {
  kind: "refused",
  settled: true,
  refusal: { code: "rental.already_out", status: 409, message: "out" },
};
const entry = (id: string, photos: string[] = []) => ({
  id,
  owner,
  procedure: "rentals.checkOut",
  lane: "machine:EQX1",
  input: { humanId: "EQX1", photos: photos.map((file) => media(file)) },
  occurredAt: "2026-03-01T10:00:00.000Z",
  label: "EQX1",
});
const file = (id: string): NewFile => ({ id, blob: new Blob([id]), sha256: id, purpose: "CHECK_OUT", mediaId: null });

let store: OutboxStore;
let sent: Record<string, unknown>[];
let uploaded: string[];
let answers: (Answer | Promise<Answer>)[];
let engine: OutboxEngine;
let now: number;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  store = new OutboxStore("here");
  sent = [];
  uploaded = [];
  answers = [];
  now = 0;
  let turn = Promise.resolve();
  engine = new OutboxEngine({
    store,
    transport: {
      greet: async () => ({ serverNow: 0 }),
      send: async (_owner, _procedure, body) => {
        sent.push(JSON.parse(body) as Record<string, unknown>);
        return answers.shift() ?? { kind: "accepted", result: null };
      },
      upload: async (_owner, { id }) => {
        uploaded.push(id);
        return { kind: "accepted", result: `media-${id}` };
      },
      announce: async (_owner, { id }) => ({ kind: "accepted", result: `media-${id}` }),
    },
    exclusively: (work) => {
      const run = turn.then(work);
      turn = run.catch(() => undefined);
      return run;
    },
    now: () => now,
    random: () => 0,
    changed: () => undefined,
  });
});
const only = async () => (await store.list(owner))[0] as OutboxEntry;

describe("taking back", () => {
  test("forgets what is not sent yet, with its files, and nothing is sent", async () => {
    await engine.add(entry("one", ["a"]), [file("a")]);
    expect(await engine.discard(await only())).toBe(true);
    expect([await store.list(owner), await store.files("one")]).toEqual([[], []]);
    await engine.flush(owner);
    expect(sent).toEqual([]);
  });

  test("does nothing where it may have reached the server, unless the person has been told so", async () => {
    answers.push({ kind: "open", why: "network" });
    await engine.add(entry("one"));
    await engine.flush(owner);
    expect(await engine.discard(await only(), true)).toBe(false);
    expect(await engine.discard(await only())).toBe(true);
  });

  test("waits for what is on its way, and says that it is too late once the server has it", async () => {
    await engine.add(entry("one"));
    const mine = await only();
    let answer: (value: Answer) => void = () => undefined;
    answers.push(new Promise<Answer>((resolve) => (answer = resolve)));
    const flushing = engine.flush(owner);
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const taking = engine.discard(mine);
    answer({ kind: "accepted", result: null });
    await flushing;
    expect(await taking).toBe(false);
  });
});

describe("correcting", () => {
  test("sends other contents as another operation, with the files that are still meant and no others", async () => {
    answers.push(refused);
    await engine.add(entry("one", ["a", "b"]), [file("a"), file("b")]);
    await engine.flush(owner);
    const before = await only();
    expect([before.state, before.body, uploaded]).toEqual(["conflict", null, ["a", "b"]]);
    const input = { humanId: "EQX1", photos: [media("b"), media("c")] };
    await engine.amend(before, { id: "two", input }, [file("b"), file("c")]);
    expect((await store.files("two")).map(({ id }) => id)).toEqual(["b", "c"]);
    expect(await store.files("one")).toEqual([]);
    await engine.flush(owner);
    // What lies on the server already is not brought again.
    expect(uploaded).toEqual(["a", "b", "c"]);
    expect(sent[1]).toMatchObject({ operationId: "two", photos: ["media-b", "media-c"] });
    expect(await store.list(owner)).toEqual([]);
  });

  test("keeps all files where only the words are corrected", async () => {
    answers.push(refused);
    await engine.add(entry("one", ["a"]), [file("a")]);
    await engine.flush(owner);
    await engine.amend(await only(), { id: "two", input: { humanId: "EQX1", photos: [media("a")], notes: "x" } });
    await engine.flush(owner);
    expect(sent[1]).toMatchObject({ operationId: "two", photos: ["media-a"], notes: "x" });
  });

  test("is not possible while it is open whether the server has the first one", async () => {
    answers.push({ kind: "open", why: "network" }, { ...refused, settled: false });
    await engine.add(entry("one"));
    await engine.flush(owner);
    now += 60_000;
    await engine.flush(owner);
    const open = await only();
    expect(open.state).toBe("conflict");
    await expect(engine.amend(open, { id: "two", input: {} })).rejects.toThrow(OutboxChangedError);
  });

  test("of what another tab has kept, discarded or had accepted meanwhile is refused, and nothing is lost by it", async () => {
    const next = { id: "two", input: { humanId: "EQX1", notes: "corrected" } };
    const asked = async () => {
      answers.push(refused);
      await engine.add(entry("one", ["a"]), [file("a")]);
      await engine.flush(owner);
      return only();
    };
    const kept = await asked();
    // The other tab sends it again, and no answer comes: the disk knows the text that may have arrived.
    await engine.retry(kept);
    answers.push({ kind: "open", why: "network" });
    await engine.flush(owner);
    await expect(engine.amend(kept, next)).rejects.toThrow(OutboxChangedError);
    expect(await only()).toMatchObject({ id: "one", state: "waiting", input: { humanId: "EQX1" } });
    now += 60_000;
    await engine.flush(owner);
    await expect(engine.amend(kept, next)).rejects.toThrow(OutboxChangedError);
    await expect(engine.retry(kept)).rejects.toThrow(OutboxChangedError);
    expect(await store.list(owner)).toEqual([]);
    const second = await asked();
    await engine.discard(second);
    await expect(engine.amend(second, next)).rejects.toThrow(OutboxChangedError);
    expect(sent.map(({ operationId }) => operationId)).toEqual(["one", "one", "one", "one"]);
  });

  test("is not undone by whoever still means the entry before", async () => {
    answers.push(refused);
    await engine.add(entry("one", ["a"]), [file("a")]);
    await engine.flush(owner);
    const stale = await only();
    await engine.amend(stale, { id: "two", input: { humanId: "EQX1", photos: [media("a")] } });
    expect(await engine.discard(stale)).toBe(false);
    await expect(engine.retry(stale)).rejects.toThrow(OutboxChangedError);
    await store.change(stale, { body: "{}" });
    await store.remove(stale);
    expect(await only()).toMatchObject({ id: "two", state: "waiting", body: null });
    expect(await store.files("two")).toHaveLength(1);
  });

  test("is not offered for what the server has from another device", async () => {
    answers.push({
      kind: "refused",
      settled: true,
      refusal: { code: "operation.reused", status: 409, message: "other contents" },
    });
    await engine.add(entry("one"));
    await engine.flush(owner);
    const reused = await only();
    expect(reused.state).toBe("rejected");
    expect(reused.body).toBeString();
    await expect(engine.amend(reused, { id: "two", input: {} })).rejects.toThrow(OutboxChangedError);
  });
});
