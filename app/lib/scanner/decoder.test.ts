import { describe, expect, test } from "bun:test";
import type { DecodeRequest, DecoderMessage } from "./decoder-messages.ts";
import { createDecoder, DecoderStoppedError, type DecoderWorker } from "./decoder.ts";
import { newcomers } from "./scan.ts";

function fakeWorker() {
  const requests: DecodeRequest[] = [];
  let isTerminated = false;
  const worker: DecoderWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (request: unknown) => void requests.push(request as DecodeRequest),
    terminate: () => void (isTerminated = true),
  };
  const say = (data: DecoderMessage) => worker.onmessage?.({ data } as MessageEvent<DecoderMessage>);
  const answer = (text: string) =>
    say({ kind: "decoded", id: requests.at(-1)!.id, tookMs: 1, pass: "fast", codes: [{ text, corners: [] as never }] });
  return { worker, requests, say, answer, isTerminated: () => isTerminated };
}
const photo = new Blob(["x"]);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the decoder's client", () => {
  test("sends nothing before the worker is ready", async () => {
    const { worker, requests, say, answer } = fakeWorker();
    const decoder = createDecoder(() => worker);
    const result = decoder.decode(photo, "photo");
    await settled();
    expect(requests).toEqual([]);
    say({ kind: "ready" });
    await decoder.ready;
    await settled();
    answer("a");
    expect((await result).codes[0]!.text).toBe("a");
  });

  test("keeps one image in flight and answers in order", async () => {
    const { worker, requests, say, answer } = fakeWorker();
    const decoder = createDecoder(() => worker);
    say({ kind: "ready" });
    const [first, second] = [decoder.decode(photo, "frame"), decoder.decode(photo, "photo")];
    await settled();
    expect(requests.map((request) => request.effort)).toEqual(["frame"]);
    expect(decoder.isBusy).toBe(true);
    answer("a");
    expect((await first).codes[0]!.text).toBe("a");
    await settled();
    expect(requests.map((request) => request.effort)).toEqual(["frame", "photo"]);
    answer("b");
    expect((await second).codes[0]!.text).toBe("b");
    await settled();
    expect(decoder.isBusy).toBe(false);
  });

  test("says that it has stopped, and closes frames that it does not take any more", async () => {
    const { worker, say } = fakeWorker();
    const decoder = createDecoder(() => worker);
    expect(decoder.isStopped).toBe(false);
    let closed = 0;
    const had = globalThis.ImageBitmap;
    class Frame {
      close = () => void closed++;
    }
    globalThis.ImageBitmap = Frame as never;
    try {
      const early = decoder.decode(new Frame() as never, "frame");
      say({ kind: "failed", message: "no memory" });
      expect(early).rejects.toBeInstanceOf(DecoderStoppedError);
      expect(decoder.decode(new Frame() as never, "frame")).rejects.toThrow("no memory");
      await settled();
    } finally {
      globalThis.ImageBitmap = had;
    }
    expect(decoder.isStopped).toBe(true);
    expect(closed).toBe(2);
  });

  test("goes on after an image that cannot be read", async () => {
    const { worker, requests, say, answer } = fakeWorker();
    const decoder = createDecoder(() => worker);
    say({ kind: "ready" });
    const bad = decoder.decode(photo, "photo");
    await settled();
    say({ kind: "unreadable", id: requests[0]!.id, message: "no image" });
    expect(bad).rejects.toThrow("no image");
    const good = decoder.decode(photo, "photo");
    await settled();
    answer("a");
    expect((await good).codes).toHaveLength(1);
  });

  test("rejects everything when it could not load, broke or was closed", async () => {
    for (const stop of ["failed", "error", "dispose"] as const) {
      const { worker, say, isTerminated } = fakeWorker();
      const decoder = createDecoder(() => worker);
      if (stop !== "failed") say({ kind: "ready" });
      const results = Promise.allSettled([decoder.decode(photo, "frame"), decoder.decode(photo, "photo")]);
      await settled();
      if (stop === "failed") say({ kind: "failed", message: "no wasm" });
      else if (stop === "error") worker.onerror?.({ message: "boom" } as ErrorEvent);
      else decoder.dispose();
      expect((await results).map((result) => result.status)).toEqual(["rejected", "rejected"]);
      expect(decoder.decode(photo, "frame")).rejects.toThrow();
      expect(isTerminated()).toBe(true);
    }
  });
});

describe("a code held in view", () => {
  const codes = (...texts: string[]) => texts.map((text) => ({ text }));

  test("is told once, and again after it was away", () => {
    const view = newcomers();
    expect([0, 100, 200].map((ms) => view.look(codes("a"), ms).length)).toEqual([1, 0, 0]);
    for (let ms = 300; ms < 2_500; ms += 100) view.look([], ms);
    expect(view.look(codes("b", "a"), 2_500)).toEqual(codes("b", "a"));
  });

  test("is not told again where a slow phone misses it for some looks, or a fast one for a moment", () => {
    const slow = newcomers();
    slow.look(codes("a"), 0);
    for (const ms of [700, 1_400, 2_100]) slow.look([], ms);
    expect(slow.look(codes("a"), 2_800)).toEqual([]);
    const fast = newcomers();
    fast.look(codes("a"), 0);
    for (let ms = 30; ms < 1_400; ms += 30) fast.look([], ms);
    expect(fast.look(codes("a"), 1_400)).toEqual([]);
  });

  test("is told again by a camera that comes back", () => {
    const view = newcomers();
    view.look(codes("a"), 0);
    view.forget();
    expect(view.look(codes("a"), 10)).toHaveLength(1);
  });
});
