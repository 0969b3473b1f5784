import { afterEach, describe, expect, test } from "bun:test";
import { hasNfc, type NfcError, nfcFailure, readTags, textOf, writeTag } from "./nfc.ts";

const record = (recordType: string, text: string) => ({
  recordType,
  data: new DataView(new TextEncoder().encode(text).buffer),
});
const URL = "https://rental.example/t/abc";

/** Stands for the phone's radio, which no test machine has: it keeps the calls and shows tags when told. */
class Radio extends EventTarget {
  static last: Radio;
  static refuse: Error | null = null;
  written: unknown[] = [];
  constructor() {
    super();
    Radio.last = this;
  }
  async scan() {
    if (Radio.refuse) throw Radio.refuse;
  }
  async write(message: unknown) {
    if (Radio.refuse) throw Radio.refuse;
    this.written.push(message);
  }
  show(...records: ReturnType<typeof record>[]) {
    this.dispatchEvent(Object.assign(new Event("reading"), { message: { records } }));
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 1));
const plugIn = () => Object.assign(globalThis, { NDEFReader: Radio });
afterEach(() => {
  Radio.refuse = null;
  delete (globalThis as { NDEFReader?: unknown }).NDEFReader;
});

test("an address goes before a text, and other records are left alone", () => {
  expect(textOf([record("text", "hello"), record("url", URL)])).toBe(URL);
  expect(textOf([record("mime", "x"), record("text", "hello")])).toBe("hello");
  expect(textOf([record("absolute-url", URL)])).toBe(URL);
  expect(textOf([record("mime", "x"), { recordType: "empty" }])).toBeNull();
});

describe("reading", () => {
  test("tells each tag until it is ended", async () => {
    plugIn();
    expect(hasNfc()).toBe(true);
    const seen: (string | null)[] = [];
    const ended = new AbortController();
    await readTags({
      onText: (text) => seen.push(text),
      onUnreadable: () => seen.push("unreadable"),
      signal: ended.signal,
    });
    Radio.last.show(record("url", URL));
    Radio.last.show();
    Radio.last.dispatchEvent(new Event("readingerror"));
    ended.abort();
    Radio.last.show(record("url", URL));
    expect(seen).toEqual([URL, null, "unreadable"]);
  });

  test("without Web NFC, with it forbidden or switched off says which", async () => {
    const reading = () => readTags({ onText: () => {}, onUnreadable: () => {}, signal: new AbortController().signal });
    expect(reading()).rejects.toMatchObject({ code: "nfc.absent" });
    plugIn();
    for (const [name, code] of [
      ["NotAllowedError", "nfc.denied"],
      ["NotReadableError", "nfc.off"],
      ["NotSupportedError", "nfc.absent"],
    ] as const) {
      Radio.refuse = new DOMException("no", name);
      expect(await reading().catch((error: NfcError) => error.code)).toBe(code);
    }
  });
});

describe("writing", () => {
  const write = () => {
    let written = false;
    const ended = new AbortController();
    const done = writeTag(URL, { onWritten: () => (written = true), signal: ended.signal }).then(
      () => "kept",
      (error: NfcError) => error.code,
    );
    return { done, isWritten: () => written, ended };
  };

  test("writes one address record and is done when the tag gives it back", async () => {
    plugIn();
    const { done, isWritten } = write();
    await settled();
    expect(Radio.last.written).toEqual([{ records: [{ recordType: "url", data: URL }] }]);
    expect(isWritten()).toBe(true);
    Radio.last.show(record("url", URL));
    expect(await done).toBe("kept");
  });

  test("is not done when the tag gives back something else, nothing, or can not be read", async () => {
    plugIn();
    for (const show of [() => Radio.last.show(record("url", `${URL}d`)), () => Radio.last.show()]) {
      const { done } = write();
      await settled();
      show();
      expect(await done).toBe("nfc.mismatch");
    }
    const { done } = write();
    await settled();
    Radio.last.dispatchEvent(new Event("readingerror"));
    expect(await done).toBe("nfc.unreadable");
  });

  test("ends when the person gives up", async () => {
    plugIn();
    const { done, ended } = write();
    await settled();
    ended.abort();
    expect(await done).toBe("nfc.unknown");
  });
});

test("a tag taken away too soon and one that is locked are told apart", () => {
  expect(nfcFailure(new DOMException("Failed to write due to an IO error", "NetworkError"))).toBe("nfc.lost");
  expect(nfcFailure(new DOMException("NFC tag is read-only", "NotSupportedError"))).toBe("nfc.read_only");
});
