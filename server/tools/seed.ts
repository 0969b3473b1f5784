/** `bun run seed [--scale N] [--day YYYY-MM-DD]`: fills an empty database with the demo. */
import { seedCommand } from "../../db/seed/cli.ts";
import { DiskStore } from "../files/disk-store.ts";
import { authSecret } from "../secrets.ts";
import { runTool } from "./tool.ts";

await runTool(async ({ config, db }) => {
  if (config.production) throw new Error("The demo can not be seeded in production.");
  const files = new DiskStore({
    dataDir: config.dataDir,
    secret: await authSecret(config),
    publicUrl: config.publicUrl,
  });
  await seedCommand(Bun.argv.slice(2), { db, files, now: new Date(), write: (line) => console.log(line) });
  return 0;
});
