/** The queue as a file: to carry it to another browser of the same person, or to keep it before a device is given away. */
import {
  isDamaged,
  type DamagedEntry,
  type NewEntry,
  type NewFile,
  type OutboxEntry,
  type OutboxFile,
} from "./entry.ts";
import type { OutboxStore } from "./store.ts";

const FORMAT = "smart-rental-outbox/1";

type StoredFile = Omit<OutboxFile, "blob" | "owner"> & { type: string; base64: string };
type Exported = { format: string; owner: string; exportedAt: string; entries: unknown[]; files: StoredFile[] };

/** The file does not hold a queue of this person. `reason` says which. */
export class OutboxFileError extends Error {
  constructor(readonly reason: "unreadable" | "other_owner") {
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
 * answers as it did the first time. `added` were new, `skipped` could not be read. Throws `OutboxFileError`, and `OutboxFullError` where
 * there was no room for all of them.
 */
export async function importQueue(
  store: OutboxStore,
  owner: string,
  file: Blob,
): Promise<{ added: number; skipped: number }> {
  const content = await file
    .text()
    .then((text) => JSON.parse(text) as Partial<Exported>)
    .catch(() => null);
  if (content?.format !== FORMAT || !Array.isArray(content.entries)) throw new OutboxFileError("unreadable");
  if (content.owner !== owner) throw new OutboxFileError("other_owner");
  const here = new Set((await store.list(owner)).map(({ id }) => id));
  let added = 0;
  let skipped = 0;
  for (const raw of content.entries as (OutboxEntry | DamagedEntry)[]) {
    const entry = raw as OutboxEntry;
    if (here.has(entry?.id)) continue;
    const files = isWhole(entry) && entry.owner === owner ? filesIn(content, entry.id) : null;
    if (!files) {
      skipped++;
      continue;
    }
    const { id, procedure, lane, input, occurredAt, skewMs, label } = entry;
    const fresh: NewEntry = { id, owner, procedure, lane, input, occurredAt, skewMs, label };
    // The text that may have reached the server comes along: only the same text is the same operation.
    await store.add({ ...fresh, ...(entry.body ? { body: entry.body } : {}) }, files);
    added++;
  }
  return { added, skipped };
}

/** An entry's files; null where one of them is damaged. */
function filesIn(content: Partial<Exported>, entryId: string): NewFile[] | null {
  try {
    return (content.files ?? []).filter((each) => each.entryId === entryId).map(fromStored);
  } catch {
    return null;
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
  blob: new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0)!)], { type }),
});

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
