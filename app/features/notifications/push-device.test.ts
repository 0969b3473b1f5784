import { expect, test } from "bun:test";
import { abilityOf, deviceLabel } from "./push-device.ts";

test("what stands in the way of push is told apart", () => {
  const phone = { hasPush: false, permission: null, isApple: true, isInstalled: false };
  expect(abilityOf(phone)).toBe("install");
  expect(abilityOf({ ...phone, isInstalled: true })).toBe("unsupported");
  expect(abilityOf({ ...phone, isApple: false })).toBe("unsupported");
  const able = { hasPush: true, permission: "default", isApple: false, isInstalled: false } as const;
  expect(abilityOf(able)).toBe("able");
  expect(abilityOf({ ...able, permission: "denied" })).toBe("denied");
});

test.each([
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Chrome · Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Safari · iPhone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge · Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
  ["something else", ""],
])("%s is %s", (userAgent, label) => {
  expect(deviceLabel(userAgent)).toBe(label);
});
