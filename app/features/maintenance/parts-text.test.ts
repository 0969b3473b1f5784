import { expect, test } from "bun:test";
import { parseParts } from "./parts-text.ts";

test("parts are read one a line, with their quantity where there is one", () => {
  expect(parseParts("2 oil filter\nSeal\n\n1,5 x hydraulic oil 46\n3× O-ring 12 mm\n0 nothing")).toEqual([
    { name: "oil filter", quantity: 2 },
    { name: "Seal", quantity: 1 },
    { name: "hydraulic oil 46", quantity: 1.5 },
    { name: "O-ring 12 mm", quantity: 3 },
    { name: "0 nothing", quantity: 1 },
  ]);
});
