/** Customers from a file. Each is made by the verb that makes one by hand, so a file of them is shorter than one of machines. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { createCustomerInput } from "../../domain/iam/organizations.ts";
import { customerRowSchema, readCustomerCell, type CustomerRow } from "../../domain/import/customer-columns.ts";
import { judgeCustomers, type CustomerChange, type ServedCustomer } from "../../domain/import/judge-customers.ts";
import { MAX_CUSTOMER_ROWS, type ImportInput } from "../../domain/import/schema.ts";
import { createCustomer } from "../iam/create-customer.ts";
import { updateTerms } from "../iam/update-terms.ts";
import { lockImports, type Importer } from "./run-import.ts";

export const customerImporter: Importer<CustomerRow, CustomerChange> = {
  kind: "CUSTOMERS",
  cells: readCustomerCell,
  schema: customerRowSchema,
  judge: async (tenant, dealerId, rows) => {
    if (rows.length > MAX_CUSTOMER_ROWS)
      throw new AppError("import.too_many_rows", { details: { most: MAX_CUSTOMER_ROWS } });
    return judgeCustomers(rows, await served(tenant, dealerId));
  },
  write: writeCustomers,
};

const MOST = 50_000;

async function served({ tx }: Tenant, dealerId: string): Promise<ServedCustomer[]> {
  await lockImports({ tx }, dealerId);
  const { rows } = await tx.execute<Omit<ServedCustomer, "creditLimit"> & { creditLimit: string | null }>(sql`
    select o.id, o.name, o.time_zone as "timeZone", r.account_number as "accountNumber", r.credit_limit as "creditLimit", r.contacts, r.notes
    from dealer_customers r join organizations o on o.id = r.customer_id
    where r.dealer_id = ${dealerId}::uuid and r.ended_at is null order by o.id limit ${MOST}`);
  return rows.map((row) => ({ ...row, creditLimit: row.creditLimit === null ? null : Number(row.creditLimit) }));
}

/** A new customer counts, measures and pays like its dealer, unless its row names another time zone. */
async function writeCustomers(
  tenant: Tenant,
  dealerId: string,
  changes: readonly CustomerChange[],
  { operationId, occurredAt }: ImportInput,
): Promise<Map<number, string>> {
  const { rows } = await tenant.tx.execute<{ timeZone: string; units: string; locale: string; currency: string }>(
    sql`select time_zone as "timeZone", units, locale, currency from organizations where id = ${dealerId}::uuid`,
  );
  const regional = rows[0]!;
  const made = new Map<number, string>();
  for (const change of changes) {
    if (change.id !== null) {
      await updateTerms(tenant, { operationId: operationId!, occurredAt, customerId: change.id, ...change.terms });
      continue;
    }
    const { name, timeZone, terms } = change;
    const input = { operationId, occurredAt, name, ...regional, ...(timeZone ? { timeZone } : {}), ...terms };
    made.set(change.row, (await createCustomer(tenant, createCustomerInput.parse(input))).id);
  }
  return made;
}
