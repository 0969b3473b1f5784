import { expect, test } from "bun:test";
import { unplacedEdits } from "../../e2e/mutants/source-mutants.ts";

test("every guard that the mutation run breaks stands where it is looked for", async () => {
  expect(await unplacedEdits(new URL("../..", import.meta.url).pathname)).toEqual([]);
});
