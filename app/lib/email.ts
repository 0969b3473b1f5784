/** An address as it is kept; null for what can be none. The server decides, this spares the way there. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null;
}
