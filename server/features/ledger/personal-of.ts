/** What is about people, without what is absent; undefined when nothing is left. */
export function personalOf(facts: Record<string, unknown>): Record<string, unknown> | undefined {
  const present = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined),
  );
  return Object.keys(present).length > 0 ? present : undefined;
}
