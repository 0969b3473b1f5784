/**
 * The language layer. `await loadInitialLocale()` before mounting; afterwards `t` is synchronous and reactive.
 * English ships with the app, other languages load when chosen.
 */
import { flatten, type Flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { createSignal } from "solid-js";
import { en } from "../i18n/en.ts";
import { isLocale, type Locale, pickLocale } from "./locale.ts";

export type Dictionary = Flatten<typeof en>;
/** A key like `"auth.email.label"`. */
export type MessageKey = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];

const storageKey = "smart-rental:locale";
const english: Dictionary = flatten(en);
const [state, setState] = createSignal<{ locale: Locale; dictionary: Dictionary }>({
  locale: "en",
  dictionary: english,
});

/** The language on screen. */
export const locale = (): Locale => state().locale;

/**
 * Translates: `t("auth.email.label")`, `t("auth.code.sentTo", { email })`, and for entries that are functions
 * `t("common.table.rows", 3, "3")`.
 */
// oxlint-disable-next-line solid/reactivity -- the translator reads it on each call, so in the caller's own scope
export const t = translator(() => state().dictionary, resolveTemplate);
export type Translate = typeof t;

/** Switches and remembers the language; resolves when its dictionary is on screen. */
export async function setLocale(next: Locale): Promise<void> {
  const dictionary: Dictionary = next === "de" ? flatten((await import("../i18n/de.ts")).de) : english;
  setState({ locale: next, dictionary });
  document.documentElement.lang = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

/** Applies the remembered language, or the first one of the browser's that exists. */
export async function loadInitialLocale(): Promise<void> {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(storageKey);
  } catch {
    // Blocked storage: the browser's languages decide.
  }
  const wanted = isLocale(remembered) ? remembered : pickLocale(navigator.languages);
  if (wanted === "en") document.documentElement.lang = "en";
  // Offline on a first German visit the chunk may be missing; English is better than nothing.
  else await setLocale(wanted).catch(() => undefined);
}

/** The language layer for components. */
export function useI18n() {
  return { t, locale, setLocale };
}
