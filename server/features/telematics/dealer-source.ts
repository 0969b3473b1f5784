/** A source as ingestion needs it, and the standing ones that every dealer has. */
import { and, eq, sql } from "drizzle-orm";
import { telemetrySources } from "../../../db/schema/telematics.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

export type Source = typeof telemetrySources.$inferSelect;

/** The source, if it is the actor's. Throws `not_found`. */
export async function sourceOf({ tx, actor }: Pick<Tenant, "tx" | "actor">, id: string): Promise<Source> {
  const own = actor.orgType === "DEALER" ? eq(telemetrySources.dealerId, actor.orgId) : undefined;
  const [source] = await tx
    .select()
    .from(telemetrySources)
    .where(and(eq(telemetrySources.id, id), own));
  if (!source) throw new AppError("not_found");
  return source;
}

/** The source of a dealer's files, made when the first one comes. It makes machines that are not known, unconfirmed. */
export async function fileSource({ tx, actor }: Pick<Tenant, "tx" | "actor">, dealerId: string): Promise<Source> {
  const standing = and(eq(telemetrySources.dealerId, dealerId), eq(telemetrySources.kind, "FILE"));
  await tx
    .insert(telemetrySources)
    .values({
      orgOwnerId: dealerId,
      dealerId,
      name: "Files",
      kind: "FILE",
      cadenceS: 86_400,
      createsMachines: true,
      createdBy: actor.sub,
    })
    .onConflictDoNothing({
      target: [telemetrySources.dealerId, telemetrySources.kind],
      where: sql`kind in ('FILE', 'MANUAL')`,
    });
  const [source] = await tx.select().from(telemetrySources).where(standing);
  return source!;
}
