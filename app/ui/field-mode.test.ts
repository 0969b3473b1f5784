/** Contrast of every pair of colours that text is set in, by WCAG 2's formula: 4.5 everywhere, 7 in field mode, in both themes. */
import { expect, test } from "bun:test";

type Pair = [light: string, dark: string];
const COLOUR = /--color-([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}))/g;
const read = async (file: string) =>
  Object.fromEntries(
    [...(await Bun.file(new URL(file, import.meta.url)).text()).matchAll(COLOUR)].map(
      ([, name, light, dark, both]): [string, Pair] => [name!, [light ?? both!, dark ?? both!]],
    ),
  );
const tokens = await read("tokens.css");
const field = { ...tokens, ...(await read("field-mode.css")) };

const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "surface", "raised", "sunken", "hover"];
const TONES = ["green", "blue", "amber", "violet", "red", "grey"];
const PAIRS = [
  ...GROUNDS.flatMap((ground) => ["ink", "muted", "faint"].map((ink) => [ink, ground])),
  ...TONES.flatMap((tone) => [`${tone}-soft`, "surface", "canvas"].map((ground) => [tone, ground])),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["danger", "surface"],
  ["frame-ink", "frame"],
  ["frame-muted", "frame"],
  ["frame-muted", "frame-raised"],
  ["accent", "frame"],
] as [string, string][];

test.each([
  ["everywhere", tokens, 4.5],
  ["in field mode", field, 7],
] as const)("text %s", (_where, colours, least) => {
  const low = PAIRS.flatMap(([ink, ground]) =>
    [0, 1].map((theme) => [ink, ground, contrast(colours[ink]![theme]!, colours[ground]![theme]!)] as const),
  ).filter(([, , ratio]) => ratio < least);
  expect(low).toEqual([]);
});

test("the edges of what is pressed or filled in stand out, 3 to 1", () => {
  const low = GROUNDS.flatMap((ground) =>
    [0, 1].map((theme) => [ground, contrast(field["line-strong"]![theme]!, field[ground]![theme]!)] as const),
  ).filter(([, ratio]) => ratio < 3);
  expect(low).toEqual([]);
});
