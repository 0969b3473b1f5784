/** `bun run audit:verify`: verifies every audit chain of the database and names the first bad event of each. */
import { asc } from "drizzle-orm";
import { organizations } from "../../db/schema/iam.ts";
import { chainHeads, events } from "../../db/schema/ledger.ts";
import { verifyStored } from "../features/ledger/verify.ts";
import { hqSystemActor } from "../iam/system-actor.ts";
import { runTool } from "./tool.ts";

await runTool(({ db }) =>
  db.withTenant(hqSystemActor(), async ({ tx }) => {
    const names = new Map(
      (await tx.select({ id: organizations.id, name: organizations.name }).from(organizations)).map(({ id, name }) => [
        id,
        name,
      ]),
    );
    const heads = await tx.select({ id: chainHeads.orgOwnerId }).from(chainHeads).orderBy(asc(chainHeads.orgOwnerId));
    const written = await tx.selectDistinct({ id: events.orgOwnerId }).from(events);
    const chains = [...new Set([...heads, ...written].map(({ id }) => id))];
    let bad = 0;
    for (const id of chains) {
      const verdict = await verifyStored(tx, id);
      const name = names.get(id) ?? id;
      if (verdict.ok) console.log(`ok   ${name}: ${verdict.checked} events`);
      else {
        bad++;
        console.log(
          `BAD  ${name}: event ${verdict.firstBad?.seq} (${verdict.firstBad?.reason}), ${verdict.checked} good before it`,
        );
      }
    }
    console.log(
      bad === 0 ? `${chains.length} chains are whole.` : `${bad} of ${chains.length} chains have been tampered with.`,
    );
    return bad === 0 ? 0 : 1;
  }),
);
