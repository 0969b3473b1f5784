import { canonicalJson } from "../ledger/canonical.ts";
import { sha256Hex } from "../ledger/sha256.ts";
import type { InspectedItem } from "./schema.ts";

/** SHA-256 of what was answered, without free text: that can be erased while the ledger's hash goes on to hold. */
export function answersHash(items: readonly InspectedItem[]): string {
  const bare = items.map(({ note: _, marks, ...item }) => ({
    ...item,
    marks: marks.map(({ note: __, ...mark }) => mark),
  }));
  return sha256Hex(canonicalJson(bare));
}
