import { guessSite } from "../../../server/domain/sites/gate.ts";
import type { Position } from "../../../server/domain/sites/position.ts";
import type { Presented } from "./draft.ts";

type Destination = Presented["destinations"][number];
export type SiteSource = "chosen" | "position" | "last" | "only" | "none";

/** The site that a machine most likely goes to, and why: what the person chose, where they stand, the last one, the only one. */
export function chooseSite(
  destinations: readonly Destination[],
  by: { chosenId: string | null; position: Position | null; lastId: string | null; maxAccuracyCreditM: number },
): { site: Destination | null; source: SiteSource } {
  const find = (id: string | null) => destinations.find(({ siteId }) => siteId === id);
  const chosen = find(by.chosenId);
  if (chosen) return { site: chosen, source: "chosen" };
  const guess = by.position && guessSite(by.position, destinations, by.maxAccuracyCreditM);
  if (guess) return { site: guess.site, source: "position" };
  const last = find(by.lastId);
  if (last) return { site: last, source: "last" };
  const [only] = destinations;
  return only && destinations.length === 1 ? { site: only, source: "only" } : { site: null, source: "none" };
}
