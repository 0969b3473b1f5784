import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { body } from "./chain.fixtures.ts";
import { commitmentOf, eventBodySchema, GENESIS_HASH, makeRecord } from "./event.ts";

describe("makeRecord", () => {
  test("stores exactly the hashed text, with absent fields left out", () => {
    const { record, selfHash } = makeRecord(body(2), { seq: 0, hash: GENESIS_HASH });
    expect(record).toBe(
      `{"event":{"actor":{"orgId":"dealer-1","role":"DEALER_DISPATCH","sub":"user-1"},"at":"2026-03-01T10:00:00.000Z","data":{"engineStart":1202.5,"note":"höher"},"dealerId":"dealer-1","equipmentId":"machine-2","id":"01950c6e-7b1a-7c3d-9f00-000000000002","orgId":"dealer-1","type":"rental.checked_out"},"prevHash":"${GENESIS_HASH}","seq":1}`,
    );
    expect(selfHash).toBe(createHash("sha256").update(record, "utf8").digest("hex"));
  });

  test("refuses bodies that are not events", () => {
    const head = { seq: 0, hash: GENESIS_HASH };
    expect(() => makeRecord(body(1, { type: "Checked Out" }), head)).toThrow();
    expect(() => makeRecord(body(1, { at: "2026-03-01" }), head)).toThrow();
    expect(() => makeRecord(body(1, { data: { hours: Number.NaN } }), head)).toThrow(TypeError);
    expect(() => makeRecord(body(1), { seq: 0, hash: "abc" })).toThrow();
    expect(eventBodySchema.safeParse({ ...body(1), surprise: 1 }).success).toBe(false);
  });
});

describe("commitmentOf", () => {
  test("depends on salt and contents alone, and wants a real salt", () => {
    const salt = new Uint8Array(16).fill(7);
    const expected = createHash("sha256").update(salt).update('{"a":1,"name":"Ana"}').digest("hex");
    expect(commitmentOf(salt, { name: "Ana", a: 1 })).toBe(expected);
    expect(commitmentOf(new Uint8Array(16).fill(8), { name: "Ana", a: 1 })).not.toBe(expected);
    expect(() => commitmentOf(new Uint8Array(8), {})).toThrow(RangeError);
  });
});
