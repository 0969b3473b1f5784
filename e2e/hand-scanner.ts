/** A hand scanner that types as an American keyboard: real key events, as fast as a scanner's. */
import type { Page } from "playwright-core";
import { placed } from "../app/lib/scanner/wedge.ts";

const CODES = [
  ...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => `Key${letter}`),
  ...Array.from("0123456789", (digit) => `Digit${digit}`),
  "Minus",
  "Slash",
  "Semicolon",
  "Period",
  "Space",
];
const SHIFT = 8;
const PAUSE_S = 0.008;

/** `layout` says what the device makes of keys that it takes for others than the scanner meant. */
export async function scanWith(
  page: Page,
  text: string,
  options: { end?: "Enter" | "Tab"; layout?: Record<string, string> } = {},
) {
  const { end = "Enter", layout = {} } = options;
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  const press = (key: string, code: string, modifiers: number, text?: string) => {
    const type = text ? "keyDown" : "rawKeyDown";
    // A machine that is busy would stretch the pauses: what counts is when a key was pressed.
    timestamp += PAUSE_S;
    return [
      session.send("Input.dispatchKeyEvent", { type, key, code, modifiers, timestamp, ...(text ? { text } : {}) }),
      session.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers, timestamp }),
    ];
  };
  const events = Array.from(text).flatMap((character) => {
    const shift = CODES.every((code) => placed(code, false) !== character);
    const code = CODES.find((each) => placed(each, shift) === character);
    if (!code) throw new RangeError(`no key for ${character}`);
    const key = layout[character] ?? character;
    return press(key, code, shift ? SHIFT : 0, key);
  });
  // Sent one behind the other without waiting for answers: waiting would make a slow hand of it.
  await Promise.all([...events, ...press(end, end, 0, end === "Enter" ? "\r" : undefined)]);
  await session.detach();
}
