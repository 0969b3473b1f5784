import { expect, test } from "bun:test";
import { z } from "zod";
import { itemOperationId } from "./item-operation.ts";

test("one batch and machine always have the same id, others never", () => {
  const [one, two] = ["01a20594-fe9e-77f4-82db-6d5480487319", "01a20594-fe9e-77f4-82db-6d5480487310"];
  const ids = [one, two].flatMap((batch) => ["EQX1001", "EQX1002"].map((machine) => itemOperationId(batch, machine)));
  expect(new Set(ids).size).toBe(4);
  expect(itemOperationId(one.toUpperCase(), "EQX1001")).toBe(ids[0]!);
  for (const id of ids) expect(z.uuid({ version: "v8" }).safeParse(id).success).toBe(true);
});
