/** `bun run keys:rotate`: from now on tokens are signed with a new key; those signed before stay good until they expire. */
import { retireSigningKeys } from "../iam/retire-signing-keys.ts";
import { runTool } from "./tool.ts";

await runTool(async ({ db }) => {
  const now = new Date();
  const retired = await retireSigningKeys(db, now, now);
  console.log(
    `${retired} ${retired === 1 ? "key signs" : "keys sign"} nothing more. Running servers follow within a minute.`,
  );
  return 0;
});
