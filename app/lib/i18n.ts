/**
 * The language layer. `await loadInitialLocale(path)` before mounting; afterwards `t` is synchronous and reactive for the words of the
 * frame and of that screen, and for all others once `allWords()` is true.
 */
import { type BaseDict, flatten, type Flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { createSignal } from "solid-js";
import type { en } from "../i18n/en.ts";
import { firstWords } from "../i18n/first-words.ts";
import { parts, type WordPart } from "../i18n/parts.ts";
import { directionOf, isLocale, type Locale, pickLocale } from "./locale.ts";
import { whenIdle } from "./on-demand.ts";

export type Dictionary = Flatten<typeof en>;
/** A key like `"auth.email.label"`. */
export type MessageKey = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];

const storageKey = "smart-rental:locale";

/** A language without `core` comes in one piece, and is kept on the devices that have used it alone. */
type Words = { core?: () => Promise<BaseDict>; all: () => Promise<BaseDict> };
const words: Record<Locale, Words> = {
  en: {
    core: async () => (await import("../i18n/core/en.ts")).core,
    all: async () => (await import("../i18n/en.ts")).en,
  },
  de: {
    core: async () => (await import("../i18n/core/de.ts")).core,
    all: async () => (await import("../i18n/de.ts")).de,
  },
  fr: { all: async () => (await import("../i18n/fr.ts")).fr },
  es: { all: async () => (await import("../i18n/es.ts")).es },
  pt: { all: async () => (await import("../i18n/pt.ts")).pt },
  hi: { all: async () => (await import("../i18n/hi.ts")).hi },
  zh: { all: async () => (await import("../i18n/zh.ts")).zh },
  ar: { all: async () => (await import("../i18n/ar.ts")).ar },
};

type State = { locale: Locale; dictionary: Dictionary; parts: ReadonlySet<WordPart>; whole: boolean };
const [state, setState] = createSignal<State>({
  locale: "en",
  dictionary: {} as Dictionary,
  parts: new Set(),
  whole: false,
});

/** True once every word of the language on screen is there. */
export const allWords = (): boolean => state().whole;

/** True once a screen has the words that it says first; asks for them where they are missing. */
export function hasWordsFor(path: string): boolean {
  const { whole, parts: here } = state();
  if (whole) return true;
  if (firstWords(path).every((part) => here.has(part))) return true;
  void showAll();
  return false;
}

/** The language on screen. */
export const locale = (): Locale => state().locale;

/**
 * Translates: `t("auth.email.label")`, `t("auth.code.sentTo", { email })`, and for entries that are functions
 * `t("common.table.rows", 3, "3")`.
 */
// oxlint-disable-next-line solid/reactivity -- the translator reads it on each call, so in the caller's own scope
export const t = translator(() => state().dictionary, resolveTemplate);
export type Translate = typeof t;

/** Switches and remembers the language; resolves when all of its words are on screen. */
export async function setLocale(next: Locale): Promise<void> {
  setState(inWhole(next, await words[next].all()));
  showLanguage(next);
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

/**
 * Applies the remembered language, or the first one of the browser's that exists. Resolves when the frame and the screen at this path
 * have their words; all others are asked for when the page is idle, and again until they are there.
 */
export async function loadInitialLocale(path: string): Promise<void> {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(storageKey);
  } catch {
    // Blocked storage: the browser's languages decide.
  }
  const wanted = isLocale(remembered) ? remembered : pickLocale(navigator.languages);
  // Offline on a first visit in another language its words may be missing; English is better than nothing.
  await showFirst(wanted, path).catch(() => showFirst("en", path));
  whenIdle(() => void showAll());
}

const inWhole = (locale: Locale, dictionary: BaseDict): State => ({
  locale,
  dictionary: flatten(dictionary) as Dictionary,
  parts: new Set(),
  whole: true,
});

function showLanguage(locale: Locale): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}

async function showFirst(locale: Locale, path: string): Promise<void> {
  const { core: load, all } = words[locale];
  const some = parts[locale];
  if (!load || !some) {
    setState(inWhole(locale, await all()));
    return showLanguage(locale);
  }
  const wanted = firstWords(path);
  const [core, ...rest] = await Promise.all([load(), ...wanted.map((part) => some[part]())]);
  const dictionary = Object.assign({}, core, ...rest.map((part, at) => ({ [wanted[at]!]: part }))) as BaseDict;
  setState({ locale, dictionary: flatten(dictionary) as Dictionary, parts: new Set(wanted), whole: false });
  showLanguage(locale);
}

let underWay = false;
async function showAll(): Promise<void> {
  const { locale: wanted, whole } = state();
  if (whole || underWay) return;
  underWay = true;
  try {
    const dictionary = await words[wanted].all();
    if (state().locale === wanted) setState(inWhole(wanted, dictionary));
  } catch {
    setTimeout(() => void showAll(), 3_000);
  } finally {
    underWay = false;
  }
}

/** The language layer for components. */
export function useI18n() {
  return { t, locale, setLocale };
}
