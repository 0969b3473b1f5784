/**
 * One entry of the ledger. The stored text is exactly what is hashed:
 * `{"event":<canonical body>,"prevHash":"<64 hex>","seq":<n>}`, which is canonical JSON itself, and
 * `selfHash` = SHA-256 of its UTF-8 bytes. Sequences start at 1 for each organisation.
 */
import { z } from "zod";
import { canonicalJson } from "./canonical.ts";
import { sha256Hex } from "./sha256.ts";

/** What the first event of a chain links to. */
export const GENESIS_HASH = "0".repeat(64);
export const FIRST_SEQ = 1;

const idSchema = z.string().min(1).max(100);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What happened. Personal data stand outside and are bound by `commitment` (`commitmentOf`), so that they can be erased
 * while the chain stays whole. `at` is the server's time, `occurredAt` the device's.
 */
export const eventBodySchema = z.strictObject({
  id: z.uuid(),
  type: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/),
  orgId: idSchema,
  dealerId: idSchema.nullish(),
  customerId: idSchema.nullish(),
  siteId: idSchema.nullish(),
  equipmentId: idSchema.nullish(),
  humanId: idSchema.nullish(),
  rentalId: idSchema.nullish(),
  actor: z.strictObject({ sub: idSchema, orgId: idSchema, role: idSchema }),
  at: z.iso.datetime(),
  occurredAt: z.iso.datetime().nullish(),
  operationId: idSchema.nullish(),
  data: z.record(z.string(), z.unknown()),
  commitment: hashSchema.nullish(),
});

export type EventBody = z.infer<typeof eventBodySchema>;

/** Where a chain ends: the last sequence and its hash; 0 and `GENESIS_HASH` while it is empty. */
export type ChainHead = { seq: number; hash: string };

/**
 * The next record of a chain. Fields of the body that are null or undefined are left out. Throws ZodError on a body that is
 * not valid and TypeError on data that JSON cannot carry.
 */
export function makeRecord(
  event: EventBody,
  head: ChainHead,
): { seq: number; record: string; prevHash: string; selfHash: string } {
  const present = Object.fromEntries(
    Object.entries(eventBodySchema.parse(event)).filter(([, value]) => value !== null),
  );
  const seq = head.seq + 1;
  const prevHash = hashSchema.parse(head.hash);
  const record = canonicalJson({ event: present, prevHash, seq });
  return { seq, record, prevHash, selfHash: sha256Hex(record) };
}

/**
 * Binds personal data to an event without showing them: SHA-256 over the salt and the canonical JSON, as hex. The salt (16
 * random bytes at least, kept with the data and erased with them) keeps short values from being guessed.
 */
export function commitmentOf(salt: Uint8Array, personalData: unknown): string {
  if (salt.length < 16) throw new RangeError("A salt has at least 16 bytes.");
  const data = new TextEncoder().encode(canonicalJson(personalData));
  const bytes = new Uint8Array(salt.length + data.length);
  bytes.set(salt);
  bytes.set(data, salt.length);
  return sha256Hex(bytes);
}
