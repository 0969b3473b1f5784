import { expect, test } from "bun:test";
import { checkpointSchema } from "../../../server/domain/inspections/check-list.ts";
import { keyFor } from "./checkpoint-key.ts";

test("every label gets a key that the server takes, and none gets one that is taken", () => {
  const taken: string[] = [];
  for (const label of ["Ripper teeth", "ripper-teeth", "Ölstand prüfen", "2. Pumpe", "检查", "x".repeat(120)]) {
    const key = keyFor(label, taken);
    expect(checkpointSchema.safeParse({ key, label }).success, key).toBe(true);
    expect(taken).not.toContain(key);
    taken.push(key);
  }
  expect(taken.slice(0, 4)).toEqual(["ripper_teeth", "ripper_teeth_2", "o_lstand_pru_fen", "own_2_pumpe"]);
});
