import { describe, expect, test } from "bun:test";
import { createWedge, placed, type WedgeKey, type WedgeStep } from "./wedge.ts";
import { listenForWedge } from "./wedge-listener.ts";

/** An American keyboard's places, backwards: which key and shift type a character. */
const PLACES = new Map<string, { code: string; shift: boolean }>();
for (const shift of [false, true])
  for (const code of [
    ...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => `Key${letter}`),
    ...Array.from("0123456789", (digit) => `Digit${digit}`),
    "Minus",
    "Slash",
    "Semicolon",
    "Period",
    "BracketRight",
  ])
    PLACES.set(placed(code, shift), { code, shift });

/** What a German and a French keyboard make of some American keys. */
const GERMAN: Record<string, string> = { y: "z", z: "y", Y: "Z", Z: "Y", "-": "ß", _: "?", ":": "Ö", "/": "-" };
const FRENCH: Record<string, string> = { q: "a", Q: "A", a: "q", "1": "&", "0": "à", "4": "'" };

const key = (name: string, timeStamp: number, more: Partial<WedgeKey> = {}): WedgeKey => ({
  key: name,
  code: "",
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  timeStamp,
  ...more,
});

function burst(
  text: string,
  options: { pauseMs?: number; layout?: Record<string, string>; end?: string } = {},
): WedgeStep {
  const { pauseMs = 8, layout = {}, end = "Enter" } = options;
  const wedge = createWedge();
  let at = 1_000;
  for (const character of text) {
    const { code, shift } = PLACES.get(character)!;
    if (shift) wedge.press(key("Shift", at, { shiftKey: true }));
    wedge.press(key(layout[character] ?? character, at, { code, shiftKey: shift }));
    at += pauseMs;
  }
  return wedge.press(key(end, at));
}
const LABEL = "https://rental.example/t/aZ-y_0";

describe("a hand scanner", () => {
  test("is told by its haste, ending with Enter or Tab", () => {
    for (const end of ["Enter", "Tab"]) expect(burst(LABEL, { end })).toEqual({ kind: "scanned", texts: [LABEL] });
    expect(burst("1004", { pauseMs: 40 })).toEqual({ kind: "scanned", texts: ["1004"] });
  });

  test("is not taken for a person, nor a person for it", () => {
    expect(burst(LABEL, { pauseMs: 60 })).toEqual({ kind: "other" });
    expect(burst("EQX1004", { pauseMs: 150 })).toEqual({ kind: "other" });
    expect(burst("100")).toEqual({ kind: "other" });
  });

  test("is read by the places of the keys where the device is set to another keyboard", () => {
    expect(burst(LABEL, { layout: GERMAN })).toMatchObject({ texts: [expect.stringContaining("Ö--"), LABEL] });
    expect(burst("EQX1004", { layout: FRENCH })).toMatchObject({ texts: ["EAX&àà'", "EQX1004"] });
  });

  test("is read rightly with Caps Lock on, and without its kind of code in front", () => {
    const swapped = Object.fromEntries(
      Array.from("aZyhtpsrenlxm", (each) => [each, /[a-z]/.test(each) ? each.toUpperCase() : each.toLowerCase()]),
    );
    expect(burst(LABEL, { layout: swapped })).toMatchObject({ texts: [expect.anything(), LABEL] });
    expect(burst("]Q11004")).toEqual({ kind: "scanned", texts: ["1004"] });
  });

  test("begins anew after a pause, and commands are not its text", () => {
    const wedge = createWedge();
    for (const [at, character] of Array.from("zz").entries()) wedge.press(key(character, at));
    for (const [at, character] of Array.from("1004").entries()) wedge.press(key(character, 500 + at * 5));
    expect(wedge.press(key("Enter", 520))).toEqual({ kind: "scanned", texts: ["1004"] });
    for (const [at, character] of Array.from("10").entries()) wedge.press(key(character, at));
    expect(wedge.press(key("a", 3, { ctrlKey: true }))).toEqual({ kind: "other" });
    for (const [at, character] of Array.from("04").entries()) wedge.press(key(character, 4 + at));
    expect(wedge.press(key("Enter", 7))).toEqual({ kind: "other" });
  });
});

describe("listening on the page", () => {
  type Pressed = { prevented: boolean };
  const listen = (isActive = true) => {
    const scans: string[][] = [];
    let listener: ((event: Event) => void) | null = null;
    const stop = listenForWedge({
      onScan: (texts) => scans.push(texts),
      active: () => isActive,
      target: {
        addEventListener: (_: string, given: unknown) => void (listener = given as (event: Event) => void),
        removeEventListener: () => void (listener = null),
      },
    });
    let at = 0;
    const press = (name: string, target: object = { matches: () => false }): Pressed => {
      const pressed = { prevented: false };
      at += 5;
      listener?.({
        ...key(name, at),
        target,
        preventDefault: () => (pressed.prevented = true),
        stopPropagation: () => {},
      } as never);
      return pressed;
    };
    return { scans, press, stop, isListening: () => listener !== null };
  };

  test("takes a burst, and its Enter presses no button", () => {
    const { scans, press, stop, isListening } = listen();
    const first = press("1");
    for (const character of "004") press(character);
    expect(first.prevented).toBe(false);
    expect(press("Enter").prevented).toBe(true);
    expect(scans).toEqual([["1004"]]);
    expect(press("Enter").prevented).toBe(false);
    stop();
    expect(isListening()).toBe(false);
  });

  test("leaves a field its keys, and all keys to what is in front", () => {
    const field = { matches: () => true };
    for (const { scans, press, target } of [
      { ...listen(), target: field },
      { ...listen(false), target: { matches: () => false } },
    ]) {
      for (const character of "1004") press(character, target);
      expect(press("Enter", target).prevented).toBe(false);
      expect(scans).toEqual([]);
    }
  });
});
