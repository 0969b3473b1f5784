import { eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { LIFE, type FaultLife } from "./load-lives.ts";

type FaultyMachine = typeof equipment.$inferSelect;

/** A fault that the actor sees, with its machine locked, so that no report changes it meanwhile. Throws `not_found`, `auth.forbidden` for its customer. */
export async function takeLife(
  { tx, actor }: Tenant,
  faultId: string,
): Promise<{ life: FaultLife; machine: FaultyMachine }> {
  const read = async () => {
    const { rows } = await tx.execute<FaultLife>(
      sql`select ${LIFE} from machine_fault_lives l where l.id = ${faultId}::uuid`,
    );
    if (!rows[0]) throw new AppError("not_found");
    return rows[0];
  };
  const { equipmentId } = await read();
  if (actor.orgType === "CUSTOMER") throw new AppError("auth.forbidden");
  const [machine] = await tx.select().from(equipment).where(eq(equipment.id, equipmentId)).for("no key update");
  if (!machine) throw new AppError("not_found");
  return { life: await read(), machine };
}
