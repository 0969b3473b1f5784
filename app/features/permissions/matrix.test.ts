import { expect, test } from "bun:test";
import { groupPermissions, type Words } from "./matrix.ts";
import type { GuardedProcedure } from "./permissions.queries.ts";

const words: Words = {
  procedure: (path) =>
    ({ "rentals.checkOut": "Send out a machine", "sites.list": "Örtliche Lage sehen" })[path] ?? path,
  feature: (feature) => ({ rentals: "Rentals", sites: "Sites" })[feature] ?? feature,
  language: "de",
};
const procedures: GuardedProcedure[] = [
  { path: "sites.list", action: "query", roles: ["OPERATOR"] },
  { path: "rentals.checkOut", action: "mutation", roles: ["OPERATOR"] },
  { path: "rentals.list", action: "query", roles: [] },
  { path: "unheard.of", action: "subscription", roles: [] },
];
const shape = (search: string) =>
  groupPermissions(procedures, words, search).map(({ name, rows }) => [name, rows.map((row) => row.words)]);

test("features are in order of their names, and reading stands before changing", () => {
  expect(shape("")).toEqual([
    ["Rentals", ["rentals.list", "Send out a machine"]],
    ["Sites", ["Örtliche Lage sehen"]],
    ["unheard", ["unheard.of"]],
  ]);
});

test("a search finds words, features and paths in any order and any case, and leaves no empty group", () => {
  expect(shape("  OUT  send ")).toEqual([["Rentals", ["Send out a machine"]]]);
  expect(shape("örtliche")).toEqual([["Sites", ["Örtliche Lage sehen"]]]);
  expect(shape("checkout")).toEqual([["Rentals", ["Send out a machine"]]]);
  expect(shape("rentals")).toEqual([["Rentals", ["rentals.list", "Send out a machine"]]]);
  expect(shape("no such thing")).toEqual([]);
});
