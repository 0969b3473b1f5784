/**
 * The life of one fault of one machine by one source: opened when it is first reported, refreshed while it is, cleared when the source
 * lists what is active without it or calls it inactive. Reckoned from all reports in the order of their times, so that one that comes
 * late or twice changes what was and reopens nothing. Silence clears nothing: it is no report.
 */

/**
 * What a source said of the fault at one moment. `OCCURRED`: it happened then, again or for the first time. `STILL`: it was among the
 * active ones. `ABSENT`: it was not among all active ones. `OVER`: it was called inactive.
 */
export type FaultReport = { atMs: number; says: "OCCURRED" | "STILL" | "ABSENT" | "OVER" };

export type FaultEpisode = {
  openedMs: number;
  /** When it was last reported as active. */
  lastMs: number;
  /** Null while it is active. */
  clearedMs: number | null;
  /** How often it happened; being listed again is no new time. */
  times: number;
};

/**
 * Oldest first; the last one is the fault as it is now. Of one moment's reports an active one goes before an absence, and what happened
 * and is over is both. `before` is an episode that was open when the reports began.
 */
export function faultEpisodes(reports: readonly FaultReport[], before?: FaultEpisode): FaultEpisode[] {
  const moments = new Map<number, Set<FaultReport["says"]>>();
  for (const { atMs, says } of reports) moments.set(atMs, (moments.get(atMs) ?? new Set()).add(says));
  const episodes: FaultEpisode[] = before ? [{ ...before, clearedMs: null }] : [];
  for (const [atMs, said] of [...moments].sort(([a], [b]) => a - b)) {
    const last = episodes.at(-1);
    const open = last?.clearedMs === null ? last : undefined;
    const isActive = said.has("OCCURRED") || said.has("STILL");
    if (isActive && open) {
      open.lastMs = atMs;
      open.times += said.has("OCCURRED") ? 1 : 0;
    } else if (isActive) episodes.push({ openedMs: atMs, lastMs: atMs, clearedMs: null, times: 1 });
    const now = episodes.at(-1);
    if (now?.clearedMs === null && (said.has("OVER") || !isActive)) now.clearedMs = atMs;
  }
  return episodes;
}
