/** Clears what signing in leaves behind once it means nothing: sessions, one-time values, counters, and keys that nothing is verified with. */
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import { KEY_GRACE_S } from "../../server/iam/signing-keys.ts";

const AT_ONCE = 1_000;
/** The longest window that anything is counted in. */
const COUNTED_FOR_S = 86_400;

export type Swept = { sessions: number; verifications: number; counters: number; keys: number };

/** Sweeps what was over at `at` (ISO 8601). Others may go on signing in meanwhile: rows that they hold are left for the next time. */
export async function sweepIdentity({ db }: { db: Database }, { at }: { at: string }): Promise<Swept> {
  const before = (seconds: number) => new Date(new Date(at).getTime() - seconds * 1000).toISOString();
  return {
    sessions: await clear(db, sql`sessions`, sql`id`, sql`expires_at < ${before(0)}`),
    verifications: await clear(db, sql`verifications`, sql`id`, sql`expires_at < ${before(0)}`),
    counters: await clear(db, sql`rate_limits`, sql`key`, sql`window_started_at < ${before(COUNTED_FOR_S)}`),
    keys: await clear(db, sql`jwks`, sql`id`, sql`expires_at < ${before(KEY_GRACE_S)}`),
  };
}

/** Deletes in batches, each in a transaction of its own. */
async function clear(db: Database, table: SQL, key: SQL, over: SQL): Promise<number> {
  let gone = 0;
  for (;;) {
    const { rowCount } = await db.withService((tx) =>
      tx.execute(
        sql`delete from ${table} where ${key} in (select ${key} from ${table} where ${over} limit ${AT_ONCE} for update skip locked)`,
      ),
    );
    gone += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_ONCE) return gone;
  }
}
