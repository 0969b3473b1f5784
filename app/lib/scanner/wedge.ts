/**
 * Hand scanners that pretend to be keyboards. They type a label's text within a few hundredths of a second and end with Enter or Tab,
 * wherever the focus is; that haste tells them from people. They type as an American keyboard, whatever the device is set to, so the
 * text is read twice: as the device understood the keys, and by the places of the keys.
 */

export type WedgeKey = Pick<
  KeyboardEvent,
  "key" | "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey" | "timeStamp"
>;

export type WedgeStep =
  /** Nothing of ours. */
  | { kind: "other" }
  /** May be the beginning or the middle of a burst. `fast` once it is too fast for a person. */
  | { kind: "collecting"; fast: boolean }
  /** A burst that ended: its readings, the device's own first. */
  | { kind: "scanned"; texts: string[] };

/** A pause longer than this ends a burst; Bluetooth scanners make some of 60 ms. */
const LONGEST_PAUSE_MS = 100;
/** People do not keep this up; scanners take 5 to 40 ms a key. */
const MEAN_PAUSE_MS = 45;
const LEAST_KEYS = 4;
/** Longer than any label's address. */
const MOST_KEYS = 512;

/** Scanners may put the kind of code in front of it: `]Q1` (ISO/IEC 15424). */
const SYMBOLOGY = /^\][A-Za-z]\d/;

/** Shift and AltGr beside others come as keys of their own. */
const SILENT = new Set(["Shift", "CapsLock", "NumLock", "AltGraph"]);

/** Collects keys; give it every key that is pressed outside of inputs. */
export function createWedge(): { press: (key: WedgeKey) => WedgeStep; reset: () => void } {
  let asRead = "";
  let byPlace = "";
  let count = 0;
  let firstMs = 0;
  let lastMs = 0;
  const reset = () => {
    asRead = "";
    byPlace = "";
    count = 0;
  };
  const isFast = (untilMs: number) => count >= LEAST_KEYS && (untilMs - firstMs) / (count - 1) <= MEAN_PAUSE_MS;

  return {
    reset,
    press(key) {
      if (SILENT.has(key.key)) return { kind: "other" };
      if (count > 0 && key.timeStamp - lastMs > LONGEST_PAUSE_MS) reset();
      if (key.key === "Enter" || key.key === "Tab") {
        const fast = isFast(lastMs);
        const texts = readings(asRead, byPlace);
        reset();
        return fast && texts.length > 0 ? { kind: "scanned", texts } : { kind: "other" };
      }
      const place = placed(key.code, key.shiftKey);
      const isText = isCharacter(key.key) || key.key === "Dead" || (key.key === "Unidentified" && place !== "");
      const isCommand = (key.ctrlKey || key.metaKey || key.altKey) && !(key.ctrlKey && key.altKey);
      if (!isText || isCommand || count >= MOST_KEYS) {
        reset();
        return { kind: "other" };
      }
      if (count === 0) firstMs = key.timeStamp;
      lastMs = key.timeStamp;
      count++;
      asRead += isCharacter(key.key) ? key.key : "";
      byPlace += place;
      return { kind: "collecting", fast: isFast(key.timeStamp) };
    },
  };
}

/** Names of keys are longer than any character. */
const isCharacter = (key: string): boolean => Array.from(key).length === 1;

function readings(...texts: string[]): string[] {
  return [...new Set(texts.map((text) => text.trim().replace(SYMBOLOGY, "")).filter((text) => text !== ""))];
}

const SYMBOLS: Record<string, string> = {
  Minus: "-_",
  Equal: "=+",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  Semicolon: ";:",
  Quote: "'\"",
  Backquote: "`~",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  Space: "  ",
  NumpadDecimal: "..",
  NumpadDivide: "//",
  NumpadSubtract: "--",
  NumpadAdd: "++",
  NumpadMultiply: "**",
};
const OVER_DIGITS = ")!@#$%^&*(";

/** What the key at this place types on an American keyboard (UI Events KeyboardEvent code Values). Caps Lock does not count. */
export function placed(code: string, shift: boolean): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter) return shift ? letter : letter.toLowerCase();
  const [, digit] = /^Digit(\d)$/.exec(code) ?? [];
  if (digit) return shift ? OVER_DIGITS[Number(digit)]! : digit;
  const [, number] = /^Numpad(\d)$/.exec(code) ?? [];
  return number ?? SYMBOLS[code]?.[shift ? 1 : 0] ?? "";
}
