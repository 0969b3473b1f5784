import { expect, test } from "bun:test";
import { anchorOf, citationsOf } from "./check-docs.ts";

const cited = (markdown: string) =>
  citationsOf("docs/users/scan.md", markdown).map(({ path, anchor }) => (anchor ? `${path}#${anchor}` : path));

test("relative links are taken from the document's folder, addresses are left alone", () => {
  expect(
    cited("See [one](../operators.md), [two](labels.md#print 'x'), ![three](/x.png) and [out](https://example.com/a)."),
  ).toContain("docs/operators.md");
  expect(cited("[here](#offline) [there](labels.md#printing)")).toEqual([
    "docs/users/scan.md#offline",
    "docs/users/labels.md#printing",
  ]);
});

test("paths in backticks count, words with a slash do not", () => {
  expect(
    cited("`server/trpc.ts`, `db/schema/`, `server/http.ts:12`, `package.json`, `app/routes/(app)/t/[token].tsx`"),
  ).toEqual(["server/trpc.ts", "db/schema/", "server/http.ts", "package.json", "app/routes/(app)/t/[token].tsx"]);
  expect(cited("`text/csv`, `/api/v1`, `bun start`, `rentals.checkOut`, `GET /assets`")).toEqual([]);
});

test("examples in code blocks are no references", () => {
  expect(cited("```\n[x](missing.md) `server/missing.ts`\n```\n`server/trpc.ts`")).toEqual(["server/trpc.ts"]);
});

test("headings get the anchors that GitHub gives them", () => {
  expect(anchorOf("Two commands, three `modes`!")).toBe("two-commands-three-modes");
});
