import { expect, test } from "bun:test";
import { safeNextPath, signInPath } from "./next-path.ts";

test("a path of this site is taken as it is", () => {
  expect(safeNextPath("/fleet/EQX1004?tab=photos#top")).toBe("/fleet/EQX1004?tab=photos#top");
  expect(safeNextPath(["/fleet", "/other"])).toBe("/fleet");
});

test("nothing leads to another site or back to signing in", () => {
  const bad = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "",
    "/sign-in",
    "/sign-in?next=/sign-in",
  ];
  for (const next of bad) expect([next, safeNextPath(next)]).toEqual([next, "/"]);
  expect(safeNextPath(undefined)).toBe("/");
});

test("the way to sign in remembers where the person was", () => {
  const path = signInPath({ pathname: "/fleet", search: "?status=LOST&q=a b" });
  const next = new URL(path, "http://x").searchParams.get("next");
  expect(next).toBe("/fleet?status=LOST&q=a b");
  expect(signInPath({ pathname: "/", search: "" })).toBe("/sign-in");
  expect(signInPath({ pathname: "/", search: "" }, "access")).toBe("/sign-in?reason=access");
  expect(signInPath({ pathname: "/fleet", search: "" }, "access")).toBe("/sign-in?next=%2Ffleet&reason=access");
});
