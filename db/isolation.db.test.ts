/**
 * Every tenant table × everyone × every command, as the unprivileged role. What is expected comes from the inventory's
 * audiences, and every cell is held exactly: the rows seen and changed, none affected, or refused.
 */
import { afterAll, describe, expect, test } from "bun:test";
import { INVENTORY, tenantTables, type Access } from "./inventory.ts";
import { belongs, type StampedRow } from "./isolation/audiences.ts";
import { factoryOf } from "./isolation/rows.ts";
import { insertText } from "./isolation/sql-text.ts";
import { among, attempt, contents, setStage, type StagedTable, type Viewer } from "./isolation/stage.ts";
import { testDatabase } from "./testing.ts";

const REFUSED = "42501";
const { db, pool } = await testDatabase();
/** One table alone, where a run is about that one. */
const only = process.env["ISOLATION_TABLE"];
const stage = await setStage(db, pool, only);
const before = new Map<string, Map<string, StampedRow>>();
for (const table of stage.tables) before.set(table.name, await contents(db, table));

const cases = stage.tables.map((table) => [table.name, table] as const);
const accessOf = (table: StagedTable) => (INVENTORY[table.name] as { access: Access }).access;
const rowsOf = (table: StagedTable) => before.get(table.name)!;
const may = (viewer: Viewer, table: StagedTable, command: keyof Access, row: StampedRow) =>
  belongs(accessOf(table)[command], viewer.claims, row, stage.facts);
const granted = (viewer: Viewer, table: StagedTable, command: keyof Access) =>
  viewer.role === "app_user" && accessOf(table)[command] !== "nobody";
/** Rows that a change reaches: those that the viewer both sees and may change. */
const reachable = (viewer: Viewer, table: StagedTable, command: "update" | "delete") =>
  table.keys
    .filter(
      (key) =>
        may(viewer, table, "select", rowsOf(table).get(key)!) && may(viewer, table, command, rowsOf(table).get(key)!),
    )
    .sort();

/** Judges every viewer's cell and reports those that differ. */
async function everyone(
  judge: (viewer: Viewer) => Promise<{ about?: string; expected: unknown; received: unknown }[]>,
) {
  const wrong: unknown[] = [];
  for (const viewer of stage.viewers) {
    for (const cell of await judge(viewer))
      if (!Bun.deepEquals(cell.expected, cell.received)) wrong.push({ viewer: viewer.name, ...cell });
  }
  expect(wrong).toEqual([]);
}

test("every tenant table has rows for every party", () => {
  expect(stage.tables.map((table) => table.name)).toEqual(only ? [only] : tenantTables().map(([name]) => name));
  for (const table of stage.tables) expect(table.keys.length, table.name).toBeGreaterThanOrEqual(3);
  expect(() => factoryOf("brand_new")).toThrow("add a factory for it to ROWS in db/isolation/rows.ts");
});

describe("select", () => {
  test.each(cases)("%s", (_name, table) =>
    everyone((viewer) =>
      stage.as(viewer, async (client) => {
        // HQ sees other suites' rows too; everyone else is held to the whole table.
        const ours = viewer.claims?.orgType === "CATERPILLAR" ? ` where ${among(table, table.keys)}` : "";
        const visible = [...rowsOf(table)]
          .filter(([key, row]) => (!ours || table.keys.includes(key)) && may(viewer, table, "select", row))
          .map(([key]) => key);
        const received = await attempt(client, `select ${table.key} as key from ${table.name}${ours}`);
        return [{ expected: granted(viewer, table, "select") ? visible.sort() : REFUSED, received }];
      }),
    ),
  );
});

describe("insert", () => {
  test.each(cases)("%s", (_name, table) =>
    everyone((viewer) =>
      stage.as(viewer, async (client) => {
        const cells = [];
        for (const { about, row } of table.attempts) {
          // HQ may stamp what it likes; keys that hold a rental to its dealer's customers are another matter.
          if (
            viewer.claims?.orgType === "CATERPILLAR" &&
            stage.world.forged.some((place) => about.includes(place.name))
          )
            continue;
          const expected = granted(viewer, table, "insert") && may(viewer, table, "insert", row) ? [] : REFUSED;
          cells.push({ about, expected, received: await attempt(client, insertText(table.name, row)) });
        }
        return cells;
      }),
    ),
  );
});

