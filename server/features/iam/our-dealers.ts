import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tenant } from "../../../db/tenancy.ts";
import type { incomingRequestsOutput, ourDealersOutput } from "../../domain/iam/relations.ts";

const iso = (text: string) => new Date(text).toISOString();

/** The dealers that serve the actor's customer organisation, or did, each with its machines that are there now. */
export async function ourDealers({ tx, actor }: Tenant): Promise<z.infer<typeof ourDealersOutput>> {
  const { rows } = await tx.execute<{
    dealer_id: string;
    name: string;
    since: string;
    ended_at: string | null;
    machines: number;
    site_ids: string[];
  }>(sql`
    select d.dealer_id, d.name, d.since, d.ended_at, coalesce(m.machines, 0) as machines,
      array(select t.site_id from site_dealers t where t.customer_id = ${actor.orgId}::uuid and t.dealer_id = d.dealer_id order by 1) as site_ids
    from app.our_dealers() d
    left join (select dealer_id, count(*)::int as machines from equipment where customer_id = ${actor.orgId}::uuid group by 1) m using (dealer_id)
    order by d.ended_at nulls first, d.name, d.dealer_id`);
  return {
    items: rows.map((row) => ({
      dealerId: row.dealer_id,
      name: row.name,
      since: iso(row.since),
      endedAt: row.ended_at && iso(row.ended_at),
      machines: row.machines,
      siteIds: row.site_ids,
    })),
  };
}

/** Requests of dealers that the actor's customer organisation may answer, the oldest first. */
export async function incomingRequests({ tx }: Tenant): Promise<z.infer<typeof incomingRequestsOutput>> {
  const { rows } = await tx.execute<{
    id: string;
    dealer_id: string;
    dealer_name: string;
    email: string;
    message: string | null;
    requested_at: string;
  }>(sql`select * from app.incoming_relation_requests()`);
  return {
    items: rows.map(({ id, dealer_id: dealerId, dealer_name: dealerName, email, message, requested_at: at }) => ({
      id,
      dealerId,
      dealerName,
      email,
      message,
      requestedAt: iso(at),
    })),
  };
}
