/** What columns mean, by the words that dealers put over them in English and German. */

/** Lower case, without signs and spaces: "Serien-Nr." and "serien nr" are one header. */
export const normaliseHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/\([^)]*\)|\[[^\]]*\]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** Words per field; the field's own name always counts. */
export type Synonyms = Readonly<Record<string, readonly string[]>>;

export type Column = { header: string; field: string | null };

/**
 * Which field each column is. What a person said the last time (`saved`, by normalised header, null for "leave it out")
 * counts before the words; a field goes to one column only, the first that claims it.
 */
export function detectColumns(
  headers: readonly string[],
  synonyms: Synonyms,
  saved: ReadonlyMap<string, string | null>,
): Column[] {
  const words = new Map<string, string>();
  for (const [field, names] of Object.entries(synonyms))
    for (const name of [field, ...names]) words.set(normaliseHeader(name), field);
  const taken = new Set<string>();
  return headers.map((header) => {
    const key = normaliseHeader(header);
    const known = saved.get(key);
    const field = known === undefined ? words.get(key) : known;
    if (!field || !(field in synonyms) || taken.has(field)) return { header, field: null };
    taken.add(field);
    return { header, field };
  });
}
