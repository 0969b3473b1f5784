/** Which sign parts the cells of a table. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LOOKED_AT = 20;

/**
 * The sign that cuts the first lines into the same number of cells, the most cells first; signs inside quotes do not count. A
 * comma where none does, since then there is one column.
 */
export function detectDelimiter(text: string): Delimiter {
  const counts = new Map<Delimiter, number[]>(DELIMITERS.map((sign) => [sign, [0]]));
  let quoted = false;
  let lines = 0;
  for (let i = 0; i < text.length && lines < LOOKED_AT; i++) {
    const sign = text[i]!;
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === "\n") {
      lines += 1;
      for (const each of counts.values()) each.push(0);
    } else {
      const found = counts.get(sign as Delimiter);
      if (found) found[found.length - 1]! += 1;
    }
  }
  const score = (each: number[]) => {
    const filled = each.filter((count, i) => i === 0 || count > 0);
    const first = filled[0]!;
    return first === 0 ? 0 : first + filled.filter((count) => count === first).length / filled.length;
  };
  return [...counts].reduce((best, each) => (score(each[1]) > score(best[1]) ? each : best))[0];
}
