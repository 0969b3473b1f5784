import { and, desc, eq, gt } from "drizzle-orm";
import { sessions } from "../../../db/schema/auth.ts";
import type { Services } from "../../context.ts";
import { deviceOf, networkShown } from "../../domain/credentials/device.ts";
import type { OwnSession } from "../../domain/credentials/schema.ts";
import type { Claims } from "../../domain/iam/claims.ts";

const MOST = 100;

/** The person's own sessions that have not ended, the latest used first. */
export async function listSessions(
  { db }: Pick<Services, "db">,
  { sub, sessionId }: Claims,
): Promise<{ items: OwnSession[] }> {
  const rows = await db.withService((tx) =>
    tx
      .select({
        id: sessions.id,
        method: sessions.method,
        userAgent: sessions.userAgent,
        ipAddress: sessions.ipAddress,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, sub), gt(sessions.expiresAt, new Date())))
      .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
      .limit(MOST),
  );
  return {
    items: rows.map(({ userAgent, ipAddress, createdAt, lastSeenAt, ...row }) => ({
      ...row,
      ...deviceOf(userAgent),
      network: networkShown(ipAddress),
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      current: row.id === sessionId,
    })),
  };
}
