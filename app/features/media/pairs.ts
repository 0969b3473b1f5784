/** What the viewer shows: a photo or film that the server keeps. */
export type Viewed = {
  mediaId: string;
  purpose: string;
  at: string;
  rentalId?: string | null;
  contentType?: string;
};

export type Pair = { before: Viewed[]; after: Viewed[] };

/**
 * The photos of the going out and of the coming back that belong with the one shown: those of the same rental, the oldest first. Null
 * when one side has none. Films are not laid over each other.
 */
export function pairOf(all: readonly Viewed[], shown: Viewed): Pair | null {
  const ofRental = all
    .filter(({ rentalId, contentType }) => rentalId === shown.rentalId && !contentType?.startsWith("video/"))
    .toSorted((a, b) => a.at.localeCompare(b.at));
  const before = ofRental.filter(({ purpose }) => purpose === "CHECK_OUT");
  const after = ofRental.filter(({ purpose }) => purpose === "CHECK_IN");
  return before.length > 0 && after.length > 0 && shown.rentalId !== null ? { before, after } : null;
}
