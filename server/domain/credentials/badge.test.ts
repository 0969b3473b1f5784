import { expect, test } from "bun:test";
import { badgeNumberFrom, badgeText, badgeTokenFrom, numberHint, parseBadge, shownNumber } from "./badge.ts";

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

test("what the QR code says is read back, however a scanner spells it", () => {
  const token = badgeTokenFrom(bytes(20));
  expect(token).toMatch(/^[A-Z2-7]{32}$/);
  expect(parseBadge(badgeText(token))).toEqual({ kind: "token", token });
  expect(parseBadge(` ${badgeText(token).toLowerCase()}\n`)).toEqual({ kind: "token", token });
});

test("a number is read with blanks or hyphens, and a slip of one digit or a swap of neighbours is noticed", () => {
  const number = badgeNumberFrom(Uint8Array.from([4, 8, 2, 9, 1, 3, 0, 5, 7, 255, ...bytes(24)]));
  expect(number.slice(0, 9)).toBe("482913057");
  expect(parseBadge(shownNumber(number))).toEqual({ kind: "number", number });
  expect(parseBadge(number.replace(/(\d{3})/, "$1-"))).toEqual({ kind: "number", number });
  expect(numberHint(number)).toBe(number.slice(-3));
  for (let at = 0; at < 10; at++) {
    const slipped = number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
    expect(parseBadge(slipped)).toBeNull();
  }
  expect(parseBadge("842" + number.slice(3))).toBeNull();
});

test("anything else is no badge", () => {
  for (const text of [
    "",
    "SMARTRENTAL-BADGE:1.",
    "SMARTRENTAL-BADGE:2." + "A".repeat(32),
    "SMARTRENTAL-BADGE:1." + "1".repeat(32),
    "https://rental.example/t/x",
    "EQX1004",
    "0",
    "12345678901",
  ])
    expect(parseBadge(text)).toBeNull();
  expect(() => badgeTokenFrom(bytes(8))).toThrow(RangeError);
  expect(() => badgeNumberFrom(bytes(4))).toThrow(RangeError);
});
