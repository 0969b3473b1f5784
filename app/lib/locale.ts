export const locales = ["en", "de", "fr", "es", "pt", "hi", "zh", "ar"] as const;
export type Locale = (typeof locales)[number];

/** Each language by its own name, so that everybody finds theirs. */
export const languageNames: Record<Locale, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  pt: "Português",
  hi: "हिन्दी",
  zh: "中文",
  ar: "العربية",
};

/** Which way lines run; `public/theme.js` knows it too, for the first paint. */
export const directionOf = (locale: Locale): "ltr" | "rtl" => (locale === "ar" ? "rtl" : "ltr");

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The first supported language of a preference list (`navigator.languages`); English when there is none. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split("-")[0];
    if (isLocale(language)) return language;
  }
  return "en";
}

/**
 * The tag for number and date formats: the organisation's regional one (`en-GB`) when it speaks the language on screen,
 * otherwise the language itself.
 */
export function formatLocale(locale: Locale, organizationLocale: string | undefined): string {
  if (organizationLocale?.toLowerCase().split("-")[0] === locale) return organizationLocale;
  // Plain "en" means American dates and the 12-hour clock, which no organisation outside its countries expects.
  return locale === "en" ? "en-GB" : locale;
}
