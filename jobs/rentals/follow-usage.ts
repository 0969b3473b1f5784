/**
 * What people have read off machines and nobody has judged yet: a request that was cut off between its commit and its end left it behind.
 */
import type { Database } from "../../db/tenancy.ts";
import { judgeSaid } from "../../server/features/telematics/judge-said.ts";

/** Running it again changes nothing. Returns how many machines were reckoned anew. */
export const followUsage = (
  { db }: { db: Database },
  { dealerId }: { dealerId: string; at: string },
): Promise<number> => judgeSaid(db, dealerId);
