/**
 * A process of its own on an embedded database: says which rows it found, then writes more, and names each once it is
 * acknowledged, until it is killed. With `read` it stops after the first.
 */
import { openOwnerPool } from "../client.ts";
import { openEmbedded } from "../embedded.ts";

const [dataDir, cacheDir, mode] = process.argv.slice(2) as [string, string, string];
const embedded = await openEmbedded({ dataDir, cacheDir });
const pool = openOwnerPool({ kind: "embedded", host: embedded.host }, (error) => console.error(error));
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

await pool.query("create table if not exists acknowledged (id text primary key, filler text not null)");
say({ found: (await pool.query("select id from acknowledged")).rows.map((row) => row.id) });
if (mode === "read") {
  await pool.end();
  await embedded.close();
} else {
  for (;;) {
    const id = Bun.randomUUIDv7();
    // Some rows fill pages, so that kills fall between checkpoints, page splits and log segments too.
    await pool.query("insert into acknowledged values ($1, repeat('x', $2))", [id, Math.floor(Math.random() * 4000)]);
    say({ id });
  }
}
