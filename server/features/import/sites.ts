/** Jobsites and yards from a file. */
import { sql } from "drizzle-orm";
import { sqlState, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import {
  judgeSites,
  type KnownCustomer,
  type KnownSite,
  type Places,
  type SiteChange,
} from "../../domain/import/judge-sites.ts";
import { readSiteCell, siteRowSchema, type SiteRow } from "../../domain/import/site-columns.ts";
import type { ImportInput } from "../../domain/import/schema.ts";
import { appendEvents } from "../ledger/append-events.ts";
import { lockImports, type Importer } from "./run-import.ts";

export const siteImporter: Importer<SiteRow, SiteChange> = {
  kind: "SITES",
  cells: readSiteCell,
  schema: siteRowSchema,
  judge: async (tenant, dealerId, rows) => judgeSites(rows, await readPlaces(tenant, dealerId)),
  write: writeSites,
};

const MOST = 50_000;

/** The dealer's yards, the jobsites that it serves, and its customers. */
async function readPlaces({ tx }: Tenant, dealerId: string): Promise<Places> {
  await lockImports({ tx }, dealerId);
  const sites = await tx.execute<KnownSite>(sql`
    select id, name, kind, customer_id as "customerId", time_zone as "timeZone", geofence, criticality from sites
    where active and (dealer_id = ${dealerId}::uuid or id in (select site_id from site_dealers where dealer_id = ${dealerId}::uuid))
    order by id limit ${MOST}`);
  const customers = await tx.execute<KnownCustomer>(sql`
    select o.id, o.name, r.account_number as "accountNumber" from dealer_customers r join organizations o on o.id = r.customer_id
    where r.dealer_id = ${dealerId}::uuid and r.ended_at is null order by o.id limit ${MOST}`);
  return { sites: sites.rows, customers: customers.rows };
}

async function writeSites(
  tenant: Tenant,
  dealerId: string,
  changes: readonly SiteChange[],
  input: ImportInput,
): Promise<Map<number, string>> {
  try {
    const made = await addSites(
      tenant,
      dealerId,
      changes.filter((change) => change.id === null),
      input,
    );
    await changeYards(
      tenant,
      dealerId,
      changes.filter((change) => change.id !== null),
      input,
    );
    return made;
  } catch (error) {
    if (sqlState(error) === "XX000") throw new AppError("site.invalid_geofence", { cause: error });
    throw error;
  }
}

async function addSites(tenant: Tenant, dealerId: string, changes: readonly SiteChange[], input: ImportInput) {
  if (changes.length === 0) return new Map<number, string>();
  const rows = changes.map(({ row, values }) => ({
    row,
    id: Bun.randomUUIDv7(),
    ...values,
    keeper: values.kind === "YARD" ? dealerId : values.customerId,
    yardDealer: values.kind === "YARD" ? dealerId : null,
  }));
  const json = JSON.stringify(rows);
  await tenant.tx.execute(sql`
    insert into sites (id, org_owner_id, dealer_id, customer_id, name, kind, time_zone, geofence, criticality)
    select id, keeper, "yardDealer", "customerId", name, kind, "timeZone", geofence, criticality from jsonb_to_recordset(${json}::jsonb)
      as given(id uuid, keeper uuid, "yardDealer" uuid, "customerId" uuid, name text, kind text, "timeZone" text, geofence jsonb, criticality smallint)`);
  await tenant.tx.execute(sql`
    insert into site_dealers (site_id, org_owner_id, dealer_id, customer_id)
    select id, ${dealerId}::uuid, ${dealerId}::uuid, "customerId" from jsonb_to_recordset(${json}::jsonb) as given(id uuid, "customerId" uuid)
    where "customerId" is not null`);
  await appendEvents(
    tenant,
    rows.map(({ row, id, customerId, name, kind, timeZone, geofence }) => ({
      type: "site.created",
      subject: { dealerId, customerId: customerId ?? null, siteId: id },
      data: { name, kind, timeZone, geofence, row },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    })),
  );
  return new Map(rows.map(({ row, id }) => [row, id]));
}

async function changeYards(tenant: Tenant, dealerId: string, changes: readonly SiteChange[], input: ImportInput) {
  if (changes.length === 0) return;
  const json = JSON.stringify(changes.map(({ id, values }) => ({ id, ...values })));
  const { rows } = await tenant.tx.execute<{ id: string; name: string }>(sql`
    update sites s set time_zone = coalesce(given."timeZone", s.time_zone), geofence = coalesce(given.geofence, s.geofence),
      criticality = coalesce(given.criticality, s.criticality)
    from jsonb_to_recordset(${json}::jsonb) as given(id uuid, "timeZone" text, geofence jsonb, criticality smallint)
    where s.id = given.id and s.dealer_id = ${dealerId}::uuid returning s.id, s.name`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  await appendEvents(
    tenant,
    changes.map(({ id, row, values }) => ({
      type: "site.updated",
      subject: { dealerId, siteId: id! },
      data: { name: names.get(id!), fields: Object.keys(values), to: values, row },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    })),
  );
}
