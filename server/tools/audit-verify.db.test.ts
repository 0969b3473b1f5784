/** `bun run audit:verify` against the database's own owner, who has switched the guards off: it names the chain and the first bad event. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOwnerPool, openPool } from "../../db/client.ts";
import { openEmbedded, type Embedded } from "../../db/embedded.ts";
import { migrate } from "../../db/migrate.ts";
import { Database, sqlState } from "../../db/tenancy.ts";
import { hqActor, mintWorld, type World } from "../../db/testing-world.ts";
import { appendEvent } from "../features/ledger/append-event.ts";

const EVENTS = 6;
const WITHIN_MS = 120_000;
const root = new URL("../..", import.meta.url).pathname;

let dataDir: string;
let embedded: Embedded;
let db: Database;
let worlds: [World, World];

const fail = (error: unknown) => console.error(error);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "smart-rental-audit-"));
  embedded = await openEmbedded({ dataDir, cacheDir: join(root, ".cache") });
  const target = { kind: "embedded", host: embedded.host } as const;
  const owner = openOwnerPool(target, fail);
  await migrate(owner);
  await owner.end();
  db = new Database(openPool(target, fail), fail);
  worlds = [await mintWorld(db), await mintWorld(db)];
  for (const world of worlds) {
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    for (let n = 1; n <= EVENTS; n++) {
      const { id: equipmentId, humanId } = world.machines[n % 2]!;
      await db.withTenant(dispatch, (tenant) =>
        appendEvent(tenant, {
          type: "asset.status_changed",
          subject: { dealerId: world.dealerId, equipmentId, humanId, siteId: world.yardId },
          data: { n },
          personal: { reason: `Because of ${n}.5` },
        }),
      );
    }
  }
  await asOwner(
    "create table events_kept as table events; create table heads_kept as table chain_heads; create table private_kept as table event_private",
  );
}, WITHIN_MS);

beforeEach(() =>
  asOwner(`delete from event_private; delete from events; delete from chain_heads;
    insert into events select * from events_kept; insert into chain_heads select * from heads_kept; insert into event_private select * from private_kept`),
);

afterAll(async () => {
  await db.close();
  await embedded.close();
  await rm(dataDir, { recursive: true });
}, WITHIN_MS);

/** What a database administrator can do: all of it. */
function asOwner(text: string): Promise<unknown> {
  return db.withOwner(async (_tx, client) => {
    await client.query("alter table events disable trigger events_append_only");
    await client.query(text);
    await client.query("alter table events enable trigger events_append_only");
  });
}

/** The tool as a process of its own; it reaches the database through the socket of the process that holds it. */
async function verify(): Promise<{ code: number; lines: string[] }> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = Bun.spawn(["bun", "run", "--silent", "audit:verify"], {
    cwd: root,
    env: { PATH, HOME, TMPDIR, DATA_DIR: dataDir },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code === 2) throw new Error(errors);
  return { code, lines: output.trim().split("\n") };
}

const nameOf = (world: World) => `Dealer ${world.dealerId.slice(-6)}`;
const ofChain = (seq: number) => `org_owner_id = '${worlds[0].dealerId}' and seq = ${seq}`;
const chain = () => `org_owner_id = '${worlds[0].dealerId}'`;

test(
  "whole chains are told to be whole, and the tool succeeds",
  async () => {
    const { code, lines } = await verify();
    expect(lines.toSorted()).toEqual(
      ["2 chains are whole.", ...worlds.map((world) => `ok   ${nameOf(world)}: ${EVENTS} events`)].toSorted(),
    );
    expect(code).toBe(0);
  },
  WITHIN_MS,
);

const hashOf = (record: string) => `encode(sha256(convert_to(${record}, 'UTF8')), 'hex')`;
const changed = `replace(record, '"n":3', '"n":30')`;

