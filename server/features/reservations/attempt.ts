import { sql } from "drizzle-orm";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import type { OverlapDetails } from "../../domain/reservations/schema.ts";

/** What the database refuses when two want the same: the machine (twice), or the type. */
const CONTESTED = ["rentals_no_overlap", "rentals_one_out", "reservations_capacity"] as const;
export type Contested = (typeof CONTESTED)[number];

/** Something stands against a machine: found before the database had to refuse it. */
export class MachineTaken extends Error {
  readonly machine: { id: string; humanId: string; type: string };
  readonly conflicts: OverlapDetails["conflicts"];

  constructor(machine: MachineTaken["machine"], conflicts: OverlapDetails["conflicts"]) {
    super(`${machine.humanId} is taken`);
    this.machine = { id: machine.id, humanId: machine.humanId, type: machine.type };
    this.conflicts = conflicts;
  }
}

/**
 * Runs `write`; where it loses to somebody else, what it wrote is undone and `refuse` may look at who won before it throws. What
 * `write` has locked is free again by then, so that those who lose do not make each other wait. Other errors pass. Not to be nested.
 */
export async function attempt<T>(
  { tx }: Pick<Tenant, "tx">,
  write: () => Promise<T>,
  refuse: (lost: Contested | MachineTaken, cause: unknown) => Promise<never>,
): Promise<T> {
  await tx.execute(sql`savepoint attempt`);
  try {
    return await write();
  } catch (error) {
    const lost = error instanceof MachineTaken ? error : CONTESTED.find((name) => name === violatedConstraint(error));
    if (!lost) throw error;
    await tx.execute(sql`rollback to savepoint attempt`);
    return refuse(lost, error);
  }
}
