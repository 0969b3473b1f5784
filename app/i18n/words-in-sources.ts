/** Reads from the sources which words a screen can say: what the test of `first-words.ts` compares with. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A literal that looks like a key, where it is not a permission asked for, a code compared with, or a file's name. */
const SAID = /(?<!can\(|permission: |=== |appCode: )["'`](([a-zA-Z]+)\.(?!tsx?["'])[\w.-]*)/g;

const app = new URL("..", import.meta.url).pathname;

/** The modules that a module brings at once, without type-only imports and the dictionaries. What comes later finds all words there. */
function imports(file: string, text: string): string[] {
  const found = [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;'"]*?from\s*"([^"]+)"/gm)];
  return found
    .map(([, specifier]) =>
      specifier!.startsWith("~/") ? join(app, specifier!.slice(2)) : resolve(dirname(file), specifier!),
    )
    .filter((path) => path.startsWith(app) && !path.startsWith(join(app, "i18n")) && existsSync(path));
}

/** Everything that can come on screen from this module on. */
function sources(start: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(start)) return seen;
  const text = readFileSync(start, "utf8");
  seen.set(start, text);
  for (const next of imports(start, text)) sources(next, seen);
  return seen;
}

/** True where the dictionary has an entry, or a branch for a key whose end is made up at run time. */
function isKey(dictionary: object, text: string): boolean {
  const steps = text.split(".");
  let at: unknown = dictionary;
  for (const step of steps) {
    if (step === "" || typeof at !== "object" || at === null) break;
    at = (at as Record<string, unknown>)[step];
    if (at === undefined) return false;
  }
  return true;
}

/** The features whose words a module and all that it brings can say. */
export function featuresSaid(modules: readonly string[], dictionary: Record<string, object>): string[] {
  const seen = new Map<string, string>();
  for (const module of modules) sources(join(app, module), seen);
  const said = new Set<string>();
  for (const text of seen.values()) {
    for (const [, key, feature] of text.replaceAll(/\/\*\*[^]*?\*\//g, "").matchAll(SAID))
      if (Object.hasOwn(dictionary, feature!) && isKey(dictionary, key!)) said.add(feature!);
  }
  return [...said].sort();
}
