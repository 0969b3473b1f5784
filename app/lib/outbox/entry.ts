/**
 * What a person did on this device and the server has not accepted yet. An entry is written before anything is sent, stays until
 * the server accepts it or the person discards it, and is never read for anybody but its `owner` (a person in an organisation).
 */

/** A refusal as the server worded it. */
export type Refusal = {
  code: string;
  status: number;
  message: string;
  fields?: Record<string, string>;
  details?: unknown;
  /** When it came, in milliseconds by the device's clock. */
  at: number;
};

/** `waiting` is sent when its turn comes; the others wait for a person. */
export type EntryState = "waiting" | "conflict" | "rejected";

export type OutboxEntry = {
  /** Position on this device, given by the store: entries of one lane are sent in this order. */
  order: number;
  /** The operation id: the same for every try, so that the effect happens once. */
  id: string;
  owner: string;
  /** Path of the mutation, such as `rentals.checkOut`. */
  procedure: string;
  /** What must keep its order, such as `machine:EQX1004`. */
  lane: string;
  /** The mutation's input without operation id and time. `media(id)` stands where a file's id belongs. */
  input: Record<string, unknown>;
  /** ISO time by the device's clock. */
  occurredAt: string;
  /** How far the server's clock was ahead of the device's at that moment, in milliseconds; null when it was not known. */
  skewMs: number | null;
  /** What the lists show, such as the machine's number; no logic rests on it. */
  label: string;
  state: EntryState;
  refusal: Refusal | null;
  /** The very text that was sent. It is repeated word for word while it is open whether the server took it. */
  body: string | null;
  tries: number;
  /** How often the server itself failed over it. */
  faults: number;
  /** Not to be sent before this time, in milliseconds by the device's clock. */
  notBefore: number;
};

/** A photograph, film or signature that belongs to an entry. */
export type OutboxFile = {
  id: string;
  entryId: string;
  owner: string;
  blob: Blob;
  sha256: string;
  purpose: string;
  /** Its id on the server, once it lies there. */
  mediaId: string | null;
};

/** What an entry does that only brings files whose record the server has already; nothing but them is sent. */
export const FILES_FOLLOW = "media.follow";
const LATE = "-files";

/** Whether an entry is nothing but files that come after their record. */
export const isLate = ({ procedure }: Pick<OutboxEntry, "procedure">): boolean => procedure === FILES_FOLLOW;

/** The id of the entry under which the files of `id` follow their record. */
export const lateIdOf = (id: string): string => `${id}${LATE}`;

/** The entry's id by which its files lie on the disk: those that follow stay where they are, for a full disk takes no second copy. */
export const fileKeyOf = (id: string): string => (id.endsWith(LATE) ? id.slice(0, -LATE.length) : id);

/** An entry that can not be read. It blocks nothing, is shown as it lies there, and goes only by hand. */
export type DamagedEntry = { order: number; id: string; state: "damaged"; raw: unknown };

export type NewEntry = Pick<
  OutboxEntry,
  "id" | "owner" | "procedure" | "lane" | "input" | "occurredAt" | "label" | "skewMs"
>;
export type NewFile = Pick<OutboxFile, "id" | "blob" | "sha256" | "purpose" | "mediaId">;

const MEDIA = "outbox-media:";

/** Stands in an input where the id of a file will be, once it lies on the server. */
export const media = (fileId: string): string => `${MEDIA}${fileId}`;

/** The input with the ids that its files have on the server. Throws when one has none. */
export function withMediaIds(input: unknown, files: readonly Pick<OutboxFile, "id" | "mediaId">[]): unknown {
  if (typeof input === "string" && input.startsWith(MEDIA)) {
    const file = files.find(({ id }) => id === input.slice(MEDIA.length));
    if (!file?.mediaId) throw new RangeError(`no file for ${input}`);
    return file.mediaId;
  }
  if (Array.isArray(input)) return input.map((each) => withMediaIds(each, files));
  if (input === null || typeof input !== "object") return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, withMediaIds(value, files)]));
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isCount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const STATES: readonly unknown[] = ["waiting", "conflict", "rejected"];

/** Reads what lies on the disk: an older version or a fault of the device may have left anything. */
export function readEntry(raw: unknown): OutboxEntry | DamagedEntry {
  const found = (typeof raw === "object" && raw !== null ? raw : {}) as Partial<OutboxEntry>;
  const sound =
    isCount(found.order) &&
    isText(found.id) &&
    isText(found.owner) &&
    isText(found.procedure) &&
    isText(found.lane) &&
    typeof found.input === "object" &&
    found.input !== null &&
    isText(found.occurredAt) &&
    Number.isFinite(Date.parse(found.occurredAt)) &&
    STATES.includes(found.state);
  if (!sound) return { order: found.order ?? 0, id: isText(found.id) ? found.id : "", state: "damaged", raw };
  return {
    ...(found as OutboxEntry),
    label: isText(found.label) ? found.label : found.procedure!,
    skewMs: isCount(found.skewMs) ? found.skewMs : null,
    body: isText(found.body) ? found.body : null,
    refusal: found.refusal ?? null,
    tries: isCount(found.tries) ? found.tries : 0,
    faults: isCount(found.faults) ? found.faults : 0,
    notBefore: isCount(found.notBefore) ? found.notBefore : 0,
  };
}

export const isDamaged = (entry: OutboxEntry | DamagedEntry): entry is DamagedEntry => entry.state === "damaged";
