import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { sites } from "../../../db/schema/sites.ts";

/** Names of the sites that a column of ids lists, as far as the actor sees them; null where it lists none because all are meant. */
export const siteNames = (siteIds: PgColumn): SQL<string[] | null> =>
  sql<
    string[] | null
  >`case when ${siteIds} is null then null else array(select ${sites.name} from ${sites} where ${sites.id} = any(${siteIds}) order by 1) end`;
