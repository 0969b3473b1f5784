import { and, asc, eq, ilike, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { listSitesInput, Site } from "../../domain/sites/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

const selectSites = (tx: Tenant["tx"]) =>
  tx
    .select({
      id: sites.id,
      name: sites.name,
      kind: sites.kind,
      timeZone: sites.timeZone,
      customerId: sites.customerId,
      customerName: organizations.name,
      dealerId: sites.dealerId,
      geofence: sites.geofence,
      criticality: sites.criticality,
      machines: sql<number>`(select count(*)::int from ${equipment} where ${equipment.siteId} = ${sites.id})`,
    })
    .from(sites)
    .leftJoin(organizations, eq(organizations.id, sites.customerId));

type Row = Awaited<ReturnType<ReturnType<typeof selectSites>["limit"]>>[number];

/** A jobsite has no dealer of its own; a dealer's reader sees it as theirs. */
const toSite = (row: Row, actor: Claims): Site => ({
  ...row,
  dealerId: row.dealerId ?? (actor.orgType === "DEALER" ? actor.orgId : null),
});

/** Sites that the actor sees, by name. */
export async function listSites({ tx, actor }: Tenant, input: z.infer<typeof listSitesInput>) {
  const cursor = readCursor(input.cursor, cursors.byWord);
  const rows = await selectSites(tx)
    .where(
      and(
        sql`${sites.active}`,
        // Of a former customer a dealer reads what was, and begins nothing there.
        actor.orgType === "DEALER"
          ? sql`(${sites.customerId} is null or ${sites.customerId} = any(${sql.param(actor.customerIds)}::uuid[]))`
          : undefined,
        input.kind ? eq(sites.kind, input.kind) : undefined,
        input.customerId ? eq(sites.customerId, input.customerId) : undefined,
        input.q
          ? or(
              ilike(sites.name, `%${input.q.replace(/[\\%_]/g, "\\$&")}%`),
              ilike(organizations.name, `%${input.q.replace(/[\\%_]/g, "\\$&")}%`),
            )
          : undefined,
        cursor ? sql`(${sites.name}, ${sites.id}) > (${cursor[0]}, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(sites.name), asc(sites.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, row.id]);
  return { items: items.map((row) => toSite(row, actor)), nextCursor };
}

/** One site, or null where there is none that the actor sees. */
export async function findSite({ tx, actor }: Tenant, id: string): Promise<Site | null> {
  const [row] = await selectSites(tx).where(eq(sites.id, id)).limit(1);
  return row ? toSite(row, actor) : null;
}
