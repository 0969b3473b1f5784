import { expect, test } from "bun:test";
import { LARGE_BYTES } from "../../../server/domain/media/late.ts";
import { sendLargeNow, waitsForWifi } from "./data-saving.ts";

test("large files wait where data is saved and bytes cost, until the person says otherwise", () => {
  const large = LARGE_BYTES + 1;
  expect(waitsForWifi(large, { saveData: true, type: "cellular" })).toBe(true);
  expect(waitsForWifi(large, { saveData: true })).toBe(true);
  expect(waitsForWifi(LARGE_BYTES, { saveData: true, type: "cellular" })).toBe(false);
  for (const free of [{ saveData: true, type: "wifi" }, { saveData: false, type: "cellular" }, {}, undefined])
    expect(waitsForWifi(large, free)).toBe(false);
  sendLargeNow();
  expect(waitsForWifi(large, { saveData: true, type: "cellular" })).toBe(false);
});
