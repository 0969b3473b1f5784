/**
 * Holds the embedded test database for other processes: prints the directory of its socket, which they take as
 * TEST_DATABASE_HOST, and closes it when its own standard input ends.
 */
import { openTestEmbedded } from "../../db/testing.ts";

const embedded = await openTestEmbedded();
console.log(embedded.host);
for await (const _ of Bun.stdin.stream());
await embedded.close();
process.exit(0);
