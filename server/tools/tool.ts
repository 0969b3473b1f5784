/** Frame of the command-line tools: configuration, database, one sentence when something is wrong, and an exit code. */
import { connect } from "../../db/connect.ts";
import type { Database } from "../../db/tenancy.ts";
import { readConfig, type Config } from "../config.ts";

/** Runs `work` with the configured database and ends the process with the code it returns. */
export async function runTool(work: (tool: { config: Config; db: Database }) => Promise<number>): Promise<never> {
  try {
    const config = readConfig(process.env);
    const connection = await connect(config, (error) => console.error(error), { share: true });
    let code: number;
    try {
      code = await work({ config, db: connection.db });
    } finally {
      await connection.close();
    }
    process.exit(code);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}
