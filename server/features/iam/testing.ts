/** What the suites of members and organisations share: a mailbox, claims as they are now, and refusals by their code. */
import { sql } from "drizzle-orm";
import { testDatabase } from "../../../db/testing.ts";
import { claimsSchema, type Claims } from "../../domain/iam/claims.ts";
import { Mailbox } from "../../iam/mail.ts";
import { refusalOf } from "../../trpc.ts";

export const { db } = await testDatabase();

export const mailbox = new Mailbox();
export const deps = { mailer: mailbox, publicUrl: "http://localhost:3000" };
export const operation = () => ({ operationId: crypto.randomUUID() });

/** The token in the newest invitation mailed to an address. */
export function tokenFor(email: string): string {
  const token = /\/invite\/(\S+)/.exec(mailbox.list(email)[0]?.text ?? "")?.[1];
  if (!token) throw new Error(`no invitation was mailed to ${email}`);
  return token;
}

/** The claims that the person of `before` would get now for the same organisation; null without an active membership. */
export async function claimsNow({ sub, orgId }: Pick<Claims, "sub" | "orgId">): Promise<Claims | null> {
  const { rows } = await db.withService((tx) =>
    tx.execute<{ claims: unknown }>(sql`select app.actor_claims(${sub}::uuid, ${orgId}::uuid) as claims`),
  );
  return claimsSchema.nullable().parse(rows[0]?.claims ?? null);
}

/** The code of what a call was refused with; null where it was carried out. */
export async function codeOf(call: Promise<unknown>): Promise<string | null> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return null;
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  return refusal.code;
}

/** Types and data of the events of a chain, the newest last. */
export async function eventsOf(
  orgId: string,
): Promise<{ type: string; data: Record<string, unknown>; text: string }[]> {
  const rows = await db.withOwner(async (_tx, client) =>
    client.query<{ record: string }>("select record from events where org_owner_id = $1 order by position", [orgId]),
  );
  return rows.rows.map(({ record }) => {
    const { event } = JSON.parse(record) as { event: { type: string; data: Record<string, unknown> } };
    return { type: event.type, data: event.data, text: record };
  });
}
