/** The demo's people as the sign-in page offers them. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { DEMO_ACCOUNTS } from "../domain/iam/demo-accounts.ts";
import { roleSchema } from "../domain/iam/claims.ts";
import type { ServiceDatabase } from "./service-database.ts";

const accountSchema = z.object({ email: z.string(), name: z.string(), role: roleSchema, organization: z.string() });
export type DemoAccount = z.infer<typeof accountSchema>;

/** Those that are seeded and belong somewhere, in the order of {@link DEMO_ACCOUNTS}. */
export async function listDemoAccounts(service: ServiceDatabase): Promise<DemoAccount[]> {
  const emails = sql.join(
    DEMO_ACCOUNTS.map(({ email }) => sql`${email}`),
    sql`, `,
  );
  const { rows } = await service.sql.execute(sql`
    select u.email, u.name, m.role, m.org_name as organization
    from users u cross join lateral (select * from app.memberships_of(u.id) limit 1) m where u.email in (${emails})`);
  const found = new Map(
    accountSchema
      .array()
      .parse(rows)
      .map((account) => [account.email, account]),
  );
  return DEMO_ACCOUNTS.flatMap(({ email }) => found.get(email) ?? []);
}
