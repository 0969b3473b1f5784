import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { IdInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { appendEvent } from "../ledger/append-event.ts";

type Ended = { session_id: string; method: string };

/** Ends one of the person's own sessions, and with it every token that was made with it. Throws `not_found`. */
export async function endSession(tenant: Tenant, { id, operationId }: IdInput): Promise<{ id: string }> {
  const ended = await end(tenant, sql`select * from app.end_sessions(${id}::uuid, null)`, operationId);
  if (ended.length === 0) throw new AppError("not_found");
  return { id };
}

/** Ends all of the person's sessions but the one that asks. */
export async function endOtherSessions(
  tenant: Tenant,
  { operationId }: { operationId: string },
): Promise<{ ended: number }> {
  const keep = tenant.actor.sessionId ?? null;
  const ended = await end(tenant, sql`select * from app.end_sessions(null, ${keep}::uuid)`, operationId);
  return { ended: ended.length };
}

async function end(tenant: Tenant, statement: ReturnType<typeof sql>, operationId: string): Promise<Ended[]> {
  const { rows } = await tenant.tx.execute<Ended>(statement);
  for (const { session_id: sessionId, method } of rows)
    await appendEvent(tenant, {
      type: "session.revoked",
      subject: ownStamps(tenant.actor),
      data: { sessionId, method },
      operationId,
    });
  return rows;
}
