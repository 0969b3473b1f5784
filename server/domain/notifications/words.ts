/** Words of notifications. */
export const CHANNELS = ["push", "email", "inApp"] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * What became of an alert, as a person is told it: it opened, grew worse, nobody has answered it, it was put aside until now, it was
 * given to them, or it is over.
 */
export const CHANGES = ["OPENED", "WORSENED", "UNANSWERED", "WOKEN", "ASSIGNED", "RESOLVED"] as const;
export type Change = (typeof CHANGES)[number];

/** Languages that notifications are worded in; those of the app. */
export const LANGUAGES = ["en", "de", "es", "fr", "pt", "hi", "zh", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a BCP 47 tag; English where there is none of ours. */
export function languageOf(tag: string | null | undefined): Language {
  const primary = (tag ?? "").toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language === primary) ?? "en";
}
