import { decodeHex } from "@oslojs/encoding";
import { canonicalJson } from "./canonical.ts";
import { commitmentOf, FIRST_SEQ, GENESIS_HASH, type ChainHead } from "./event.ts";
import { sha256Hex as plainSha256Hex, type Sha256Hex } from "./sha256.ts";

/** Columns that are kept beside the record for queries and must say what the record says (null = absent there). */
export const EVENT_COLUMNS = [
  "id",
  "type",
  "at",
  "dealerId",
  "customerId",
  "siteId",
  "equipmentId",
  "rentalId",
] as const;

export type EventRow = {
  seq: number;
  record: string;
  selfHash: string;
  columns: Readonly<Record<(typeof EVENT_COLUMNS)[number], string | null>> & Readonly<Record<string, string | null>>;
  /** Place in the order of writing over all chains, where it is known: it rises with the sequence, since a chain is written by one at a time. */
  position?: number;
  /** Personal data that are kept beside the event, with their salt as hex; null or absent where there are none any more. */
  personal?: { salt: string; data: unknown } | null;
};

export type ChainFault =
  /** The record's bytes are not those that were hashed. */
  | "hash_mismatch"
  /** The record does not follow the one before it. */
  | "link_broken"
  /** A sequence number is missing, repeated or out of order. */
  | "sequence_gap"
  /** A column says something else than the record. */
  | "column_mismatch"
  /** The personal data beside the event are not those that it commits to. */
  | "personal_mismatch"
  /** Events are missing at the end. */
  | "tail_cut"
  /** The chain ends elsewhere than its head says. */
  | "head_mismatch"
  /** The record is not the canonical text of an event. */
  | "not_canonical";

export type ChainVerdict = { ok: boolean; checked: number; firstBad?: { seq: number; reason: ChainFault } };

/**
 * Verifies one organisation's chain and trusts nothing but `head`, which is asked for after the last row: finds changed, removed, inserted and reordered events, a
 * cut tail, and columns or personal data that disagree with their record. `rows` come in ascending sequence. `checked` counts the good
 * rows before the first bad one. `after` starts behind a part that has been verified before.
 */
export async function verifyChain(
  rows: AsyncIterable<EventRow> | Iterable<EventRow>,
  head: ChainHead | (() => ChainHead),
  options: { sha256Hex?: Sha256Hex; after?: ChainHead } = {},
): Promise<ChainVerdict> {
  const hash = options.sha256Hex ?? plainSha256Hex;
  let last: ChainHead = options.after ?? { seq: FIRST_SEQ - 1, hash: GENESIS_HASH };
  let checked = 0;
  let position = Number.NEGATIVE_INFINITY;
  const bad = (seq: number, reason: ChainFault): ChainVerdict => ({ ok: false, checked, firstBad: { seq, reason } });

  for await (const row of rows) {
    const seq = last.seq + 1;
    if (row.seq !== seq) return bad(seq, "sequence_gap");
    if ((await hash(row.record)) !== row.selfHash) return bad(seq, "hash_mismatch");
    const parsed = parseRecord(row.record);
    if (!parsed) return bad(seq, "not_canonical");
    if (parsed.prevHash !== last.hash) return bad(seq, "link_broken");
    if (parsed.seq !== seq) return bad(seq, "sequence_gap");
    const disagrees = Object.entries(row.columns).some(([name, value]) => (parsed.event[name] ?? null) !== value);
    if (disagrees || (row.position ?? Infinity) <= position) return bad(seq, "column_mismatch");
    position = row.position ?? position;
    if (row.personal && !isCommitted(row.personal, parsed.event["commitment"])) return bad(seq, "personal_mismatch");
    last = { seq, hash: row.selfHash };
    checked++;
  }

  const end = typeof head === "function" ? head() : head;
  if (last.seq < end.seq) return bad(last.seq + 1, "tail_cut");
  if (last.seq > end.seq || last.hash !== end.hash) return bad(last.seq, "head_mismatch");
  return { ok: true, checked };
}

function isCommitted({ salt, data }: { salt: string; data: unknown }, commitment: unknown): boolean {
  if (!/^([0-9a-f]{2}){16,}$/.test(salt)) return false;
  return commitmentOf(decodeHex(salt), data) === commitment;
}

function parseRecord(record: string): { event: Record<string, unknown>; prevHash: string; seq: number } | null {
  try {
    const value: unknown = JSON.parse(record);
    if (!isObject(value) || Object.keys(value).length !== 3 || canonicalJson(value) !== record) return null;
    const { event, prevHash, seq } = value;
    return isObject(event) && typeof prevHash === "string" && typeof seq === "number" ? { event, prevHash, seq } : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
