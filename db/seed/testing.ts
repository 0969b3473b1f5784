import { openPool } from "../client.ts";
import { Database } from "../tenancy.ts";
import { openTestEmbedded } from "../testing.ts";

/** A migrated embedded database of one suite alone: the demo is for an empty one. */
export async function openOwnDatabase(): Promise<{ db: Database; close: () => Promise<void> }> {
  const fail = (error: unknown) => console.error("seed test:", error);
  const embedded = await openTestEmbedded();
  const db = new Database(openPool({ kind: "embedded", host: embedded.host }, fail), fail);
  return { db, close: () => db.close().then(embedded.close) };
}
