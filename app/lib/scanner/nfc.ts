/**
 * NFC tags through the browser, where it has Web NFC (Chrome on Android). A tag carries the same address as the printed label, so
 * that every phone opens it by itself; what is read here goes through the same recognition as a code before the camera.
 */

/** The part of Web NFC (W3C Community Group report) that is used; the DOM's types leave it out. */
type NdefRecord = { recordType: string; encoding?: string; data?: DataView };
type ReadingEvent = Event & { message: { records: readonly NdefRecord[] } };
export type NdefReader = EventTarget & {
  scan: (options?: { signal?: AbortSignal }) => Promise<void>;
  write: (
    message: { records: { recordType: "url"; data: string }[] },
    options?: { overwrite?: boolean; signal?: AbortSignal },
  ) => Promise<void>;
};
type NdefReaderClass = new () => NdefReader;

const readerClass = (): NdefReaderClass | undefined => (globalThis as { NDEFReader?: NdefReaderClass }).NDEFReader;

export const hasNfc = (): boolean => readerClass() !== undefined;

/** Why a tag could not be read or written, as a key for a sentence. */
export type NfcFailure =
  | "nfc.denied"
  | "nfc.absent"
  | "nfc.off"
  | "nfc.lost"
  | "nfc.unreadable"
  | "nfc.read_only"
  | "nfc.mismatch"
  | "nfc.unknown";

export class NfcError extends Error {
  constructor(
    readonly code: NfcFailure,
    cause?: unknown,
  ) {
    super(code, { cause });
  }
}

/** Web NFC names its failures by DOMException (sections 9.2 and 9.3). */
export function nfcFailure(cause: unknown): NfcFailure {
  if (cause instanceof NfcError) return cause.code;
  const { name, message } = (typeof cause === "object" && cause !== null ? cause : {}) as {
    name?: string;
    message?: string;
  };
  switch (name) {
    case "NotAllowedError":
      // Chrome says by the same name that a tag is there and takes nothing.
      return /overwrite|read-?only/i.test(message ?? "") ? "nfc.read_only" : "nfc.denied";
    case "NotSupportedError":
      return /read-?only/i.test(message ?? "") ? "nfc.read_only" : "nfc.absent";
    case "NotReadableError":
      return "nfc.off";
    case "NetworkError":
    case "InvalidStateError":
      return "nfc.lost";
    case "SecurityError":
      return "nfc.absent";
    default:
      return "nfc.unknown";
  }
}

/** The first address or text on a tag, or null when there is none. */
export function textOf(records: readonly NdefRecord[]): string | null {
  for (const kinds of [["url", "absolute-url"], ["text"]]) {
    const record = records.find(({ recordType, data }) => kinds.includes(recordType) && data);
    if (record?.data) return new TextDecoder(record.encoding ?? "utf-8").decode(record.data);
  }
  return null;
}

/** Whether tags can be read without asking the person first. */
export async function isNfcAllowed(): Promise<boolean> {
  const status = await navigator.permissions?.query({ name: "nfc" as PermissionName }).catch(() => null);
  return status?.state === "granted";
}

type ReadOptions = {
  /** The address or text of a tag; null for an empty or foreign one. */
  onText: (text: string | null) => void;
  /** A tag was there and could not be read. */
  onUnreadable: () => void;
  signal: AbortSignal;
};

/** Reads every tag that is held to the phone, until the signal ends it. The first call has to come from a press. Throws `NfcError`. */
export async function readTags(options: ReadOptions): Promise<void> {
  const Reader = readerClass();
  if (!Reader) throw new NfcError("nfc.absent");
  const reader = new Reader();
  const { signal } = options;
  reader.addEventListener("reading", (event) => options.onText(textOf((event as ReadingEvent).message.records)), {
    signal,
  });
  reader.addEventListener("readingerror", () => options.onUnreadable(), { signal });
  try {
    await reader.scan({ signal });
  } catch (cause) {
    if (!signal.aborted) throw new NfcError(nfcFailure(cause), cause);
  }
}

/**
 * Writes an address to the next tag that is held to the phone and reads it back from the next touch. `onWritten` is called in between,
 * when the person has to hold the tag to the phone again. Throws `NfcError`, `nfc.mismatch` when the tag holds something else then.
 */
export async function writeTag(url: string, options: { onWritten: () => void; signal: AbortSignal }): Promise<void> {
  const Reader = readerClass();
  if (!Reader) throw new NfcError("nfc.absent");
  const { signal } = options;
  const reader = new Reader();
  try {
    await reader.write({ records: [{ recordType: "url", data: url }] }, { overwrite: true, signal });
    options.onWritten();
    const read = firstReading(reader, signal);
    read.catch(() => undefined);
    await reader.scan({ signal });
    if ((await read) !== url) throw new NfcError("nfc.mismatch");
  } catch (cause) {
    throw new NfcError(nfcFailure(cause), cause);
  }
}

function firstReading(reader: NdefReader, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const once = { once: true, signal };
    reader.addEventListener("reading", (event) => resolve(textOf((event as ReadingEvent).message.records)), once);
    reader.addEventListener("readingerror", () => reject(new NfcError("nfc.unreadable")), once);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
