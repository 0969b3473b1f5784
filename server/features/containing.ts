/** A pattern for `ilike` that finds `text` anywhere, taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