const tampering: [what: string, text: () => string, seq: number, reason: string, checked: number][] = [
  ["a changed record", () => `update events set record = ${changed} where ${ofChain(3)}`, 3, "hash_mismatch", 2],
  [
    "an event put behind those that followed it, for readers of live events",
    () => `update events set position = position + 1000000 where ${ofChain(3)}`,
    4,
    "column_mismatch",
    3,
  ],
  [
    "an event put before those that it followed, for readers of live events",
    () => `update events set position = -position where ${ofChain(3)}`,
    3,
    "column_mismatch",
    2,
  ],
  [
    "a changed record with a hash to match",
    () => `update events set record = ${changed}, self_hash = ${hashOf(changed)} where ${ofChain(3)}`,
    4,
    "link_broken",
    3,
  ],
  [
    "a changed last record with a hash to match",
    () =>
      `update events set record = replace(record, '"n":6', '"n":60'), self_hash = ${hashOf(`replace(record, '"n":6', '"n":60')`)} where ${ofChain(6)}`,
    6,
    "head_mismatch",
    6,
  ],
  [
    "a record with a blank more and a hash to match",
    () => `update events set record = record || ' ', self_hash = ${hashOf("record || ' '")} where ${ofChain(3)}`,
    3,
    "not_canonical",
    2,
  ],
  [
    "a changed machine in the look-up column",
    () => `update events set equipment_id = '${worlds[1].machines[0]!.id}' where ${ofChain(2)}`,
    2,
    "column_mismatch",
    1,
  ],
  [
    "a changed number in the look-up column",
    () => `update events set human_id = 'EQX1' where ${ofChain(2)}`,
    2,
    "column_mismatch",
    1,
  ],
  [
    "a changed kind in the look-up column",
    () => `update events set type = 'asset.created' where ${ofChain(5)}`,
    5,
    "column_mismatch",
    4,
  ],
  [
    "a changed time in the look-up column",
    () => `update events set at = at - interval '1 day' where ${ofChain(4)}`,
    4,
    "column_mismatch",
    3,
  ],
  [
    "a customer who may read it all at once",
    () => `update events set customer_id = '${worlds[1].customerId}' where ${ofChain(4)}`,
    4,
    "column_mismatch",
    3,
  ],
  [
    "a site taken out of the look-up column",
    () => `update events set site_id = null where ${ofChain(1)}`,
    1,
    "column_mismatch",
    0,
  ],
  [
    "changed personal data",
    () =>
      `update event_private set data = '{"reason": "Because of nothing"}' where event_id = (select id from events where ${ofChain(3)})`,
    3,
    "personal_mismatch",
    2,
  ],
  [
    "a removed first event",
    () =>
      `delete from event_private where event_id in (select id from events where ${ofChain(1)}); delete from events where ${ofChain(1)}`,
    1,
    "sequence_gap",
    0,
  ],
  [
    "a removed event in the middle",
    () =>
      `delete from event_private where event_id in (select id from events where ${ofChain(3)}); delete from events where ${ofChain(3)}`,
    3,
    "sequence_gap",
    2,
  ],
  [
    "a removed event with the gap closed",
    () => `delete from event_private where event_id in (select id from events where ${ofChain(3)}); delete from events where ${ofChain(3)};
      update events set seq = -seq where ${chain()} and seq > 3; update events set seq = -seq - 1 where ${chain()} and seq < 0`,
    3,
    "link_broken",
    2,
  ],
  [
    "an inserted event",
    () => `update events set seq = -seq where ${chain()} and seq > 3; update events set seq = -seq + 1 where ${chain()} and seq < 0;
      insert into events (id, org_owner_id, dealer_id, equipment_id, human_id, site_id, seq, type, at, record, self_hash)
      select gen_random_uuid(), org_owner_id, dealer_id, equipment_id, human_id, site_id, 4, type, at, record, self_hash from events where ${ofChain(3)}`,
    4,
    "link_broken",
    3,
  ],
  [
    "two swapped events",
    () =>
      `update events set seq = -2 where ${ofChain(2)}; update events set seq = 2 where ${ofChain(3)}; update events set seq = 3 where ${ofChain(-2)}`,
    2,
    "link_broken",
    1,
  ],
  [
    "an event of another chain",
    () => `update events set org_owner_id = '${worlds[1].dealerId}', seq = 99 where ${ofChain(6)}`,
    6,
    "tail_cut",
    6 - 1,
  ],
  ["a cut tail", () => cut(""), 5, "tail_cut", 4],
  [
    "a cut tail with the head's number turned back",
    () => cut(`update chain_heads set seq = 4 where ${chain()};`),
    4,
    "head_mismatch",
    4,
  ],
  ["a lost head", () => `delete from chain_heads where ${chain()}`, 6, "head_mismatch", 6],
  ["an event after the head", () => `update chain_heads set seq = 5 where ${chain()}`, 6, "head_mismatch", 6],
  [
    "all events gone",
    () => `delete from event_private where ${chain()}; delete from events where ${chain()}`,
    1,
    "tail_cut",
    0,
  ],
];
const cut = (head: string) =>
  `delete from event_private where event_id in (select id from events where ${chain()} and seq > 4); delete from events where ${chain()} and seq > 4; ${head}`;

