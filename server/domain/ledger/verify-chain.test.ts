import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { body, chain, rowOf } from "./chain.fixtures.ts";
import { commitmentOf, GENESIS_HASH, type ChainHead } from "./event.ts";
import { sha256Hex } from "./sha256.ts";
import { verifyChain, type EventRow } from "./verify-chain.ts";

/** A forger who can hash: the row with other contents and a matching hash. */
function rewritten(
  row: EventRow,
  change: (record: { event: Record<string, unknown>; prevHash: string; seq: number }) => void,
): EventRow {
  const value = JSON.parse(row.record) as { event: Record<string, unknown>; prevHash: string; seq: number };
  change(value);
  const record = JSON.stringify(value);
  return { ...row, record, selfHash: sha256Hex(record) };
}

describe("verifyChain", () => {
  test("accepts an untouched chain, an empty one, and a part behind a verified one", async () => {
    const { rows, head } = chain(20);
    expect(await verifyChain(rows, head)).toEqual({ ok: true, checked: 20 });
    expect(await verifyChain([], { seq: 0, hash: GENESIS_HASH })).toEqual({ ok: true, checked: 0 });
    const after = { seq: 5, hash: rows[4]!.selfHash };
    expect(await verifyChain(rows.slice(5), head, { after })).toEqual({ ok: true, checked: 15 });
  });

  test("uses the hash that is handed in and reads rows as a stream", async () => {
    const { rows, head } = chain(3);
    let calls = 0;
    async function* stream() {
      yield* rows;
    }
    const hash = async (input: string | Uint8Array) => (calls++, createHash("sha256").update(input).digest("hex"));
    expect(await verifyChain(stream(), head, { sha256Hex: hash })).toEqual({ ok: true, checked: 3 });
    expect(calls).toBe(3);
  });

  type Mutation = [
    name: string,
    mutate: (rows: EventRow[], head: ChainHead) => [EventRow[], ChainHead],
    seq: number,
    reason: string,
  ];
  const replace = (rows: EventRow[], at: number, row: EventRow) => rows.map((old, i) => (i === at ? row : old));
  const mutations: Mutation[] = [
    [
      "a changed byte",
      (r, h) => [replace(r, 4, { ...r[4]!, record: r[4]!.record.replace("1205.5", "1205.6") }), h],
      5,
      "hash_mismatch",
    ],
    ["a changed hash", (r, h) => [replace(r, 4, { ...r[4]!, selfHash: r[3]!.selfHash }), h], 5, "hash_mismatch"],
    [
      "a changed event with its hash made anew",
      (r, h) => [
        replace(
          r,
          4,
          rewritten(r[4]!, (v) => (v.event.data = {})),
        ),
        h,
      ],
      6,
      "link_broken",
    ],
    [
      "a changed last event with its hash made anew",
      (r, h) => [
        replace(
          r,
          9,
          rewritten(r[9]!, (v) => (v.event.data = {})),
        ),
        h,
      ],
      10,
      "head_mismatch",
    ],
    ["a removed event", (r, h) => [r.toSpliced(4, 1), h], 5, "sequence_gap"],
    [
      "a removed event with the rest renumbered",
      (r, h) => [r.toSpliced(4, 1).map((row, i) => ({ ...row, seq: i + 1 })), h],
      5,
      "link_broken",
    ],
    ["a removed first event", (r, h) => [r.slice(1), h], 1, "sequence_gap"],
    [
      "an inserted event",
      (r, h) => [r.toSpliced(4, 0, rowOf(body(99), { seq: 4, hash: r[3]!.selfHash })), h],
      6,
      "sequence_gap",
    ],
    [
      "an inserted event with the rest renumbered",
      (r, h) => [
        r.toSpliced(4, 0, rowOf(body(99), { seq: 4, hash: r[3]!.selfHash })).map((row, i) => ({ ...row, seq: i + 1 })),
        h,
      ],
      6,
      "link_broken",
    ],
    ["an event given twice", (r, h) => [r.toSpliced(4, 0, r[4]!), h], 6, "sequence_gap"],
    [
      "two rows read in the wrong order",
      (r, h) => [[...r.slice(0, 3), r[4]!, r[3]!, ...r.slice(5)], h],
      4,
      "sequence_gap",
    ],
    [
      "two records swapped",
      (r, h) => [replace(replace(r, 3, { ...r[4]!, seq: 4 }), 4, { ...r[3]!, seq: 5 }), h],
      4,
      "link_broken",
    ],
    [
      "a record that counts otherwise",
      (r, h) => [
        replace(
          r,
          4,
          rewritten(r[4]!, (v) => (v.seq = 7)),
        ),
        h,
      ],
      5,
      "sequence_gap",
    ],
    ["a cut tail", (r, h) => [r.slice(0, -1), h], 10, "tail_cut"],
    ["everything removed", (_, h) => [[], h], 1, "tail_cut"],
    ["a head set back", (r) => [r, { seq: 9, hash: r[8]!.selfHash }], 10, "head_mismatch"],
    ["a head with another hash", (r, h) => [r, { ...h, hash: GENESIS_HASH }], 10, "head_mismatch"],
    [
      "white space in a record with its hash made anew",
      (r, h) => [replace(r, 4, { ...r[4]!, record: `${r[4]!.record} `, selfHash: sha256Hex(`${r[4]!.record} `) }), h],
      5,
      "not_canonical",
    ],
    [
      "a fourth member in a record with its hash made anew",
      (r, h) => [
        replace(
          r,
          4,
          rewritten(r[4]!, (v) => Object.assign(v, { z: 1 })),
        ),
        h,
      ],
      5,
      "not_canonical",
    ],
    [
      "a record that is no JSON",
      (r, h) => [replace(r, 4, { ...r[4]!, record: "x", selfHash: sha256Hex("x") }), h],
      5,
      "not_canonical",
    ],
    [
      "another chain's start",
      (r, h) => [
        replace(
          r,
          0,
          rewritten(r[0]!, (v) => (v.prevHash = "f".repeat(64))),
        ),
        h,
      ],
      1,
      "link_broken",
    ],
  ];
  test.each(mutations)("finds %s", async (_, mutate, seq, reason) => {
    const { rows, head } = chain(10);
    const [mutated, mutatedHead] = mutate(rows, head);
    const verdict = await verifyChain(mutated, mutatedHead);
    expect(verdict).toMatchObject({ ok: false, firstBad: { seq, reason } });
    expect(verdict.checked).toBe(reason === "head_mismatch" ? 10 : seq - 1);
  });

  test("finds personal data that are not those that were committed to, and misses none that were erased", async () => {
    const salt = new Uint8Array(16).fill(7);
    const data = { reason: "Because", distanceM: 12.5 };
    const first = rowOf(body(1, { commitment: commitmentOf(salt, data) }), { seq: 0, hash: GENESIS_HASH });
    const head = { seq: 1, hash: first.selfHash };
    const verdictOn = (personal: { salt: string; data: unknown } | null) => verifyChain([{ ...first, personal }], head);
    const kept = Buffer.from(salt).toString("hex");
    expect(await verdictOn({ salt: kept, data })).toEqual({ ok: true, checked: 1 });
    expect(await verdictOn(null)).toEqual({ ok: true, checked: 1 });
    for (const personal of [
      { salt: kept, data: { ...data, reason: "Because not" } },
      { salt: kept.replace("07", "08"), data },
      { salt: "", data },
      { salt: "zz", data },
    ]) {
      expect((await verdictOn(personal)).firstBad).toEqual({ seq: 1, reason: "personal_mismatch" });
    }
    const uncommitted = rowOf(body(1), { seq: 0, hash: GENESIS_HASH });
    expect(
      (await verifyChain([{ ...uncommitted, personal: { salt: kept, data } }], { seq: 1, hash: uncommitted.selfHash }))
        .firstBad,
    ).toEqual({ seq: 1, reason: "personal_mismatch" });
  });

  test.each(["id", "type", "at", "dealerId", "customerId", "siteId", "equipmentId", "rentalId"] as const)(
    "finds a column %s that disagrees",
    async (column) => {
      const { rows, head } = chain(5);
      for (const value of ["other", null]) {
        if (rows[2]!.columns[column] === value) continue;
        const mutated = replace(rows, 2, { ...rows[2]!, columns: { ...rows[2]!.columns, [column]: value } });
        expect(await verifyChain(mutated, head)).toEqual({
          ok: false,
          checked: 2,
          firstBad: { seq: 3, reason: "column_mismatch" },
        });
      }
    },
  );
});
