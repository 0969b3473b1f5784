/** Writes many rows of one table in few statements; columns and their SQL types come from the table's definition. */
import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "../tenancy.ts";

const BATCH_ROWS = 5000;

/**
 * Inserts rows whose keys are the table's property names; all rows have the keys of the first, and columns that are left
 * out take their defaults. Values go as JSON: dates as ISO text, ranges as PostgreSQL writes them.
 */
export async function insertRows(tx: Tx, table: PgTable, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = getTableColumns(table);
  const keys = Object.keys(first);
  const typed = keys.map((key) => {
    const column = columns[key];
    if (!column) throw new Error(`${getTableName(table)} has no ${key}`);
    return `"${key}" ${column.getSQLType()}`;
  });
  const into = `insert into ${getTableName(table)} (${keys.map((key) => `"${toSnakeCase(key)}"`).join(", ")})`;
  const from = `select ${keys.map((key) => `"${key}"`).join(", ")} from json_to_recordset(`;
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = JSON.stringify(rows.slice(start, start + BATCH_ROWS));
    await tx.execute(sql`${sql.raw(`${into} ${from}`)}${batch}::json) as row_of_json(${sql.raw(typed.join(", "))})`);
  }
}
