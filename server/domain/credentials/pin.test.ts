import { describe, expect, test } from "bun:test";
import { isTrivialPin, newPinSchema, pinFrom, typedPinSchema } from "./pin.ts";

describe("a PIN that is tried first is refused", () => {
  test.each([
    "000000",
    "111112",
    "121212",
    "123123",
    "123456",
    "234567",
    "890123",
    "654321",
    "987654",
    "135791",
    "246802",
    "112233",
    "123321",
    "147258",
    "369258",
    "258258",
    "12341234",
    "1234567890",
  ])("%s", (pin) => expect(isTrivialPin(pin)).toBe(true));
});

test("a PIN without a pattern is taken", () => {
  for (const pin of ["482913", "905172", "316840", "71930582", "100237"]) expect(isTrivialPin(pin)).toBe(false);
});

test("a PIN has 6 to 12 digits, blanks aside", () => {
  expect(typedPinSchema.parse("48 29 13")).toBe("482913");
  for (const text of ["48291", "4829131234567", "48291a", "", "٤٨٢٩١٣"])
    expect(typedPinSchema.safeParse(text).success).toBe(false);
  expect(newPinSchema.safeParse("123456").success).toBe(false);
});

test("random bytes give PINs that are not trivial, each digit about as often", () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 2000; n++) {
    const pin = pinFrom(crypto.getRandomValues(new Uint8Array(48)));
    expect(newPinSchema.safeParse(pin).success).toBe(true);
    for (const digit of pin) counts[Number(digit)]! += 1;
  }
  for (const count of counts) expect(Math.abs(count - 1200)).toBeLessThan(250);
  expect(() => pinFrom(new Uint8Array(48))).toThrow(RangeError);
});
