/** A broker's messages, by web hook or subscription: records of a source like any other. */
import { sql } from "drizzle-orm";
import type { Database } from "../../../db/tenancy.ts";
import { readMessage, type Message } from "../../domain/telematics/read-message.ts";
import type { MachineRecord } from "../../domain/telematics/record.ts";
import { hookHash } from "./create-source.ts";
import { sourceOf } from "./dealer-source.ts";
import { ingestReadings } from "./ingest-readings.ts";
import { ownActor } from "./own-actor.ts";

export type TakenSource = { sourceId: string; dealerId: string };

/** Whom a web hook's secret address belongs to; null for one that is unknown or switched off. */
export async function hookSource(db: Database, token: string): Promise<TakenSource | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  return db.withService(async (tx) => {
    const { rows } = await tx.execute<{ source_id: string; dealer_id: string }>(
      sql`select source_id, dealer_id from app.open_telemetry_hook(${hookHash(token)})`,
    );
    return rows[0] ? { sourceId: rows[0].source_id, dealerId: rows[0].dealer_id } : null;
  });
}

/** Takes them in as the dealer's own system. Messages that are none are counted; the others are kept. */
export async function takeMessages(
  db: Database,
  { sourceId, dealerId }: TakenSource,
  messages: readonly Message[],
  now: Date,
): Promise<{ readings: number; unreadable: number }> {
  const read = messages.map((message) => readMessage(message, now));
  const records = read.flatMap((each) => each ?? []).map((record, at): MachineRecord => ({ ...record, index: at + 1 }));
  const unreadable = read.filter((each) => each === null).length;
  const text = messages.map(({ payload }) => payload).join("\n");
  const contentHash = new Bun.CryptoHasher("sha256").update(text).digest("hex");
  const actor = await ownActor(db, dealerId);
  return db.withTenant(actor, async (tenant) => {
    const source = await sourceOf(tenant, sourceId);
    const { counts } = await ingestReadings(tenant, source, records, {
      now,
      contentHash,
      bytes: Buffer.byteLength(text),
    });
    return { readings: counts.readings, unreadable };
  });
}
