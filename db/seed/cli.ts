/** `seed [--scale N] [--day YYYY-MM-DD]`: fills an empty database with the demo and says what it made. */
import { parseArgs } from "node:util";
import type { Database } from "../tenancy.ts";
import type { PhotoStore } from "./photos.ts";
import { seedDemo, type SeedResult } from "./seed.ts";

/**
 * Runs the command on a migrated database; `write` takes the lines it prints. Throws on arguments that it does not know,
 * on a scale or day that can not be used, and on a database that is not empty.
 */
export async function seedCommand(
  args: readonly string[],
  deps: {
    db: Database;
    files?: PhotoStore;
    labelTagId?: (humanId: string) => string | null | undefined;
    now: Date;
    write: (line: string) => void;
  },
): Promise<SeedResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { scale: { type: "string", default: "1" }, day: { type: "string" } },
  });
  const today = values.day ?? deps.now.toISOString().slice(0, 10);
  let told = "";
  const result = await seedDemo({
    db: deps.db,
    scale: Number(values.scale),
    today,
    ...(values.day ? {} : { now: deps.now }),
    ...(deps.files ? { files: deps.files } : {}),
    ...(deps.labelTagId ? { labelTagId: deps.labelTagId } : {}),
    onProgress: (step, done, total) => {
      if (step !== told) deps.write(`${String(Math.round((done / total) * 100)).padStart(3)} %  ${step}`);
      told = step;
    },
  });
  for (const [table, count] of Object.entries(result.rows)) deps.write(`${String(count).padStart(9)}  ${table}`);
  deps.write(`Seeded in ${(result.elapsedMs / 1000).toFixed(1)} s.`);
  return result;
}
