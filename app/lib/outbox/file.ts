/** The queue as a file: to carry it to another browser of the same person, or to keep it before a device is given away. */
import { isDamaged, type NewEntry, type NewFile, type OutboxEntry, type OutboxFile } from "./entry.ts";
import { MAX_VIDEO_BYTES } from "../../../server/domain/media/magic.ts";
import { PieceTooLongError, splitJson } from "./split-json.ts";
import type { OutboxStore } from "./store.ts";

const FORMAT = "smart-rental-outbox/1";

/** A day's films of a phone, many times over; what is larger is no queue, or more than a phone takes in at once. */
export const MAX_IMPORT_BYTES = 1024 ** 3;
const MAX_ENTRIES = 20_000;
/** The largest film as text, and its few words. */
const MAX_PIECE_CHARACTERS = Math.ceil((MAX_VIDEO_BYTES * 4) / 3) + 64 * 1024;

const STRETCH = 4 * 64 * 1024;

type StoredFile = Omit<OutboxFile, "blob" | "owner"> & { type: string; base64: string };
type Exported = { format: string; owner: string; exportedAt: string; entries: unknown[]; files: StoredFile[] };

/** The file does not hold a queue of this person, or is larger than any. `reason` says which. */
export class OutboxFileError extends Error {
  constructor(readonly reason: "unreadable" | "other_owner" | "too_large") {
    super(reason);
  }
}

/** Everything of the owner with its files, damaged entries too, as one JSON file. */
export async function exportQueue(store: OutboxStore, owner: string, now: Date): Promise<Blob> {
  const entries = await store.list(owner);
  // Each a blob of its own: a browser keeps those on its disk, and strings in memory.
  const parts: Blob[] = [];
  const head: Omit<Exported, "files"> = {
    format: FORMAT,
    owner,
    exportedAt: now.toISOString(),
    entries: entries.map((entry) => (isDamaged(entry) ? entry.raw : entry)),
  };
  const push = (text: string) => void parts.push(new Blob([text]));
  push(`${JSON.stringify(head).slice(0, -1)},"files":[`);
  let first = true;
  for (const entry of entries) {
    // One at a time: a day's films together are more than a phone's memory.
    for (const { blob, id, sha256, purpose, mediaId } of await store.files(entry.id).catch(() => [])) {
      // What the browser has lost is left out: the entry says so when it is sent.
      const bytes = await blob.arrayBuffer().catch(() => null);
      if (!bytes) continue;
      const file: StoredFile = {
        id,
        sha256,
        purpose,
        mediaId,
        type: blob.type,
        base64: toBase64(new Uint8Array(bytes)),
        entryId: entry.id,
      };
      push(first ? JSON.stringify(file) : `,${JSON.stringify(file)}`);
      first = false;
    }
  }
  push("]}");
  return new Blob(parts, { type: "application/json" });
}

/**
 * Takes a file's entries in behind those that are here. What is here already is left as it is, and what the server has had meanwhile it
 * answers as it did the first time. `added` were new, `skipped` could not be read. The file is read piece by piece, and no film's text is
 * kept beside its bytes. Throws `OutboxFileError`, and `OutboxFullError` where there was no room for all of them.
 */
export async function importQueue(
  store: OutboxStore,
  owner: string,
  file: Blob,
): Promise<{ added: number; skipped: number }> {
  const { entries, files } = await read(file, owner);
  const here = new Set((await store.list(owner)).map(({ id }) => id));
  let added = 0;
  let skipped = 0;
  for (const raw of entries) {
    const entry = raw as OutboxEntry;
    if (here.has(entry?.id)) continue;
    const own = files.has(entry?.id) ? files.get(entry.id) : [];
    if (!own || !isWhole(entry) || entry.owner !== owner) {
      skipped++;
      continue;
    }
    const { id, procedure, lane, input, occurredAt, skewMs, label } = entry;
    const fresh: NewEntry = { id, owner, procedure, lane, input, occurredAt, skewMs, label };
    // The text that may have reached the server comes along: only the same text is the same operation.
    await store.add({ ...fresh, ...(entry.body ? { body: entry.body } : {}) }, own);
    added++;
  }
  return { added, skipped };
}

type Read = {
  entries: unknown[];
  /** By the entry's id; null where one of its files is damaged. */
  files: Map<string, NewFile[] | null>;
};

/** What a file holds, its films as bytes. Throws `OutboxFileError`. */
async function read(file: Blob, owner: string): Promise<Read> {
  if (file.size > MAX_IMPORT_BYTES) throw new OutboxFileError("too_large");
  const head: Partial<Record<string, unknown>> = {};
  const entries: unknown[] = [];
  const files: Read["files"] = new Map();
  try {
    for await (const { key, isElement, text } of splitJson(file, MAX_PIECE_CHARACTERS)) {
      const value: unknown = JSON.parse(text);
      if (!isElement) head[key] = value;
      else if (key === "entries" && entries.push(value) > MAX_ENTRIES) throw new OutboxFileError("too_large");
      else if (key === "files") takeIn(files, value as Partial<StoredFile> | null);
      // Whose it is stands before everything else: of a stranger's films none is read.
      if (head["format"] !== undefined && head["owner"] !== undefined) judge(head, owner);
    }
    if (!Array.isArray(head["entries"])) throw new SyntaxError("it holds no queue");
    judge(head, owner);
  } catch (error) {
    if (error instanceof OutboxFileError) throw error;
    throw new OutboxFileError(error instanceof PieceTooLongError ? "too_large" : "unreadable");
  }
  return { entries, files };
}

function judge(head: Partial<Record<string, unknown>>, owner: string): void {
  if (head["format"] !== FORMAT) throw new OutboxFileError("unreadable");
  if (head["owner"] !== owner) throw new OutboxFileError("other_owner");
}

function takeIn(files: Read["files"], stored: Partial<StoredFile> | null): void {
  const entryId = stored?.entryId;
  if (typeof entryId !== "string") return;
  const before = files.get(entryId);
  try {
    if (before !== null) files.set(entryId, [...(before ?? []), fromStored(stored as StoredFile)]);
  } catch {
    files.set(entryId, null);
  }
}

const isWhole = (entry: Partial<OutboxEntry> | null): boolean =>
  [entry?.id, entry?.procedure, entry?.lane, entry?.occurredAt].every(
    (each) => typeof each === "string" && each !== "",
  );

const fromStored = ({ id, sha256, purpose, mediaId, type, base64 }: StoredFile) => ({
  id,
  sha256,
  purpose,
  mediaId,
  blob: new Blob(toBytes(base64), { type }),
});

/** Decoded a stretch at a time: each is a whole number of groups of four letters. */
function toBytes(base64: string): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < base64.length; at += STRETCH) {
    const text = atob(base64.slice(at, at + STRETCH));
    const bytes = new Uint8Array(text.length);
    for (let each = 0; each < text.length; each++) bytes[each] = text.codePointAt(each)!;
    parts.push(bytes);
  }
  return parts;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
