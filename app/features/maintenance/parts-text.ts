/** Parts as people write them: one a line, the quantity first where there is more than one. */
import type { Part } from "../../../server/domain/maintenance/words.ts";

/** "2 oil filter" or "2 x oil filter" is two of them; a line without a number is one. */
export function parseParts(text: string): Part[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, 50)
    .map((line) => {
      const [, quantity, name] = /^(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:x|×)?\s+(.+)$/i.exec(line) ?? [];
      const count = quantity === undefined ? 1 : Number(quantity.replace(",", "."));
      return name === undefined || count <= 0
        ? { name: line.slice(0, 120), quantity: 1 }
        : { name: name.slice(0, 120), quantity: count };
    });
}
