/** Which claims name a session or a program's key that has ended since they were made. `tx` stands as `app_service`. */
import { sql } from "drizzle-orm";
import type { Tx } from "../../db/tenancy.ts";
import type { Claims } from "../domain/iam/claims.ts";

export async function endedSessions(tx: Tx, all: readonly Claims[]): Promise<Set<Claims>> {
  const sessions = [...new Set(all.flatMap(({ sessionId }) => sessionId ?? []))];
  const clients = [...new Set(all.flatMap(({ clientId }) => clientId ?? []))];
  if (sessions.length === 0 && clients.length === 0) return new Set();
  const list = (ids: string[]) => sql`array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from sessions where id = any(${list(sessions)}) and expires_at > now()
    union all select c.id from unnest(${list(clients)}) c(id) where exists (select from app.client_claims(c.id))`);
  const live = new Set(rows.map((row) => row.id));
  return new Set(
    all.filter(({ sessionId, clientId }) => (sessionId && !live.has(sessionId)) || (clientId && !live.has(clientId))),
  );
}
