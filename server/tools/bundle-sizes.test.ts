import { describe, expect, test } from "bun:test";
import { BOUNDS, cameraSize, closure, type Manifest, report, screenSizes } from "./bundle-sizes.ts";

const manifest: Manifest = {
  "app/entry-client.tsx": { file: "entry.js", imports: ["_camera"] },
  "app/client.tsx": { file: "client.js", imports: ["_solid", "app/entry-client.tsx"] },
  "app/routes/(app).tsx?pick=default": { file: "frame.js", imports: ["_solid", "_query"] },
  "app/routes/(app)/fleet/index.tsx?pick=default": { file: "fleet.js", imports: ["_query", "_table"] },
  "app/routes/sign-in.tsx?pick=default": { file: "sign-in.js", imports: ["_solid"] },
  "app/i18n/en/assets.ts": { file: "words.js" },
  _camera: { file: "camera.js" },
  _solid: { file: "solid.js" },
  // Two that need each other.
  _query: { file: "query.js", imports: ["_table"] },
  _table: { file: "table.js", imports: ["_query", "_style"] },
  _style: { file: "style.css" },
};
const sizes: Record<string, number> = {
  "entry.js": 1,
  "camera.js": 2,
  "client.js": 4,
  "solid.js": 8,
  "frame.js": 16,
  "query.js": 32,
  "table.js": 64,
  "fleet.js": 128,
  "sign-in.js": 256,
  "words.js": 512,
};
const sizeOf = (file: string) => sizes[file]!;
const words = (route: string) => (route.includes("fleet") ? ["app/i18n/en/assets.ts"] : []);

describe("first loads", () => {
  test("a closure is everything that is needed, each once, also where chunks need each other", () => {
    expect([...closure(manifest, ["_query"])].sort()).toEqual(["_query", "_style", "_table"]);
    expect(() => closure(manifest, ["_gone"])).toThrow("_gone");
  });

  test("a screen counts with entry, app, frame and words, and each file once; styles are no JavaScript", () => {
    expect(screenSizes(manifest, sizeOf, words).map(({ route, bytes }) => [route, bytes])).toEqual([
      ["(app)/fleet/index", 1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 512],
      ["sign-in", 1 + 2 + 4 + 8 + 256],
    ]);
  });

  test("the camera waits for the entry alone", () => {
    expect(cameraSize(manifest, sizeOf)).toMatchObject({
      bytes: 3,
      parts: [{ file: "camera.js" }, { file: "entry.js" }],
    });
  });

  test("what is too big is named, and only that", () => {
    const screens = [
      { route: "a", bytes: BOUNDS.screen + 1, parts: [] },
      { route: "b", bytes: BOUNDS.screen, parts: [] },
    ];
    const { table, over } = report({ bytes: 10 }, screens, BOUNDS.precache + 1);
    expect(over).toEqual(["a", "kept for offline use (not compressed)"]);
    expect(table.filter((line) => line.startsWith("over"))).toHaveLength(2);
  });
});
