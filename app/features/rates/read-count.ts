/** A whole number that was typed, from 0 to `most`; null when empty, undefined when it is none. */
export function readCount(text: string, most: number): number | null | undefined {
  const plain = text.trim();
  if (plain === "") return null;
  return /^\d{1,6}$/.test(plain) && Number(plain) <= most ? Number(plain) : undefined;
}
