import { expect, test } from "bun:test";
import { de } from "../../app/i18n/de.ts";
import { en } from "../../app/i18n/en.ts";
import { appRouter } from "../router.ts";
import { permissionsDocument } from "../tools/permissions-document.ts";

const paths = Object.keys(appRouter._def.procedures).toSorted();
const features = [...new Set(paths.map((path) => path.split(".", 1)[0]!))];

test.each([
  ["English", en.permissions],
  ["German", de.permissions],
])("every procedure and its feature have words in %s, and nothing else has", (_language, { procedure, feature }) => {
  expect(Object.keys(procedure).toSorted()).toEqual(paths);
  expect(Object.keys(feature).toSorted()).toEqual(features.toSorted());
  for (const words of [...Object.values(procedure), ...Object.values(feature)])
    expect(words).toMatch(/^\p{Lu}.*[^.]$/u);
});

test("no two procedures of a feature have the same words", () => {
  for (const { procedure } of [en.permissions, de.permissions]) {
    const named = Object.entries(procedure).map(([path, words]) => `${path.split(".", 1)[0]}: ${words}`);
    expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
  }
});

test("docs/permissions.md says what the policy says", async () => {
  expect(await Bun.file(new URL("../../docs/permissions.md", import.meta.url)).text()).toBe(
    await permissionsDocument(),
  );
});