describe.each(["update", "delete"] as const)("%s", (command) => {
  const statement = (table: StagedTable, keys: readonly string[]) => {
    const column = table.name === "organizations" ? "name" : table.keyColumn;
    const text = command === "update" ? `update ${table.name} set ${column} = ${column}` : `delete from ${table.name}`;
    return `${text} where ${among(table, keys)} returning ${table.key} as key`;
  };

  test.each(cases)("%s", (_name, table) =>
    everyone(async (viewer) => {
      const expected = granted(viewer, table, command) ? reachable(viewer, table, command) : REFUSED;
      const cells = [
        { expected, received: await stage.as(viewer, (client) => attempt(client, statement(table, table.keys))) },
      ];
      if (expected === REFUSED) return cells;
      // And for good: what is out of reach is attacked in a transaction that commits; the last test compares.
      const foreign = table.keys.filter((key) => !expected.includes(key));
      const { rowCount } = await stage.as(viewer, (client) => client.query(statement(table, foreign)));
      return [...cells, { about: "foreign rows, committed", expected: 0, received: rowCount }];
    }),
  );
});

describe("a row can not be given away or taken", () => {
  const A_TO_B = {
    dealer_id: stage.world.orgs.dealerB,
    customer_id: stage.world.orgs.ofB,
    org_owner_id: stage.world.orgs.dealerB,
  };
  const theirs = (table: StagedTable) => (INVENTORY[table.name] as { by: string }).by;
  const changeable = cases.filter(([, table]) => accessOf(table).update !== "nobody" && table.name !== "organizations");

  test.each(changeable)("%s", async (_name, table) => {
    const stamped = Object.keys(rowsOf(table).get(table.keys[0]!)!);
    const columns = (["dealer_id", "customer_id", "org_owner_id"] as const).filter((column) => {
      if (!stamped.includes(column)) return false;
      // The keeper of a direct row follows its dealer or customer; a person's own row is found by keeper and person alone.
      return theirs(table) === "direct" || theirs(table) === "parent"
        ? column !== "org_owner_id"
        : column === "org_owner_id";
    });
    expect(columns.length).toBeGreaterThan(0);
    for (const viewer of stage.viewers.filter(({ name }) => name === "dealer A" || name === "customer of A")) {
      const own = reachable(viewer, table, "update");
      for (const column of own.length > 0 ? columns : []) {
        // A site kept by both a dealer and a customer is refused by the table's own check.
        const outcome =
          table.name === "sites" && (column === "customer_id") === (viewer.name === "dealer A") ? "23514" : REFUSED;
        const text = `update ${table.name} set ${column} = '${A_TO_B[column]}' where ${among(table, own)}`;
        expect({
          viewer: viewer.name,
          column,
          outcome: await stage.as(viewer, (client) => attempt(client, text)),
        }).toEqual({ viewer: viewer.name, column, outcome });
      }
    }
  });

  test("an organisation can not become HQ", async () => {
    for (const viewer of stage.viewers) {
      expect(await stage.as(viewer, (client) => attempt(client, `update organizations set type = 'CATERPILLAR'`))).toBe(
        REFUSED,
      );
    }
  });

  test("a foreign site is tied to nobody: not by a dealer that names its own customer, not by that customer", async () => {
    const { orgs, sites } = stage.world;
    const row = { site_id: sites.siteOfB, dealer_id: orgs.dealerA, customer_id: orgs.ofA, org_owner_id: orgs.dealerA };
    const tie = (who: string) =>
      stage.as(
        stage.viewers.find(({ name }) => name === who)!,
        (client) => attempt(client, insertText("site_dealers", row)),
      );
    expect([await tie("dealer A"), await tie("customer of A")]).toEqual([REFUSED, "23503"]);
  });
});

afterAll(async () => {
  const changed: unknown[] = [];
  for (const table of stage.tables) {
    const after = await contents(db, table);
    for (const key of table.keys) {
      if (!Bun.deepEquals(after.get(key), rowsOf(table).get(key)))
        changed.push({ table: table.name, was: rowsOf(table).get(key), is: after.get(key) });
    }
  }
  expect(changed, "rows that nobody who tried was allowed to change").toEqual([]);
});
