import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { RenamePasskeyInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { appendEvent } from "../ledger/append-event.ts";

/** Gives one of the person's own passkeys another name. Throws `not_found`. */
export async function renamePasskey(tenant: Tenant, { id, name, operationId }: RenamePasskeyInput) {
  const { rows } = await tenant.tx.execute<{ renamed: boolean }>(
    sql`select app.rename_passkey(${id}::uuid, ${name}) as renamed`,
  );
  if (!rows[0]?.renamed) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "passkey.renamed",
    subject: ownStamps(tenant.actor),
    data: { passkeyId: id },
    operationId,
  });
  return { id };
}
