import { expect, test } from "bun:test";
import { core } from "./core/en.ts";
import { en } from "./en.ts";
import { firstWords, screenWords } from "./first-words.ts";
import { parts } from "./parts.ts";
import { featuresSaid } from "./words-in-sources.ts";

const root = new URL("..", import.meta.url).pathname;
const FRAME = ["app.tsx", "routes/(app).tsx"];

for (const [route, words] of Object.entries(screenWords)) {
  test(`${route} waits for all words that it can say`, () => {
    const said = featuresSaid([...FRAME, `routes/${route}.tsx`], en);
    expect([...words, ...Object.keys(core)].sort()).toEqual(expect.arrayContaining(said));
  });
}

test("every screen has its line, so that none waits for the words of all others", async () => {
  const routes = await Array.fromAsync(new Bun.Glob("routes/**/*.tsx").scan({ cwd: root }));
  const screens = routes.map((file) => file.slice("routes/".length, -".tsx".length));
  const outside = ["(app)", "[...404]"];
  expect(Object.keys(screenWords).sort()).toEqual(screens.filter((route) => !outside.includes(route)).sort());
});

test("a path finds its screen's words", () => {
  expect(firstWords("/scan")).toContain("scan");
  expect(firstWords("/rentals/at-risk")).toBe(screenWords["(app)/rentals/at-risk"]!);
  expect(firstWords("/rentals/0192")).toBe(screenWords["(app)/rentals/[id]"]!);
  expect(firstWords("/rentals/0192/inspect/handover")).toBe(
    screenWords["(app)/rentals/[id](evidence)/inspect/[kind]"]!,
  );
  expect(firstWords("/no/such/screen")).toEqual([]);
});

test("what can be loaded by itself is a feature with the same words as in the whole", async () => {
  for (const [name, load] of Object.entries(parts.en)) expect([name, await load()]).toEqual([name, en[name as "auth"]]);
});
