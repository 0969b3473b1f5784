/**
 * Where a value from outside holds text that can neither be stored nor hashed: a NUL character, which PostgreSQL's text does not
 * know, or half of a surrogate pair, which UTF-8 does not know. Dotted path of the first such text; null where all is well.
 */
export function unstorableTextAt(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? path.join(".") : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorableTextAt(inner, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}
