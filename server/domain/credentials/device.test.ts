import { expect, test } from "bun:test";
import { deviceOf, networkShown } from "./device.ts";

test.each([
  [
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
    "Chrome",
    "Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    "Safari",
    "iPhone",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox", "Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
    "Edge",
    "Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
    "Safari",
    "macOS",
  ],
])("a user agent tells browser and system", (agent, browser, system) =>
  expect(deviceOf(agent)).toEqual({ browser, system }),
);

test("an unknown program stays unknown", () => {
  expect(deviceOf("curl/8.0")).toEqual({ browser: null, system: null });
  expect(deviceOf(null)).toEqual({ browser: null, system: null });
});

test("addresses are shown as their network", () => {
  expect(networkShown("203.0.113.77")).toBe("203.0.113.x");
  expect(networkShown("::ffff:203.0.113.77")).toBe("203.0.113.x");
  expect(networkShown("2001:db8:0:1:aaaa:bbbb:cccc:dddd")).toBe("2001:db8:0:1::/64");
  expect(networkShown("2001:0db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkShown("::1")).toBe("0:0:0:0::/64");
  for (const none of [null, "", "nonsense"]) expect(networkShown(none)).toBeNull();
});
