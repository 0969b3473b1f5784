import { expect, test } from "bun:test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAst } from "vite";
import { markPure } from "./pure-definitions.ts";

const marked = (code: string) => markPure(code, parseAst(code));

test("what is made by a call may be left out, and is the same where it is used", async () => {
  const code = `const list = [1, 2].map((n) => n + 1);\nexport const sum = Math.max(...list), none = 1;\nexport function f() { const x = g(); return x; }`;
  const out = marked(code);
  expect(out.match(/@__PURE__/g)).toHaveLength(2);
  expect(out).toContain("function f() { const x = g(); return x; }");
  const file = join(await mkdtemp(join(tmpdir(), "pure-")), "marked.js");
  await Bun.write(file, out);
  const { sum, none } = (await import(file)) as { sum: number; none: number };
  expect([sum, none]).toEqual([3, 1]);
});

test("code without calls stays as it is", () => {
  const code = `import { z } from "zod";\nexport const a = 1;\nexport const words = ["x", "y"];\n`;
  expect(marked(code)).toBe(code);
});