describe("what the owner does behind the guards", () => {
  for (const [what, text, seq, reason, checked] of tampering) {
    test(
      `${what} is found`,
      async () => {
        await asOwner(text());
        const { code, lines } = await verify();
        expect(lines).toContain(`BAD  ${nameOf(worlds[0])}: event ${seq} (${reason}), ${checked} good before it`);
        expect(lines.at(-1)).toMatch(/of 2 chains have been tampered with\.$/);
        expect(code).toBe(1);
      },
      WITHIN_MS,
    );
  }

  test(
    "the other chain is judged for itself",
    async () => {
      await asOwner(`update events set type = 'asset.created' where ${ofChain(5)}`);
      expect((await verify()).lines).toContain(`ok   ${nameOf(worlds[1])}: ${EVENTS} events`);
    },
    WITHIN_MS,
  );

  test(
    "erased personal data leave the chain whole",
    async () => {
      await asOwner(`delete from event_private where ${chain()}`);
      expect((await verify()).code).toBe(0);
    },
    WITHIN_MS,
  );

  test(
    "a tail cut together with a head rewritten to match is beyond what the database alone can show",
    async () => {
      await asOwner(
        cut(
          `update chain_heads set seq = 4, hash = (select self_hash from events where ${ofChain(4)}) where ${chain()};`,
        ),
      );
      const { code, lines } = await verify();
      expect(lines).toContain(`ok   ${nameOf(worlds[0])}: 4 events`);
      expect(code).toBe(0);
    },
    WITHIN_MS,
  );
});

describe("with the guards on", () => {
  const changes = ["update events set type = 'x'", "delete from events", "truncate events cascade"];

  test.each(changes)("%s is refused to the app, whoever acts", async (text) => {
    for (const actor of [hqActor, await worlds[0].member(worlds[0].dealerId, "DEALER_ADMIN")]) {
      const error: unknown = await db.withTenant(actor, ({ tx }) => tx.execute(text)).catch((error: unknown) => error);
      expect(sqlState(error)).toBe("42501");
    }
  });

  test.each(changes)("%s is refused to the owner by the trigger", async (text) => {
    const error: unknown = await db.withOwner((_tx, client) => client.query(text)).catch((error: unknown) => error);
    expect(sqlState(error)).toBe("42501");
  });

  test("heads and events are not written past the function that appends", async () => {
    for (const text of [
      `update chain_heads set seq = 0`,
      `insert into chain_heads values ('${Bun.randomUUIDv7()}', 0, '')`,
      "delete from chain_heads",
      "insert into events select * from events",
      "update event_private set data = '{}'",
    ]) {
      const error: unknown = await db
        .withTenant(hqActor, ({ tx }) => tx.execute(text))
        .catch((error: unknown) => error);
      expect({ text, state: sqlState(error) }).toEqual({ text, state: "42501" });
    }
  });
});
