import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { IdInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { appendEvent } from "../ledger/append-event.ts";

/** Removes one of the person's own passkeys. Sessions that it has opened go on. Throws `not_found`. */
export async function removePasskey(tenant: Tenant, { id, operationId }: IdInput) {
  const { rows } = await tenant.tx.execute<{ removed: boolean }>(
    sql`select app.remove_passkey(${id}::uuid) as removed`,
  );
  if (!rows[0]?.removed) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "passkey.removed",
    subject: ownStamps(tenant.actor),
    data: { passkeyId: id },
    operationId,
  });
  return { id };
}
