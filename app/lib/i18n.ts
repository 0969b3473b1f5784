/**
 * The language layer. `await loadInitialLocale()` before mounting; afterwards `t` is synchronous and reactive for the core's words, and
 * for all others once `allWords()` is true: the core is what the frame, sign-in and scan say, the rest follows by itself.
 */
import { type BaseDict, flatten, type Flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { createSignal } from "solid-js";
import type { en } from "../i18n/en.ts";
import { isLocale, type Locale, pickLocale } from "./locale.ts";

export type Dictionary = Flatten<typeof en>;
/** A key like `"auth.email.label"`. */
export type MessageKey = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];

const storageKey = "smart-rental:locale";

type Words = { core: () => Promise<BaseDict>; all: () => Promise<BaseDict> };
const words: Record<Locale, Words> = {
  en: {
    core: async () => (await import("../i18n/core/en.ts")).core,
    all: async () => (await import("../i18n/en.ts")).en,
  },
  de: {
    core: async () => (await import("../i18n/core/de.ts")).core,
    all: async () => (await import("../i18n/de.ts")).de,
  },
};

const [state, setState] = createSignal<{ locale: Locale; dictionary: Dictionary; whole: boolean }>({
  locale: "en",
  dictionary: {} as Dictionary,
  whole: false,
});

/** True once every word of the language on screen is there. */
export const allWords = (): boolean => state().whole;

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
  setState({ locale: next, dictionary: flatten(await words[next].all()) as Dictionary, whole: true });
  document.documentElement.lang = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

/**
 * Applies the remembered language, or the first one of the browser's that exists. Resolves with its core on screen; the other words are
 * asked for then, and again until they are there.
 */
export async function loadInitialLocale(): Promise<void> {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(storageKey);
  } catch {
    // Blocked storage: the browser's languages decide.
  }
  const wanted = isLocale(remembered) ? remembered : pickLocale(navigator.languages);
  // Offline on a first visit in another language its words may be missing; English is better than nothing.
  await showCore(wanted).catch(() => showCore("en"));
  void showAll();
}

async function showCore(locale: Locale): Promise<void> {
  setState({ locale, dictionary: flatten(await words[locale].core()) as Dictionary, whole: false });
  document.documentElement.lang = locale;
}

async function showAll(): Promise<void> {
  const { locale: wanted, whole } = state();
  if (whole) return;
  try {
    const dictionary = flatten(await words[wanted].all()) as Dictionary;
    if (state().locale === wanted) setState({ locale: wanted, dictionary, whole: true });
  } catch {
    setTimeout(() => void showAll(), 3_000);
  }
}

/** The language layer for components. */
export function useI18n() {
  return { t, locale, setLocale };
}
