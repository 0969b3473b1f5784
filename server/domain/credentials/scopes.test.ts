import { expect, test } from "bun:test";
import { scopesAllow, scopesFor, scopesSchema } from "./scopes.ts";

test("reading lets queries and subscriptions through, writing mutations, and neither the other", () => {
  expect(scopesAllow(["rentals:read"], "rentals.list", "query")).toBe(true);
  expect(scopesAllow(["ledger:read"], "ledger.live", "subscription")).toBe(true);
  expect(scopesAllow(["rentals:read"], "rentals.checkOut", "mutation")).toBe(false);
  expect(scopesAllow(["rentals:write"], "rentals.checkOut", "mutation")).toBe(true);
  expect(scopesAllow(["rentals:write"], "rentals.list", "query")).toBe(false);
});

test("one procedure is that procedure alone, and a feature's name is no prefix", () => {
  expect(scopesAllow(["rentals.checkOut"], "rentals.checkOut", "mutation")).toBe(true);
  expect(scopesAllow(["rentals.checkOut"], "rentals.checkIn", "mutation")).toBe(false);
  expect(scopesAllow(["rent:read"], "rentals.list", "query")).toBe(false);
  expect(scopesAllow([], "rentals.list", "query")).toBe(false);
});

test("no scope lets a program manage people or ways to sign in", () => {
  for (const path of ["iam.me", "credentials.createClient", "members.invite"])
    expect(scopesAllow([path, `${path.split(".")[0]}:write`, `${path.split(".")[0]}:read`], path, "mutation")).toBe(
      false,
    );
  expect(scopesFor([{ path: "iam.me", action: "query" }])).toEqual([]);
});

test("scopes are named by what a role may call", () => {
  expect(
    scopesFor([
      { path: "rentals.list", action: "query" },
      { path: "rentals.checkOut", action: "mutation" },
    ]),
  ).toEqual(["rentals.checkOut", "rentals.list", "rentals:read", "rentals:write"]);
});

test("input is bounded, of the known form, and without repeats", () => {
  expect(scopesSchema.parse(["b:read", "a:write", "b:read"])).toEqual(["a:write", "b:read"]);
  for (const bad of [[], ["*"], ["rentals:*"], ["rentals:admin"], ["a.b.c"], [".."], Array(101).fill("a:read")])
    expect(scopesSchema.safeParse(bad).success).toBe(false);
});
