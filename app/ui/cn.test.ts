import { expect, test } from "bun:test";
import { twMerge } from "tailwind-merge";
import { cn } from "./cn.ts";

const app = new URL("..", import.meta.url).pathname;

/** A class that stands twice is as one. */
const once = (classes: string) => [...new Set(classes.split(" "))].sort().join(" ");

/** The classes of each place where several strings become one: what stands between the brackets of `cn(` and `cva(`. */
function meetings(text: string): string[][] {
  return [...text.matchAll(/\b(?:cn|cva)\(/g)].map(({ index }) => {
    let depth = 0;
    let end = index;
    do {
      end = text.slice(end).search(/[()]/) + end;
      depth += text[end] === "(" ? 1 : -1;
      end++;
    } while (depth > 0);
    return [...text.slice(index, end).matchAll(/"([^"\n]+)"/g)].map(([, literal]) => literal!);
  });
}

const files = await Array.fromAsync(new Bun.Glob("**/*.tsx").scan({ cwd: app, absolute: true }));
const texts = await Promise.all(files.map((file) => Bun.file(file).text()));
/** Strings that are handed on: styles that others add to, and a `class` given to a component. */
const shared = texts.flatMap((text) => [
  ...meetings(text.replaceAll("cva(", "cn(")).flat(),
  ...[...text.matchAll(/Style =\s*"([^"]+)"/g)].map(([, literal]) => literal!),
]);
const given = texts.flatMap((text) => [...text.matchAll(/(?:class|Class)="([^"]+)"/g)].map(([, literal]) => literal!));

test("where classes meet, the same ones win as with the whole of Tailwind", () => {
  const different = new Set<string>();
  for (const strings of texts.flatMap(meetings))
    for (const [at, first] of strings.entries())
      for (const second of strings.slice(at + 1)) {
        const both = `${first} ${second}`;
        if (once(cn(both)) !== once(twMerge(both))) different.add(`${both}\n  ${cn(both)}\n  ${twMerge(both)}`);
      }
  expect([...different]).toEqual([]);
});

test("a component's own classes give way to those that it is given as they do with the whole of Tailwind", () => {
  const own = [...new Set(shared)].filter((classes) => classes.includes(" "));
  const different = new Set<string>();
  for (const first of own)
    for (const second of new Set(given)) {
      if (second.length > 60) continue;
      const both = `${first} ${second}`;
      const [ours, theirs] = [new Set(cn(both).split(" ")), new Set(twMerge(both).split(" "))];
      // Each class that only one of them keeps, and what it met.
      for (const name of ours.symmetricDifference(theirs)) different.add(`${name} with ${second}`);
    }
  expect([...different].slice(0, 60)).toEqual([]);
  expect(own.length).toBeGreaterThan(50);
}, 60_000);

test("variants apart, falsy values left out", () => {
  expect(cn("px-4 md:px-2", false, undefined, "px-0")).toBe("md:px-2 px-0");
});
