import { expect, test } from "bun:test";
import { makeRecord } from "../../../server/domain/ledger/event.ts";
import { readRecord } from "./event-record.ts";

test("what the ledger stored is read back", () => {
  const { record } = makeRecord(
    {
      id: "019daaef-de60-73bd-a144-11963d6a9e69",
      type: "site.created",
      orgId: "o",
      actor: { sub: "u", orgId: "o", role: "DEALER_ADMIN" },
      at: "2026-01-01T00:00:00.000Z",
      data: { name: "Pit" },
    },
    { seq: 0, hash: "0".repeat(64) },
  );
  expect(readRecord(record)).toEqual({ data: { name: "Pit" }, actor: { sub: "u", role: "DEALER_ADMIN" } });
});

test("text that is no record yields nothing instead of an error", () => {
  for (const text of ["", "[1]", '{"event":3}', '{"event":{"actor":{"sub":1}}}']) {
    expect(readRecord(text)).toEqual({ data: {}, actor: null });
  }
});
