import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tenant } from "../../../db/tenancy.ts";
import type { allowCodesInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./administer.ts";

/** Lets a member whose codes were guessed at too often use codes again. Throws `auth.forbidden` and `not_found`. */
export async function allowCodes(tenant: Tenant, { userId, operationId }: z.infer<typeof allowCodesInput>) {
  requireAdministrator(tenant);
  const { rows } = await tenant.tx.execute<{ allowed: boolean }>(
    sql`select app.allow_codes(${userId}::uuid) as allowed`,
  );
  if (!rows[0]?.allowed) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "account.codes_allowed",
    subject: ownStamps(tenant.actor),
    data: { userId },
    operationId,
  });
  return { userId };
}
