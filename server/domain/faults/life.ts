/**
 * The life of one fault of one machine: opened when it is first reported, refreshed while it is, cleared when the source speaks of the
 * machine's faults without it or calls it inactive. Reckoned from all reports in the order of their times, so that one that comes late
 * or twice changes what was and reopens nothing.
 */

/** What a source said of a machine's faults at one moment: whether this one was among them. */
export type FaultReport = { atMs: number; active: boolean };

export type FaultEpisode = {
  openedMs: number;
  /** When it was last reported as active. */
  lastMs: number;
  /** Null while it is active. */
  clearedMs: number | null;
  times: number;
};

/** Oldest first; the last one is the fault as it is now. Of one moment's reports an active one counts. */
export function faultEpisodes(reports: readonly FaultReport[]): FaultEpisode[] {
  const byTime = new Map<number, boolean>();
  for (const { atMs, active } of reports) byTime.set(atMs, active || byTime.get(atMs) === true);
  const episodes: FaultEpisode[] = [];
  for (const [atMs, active] of [...byTime].sort(([a], [b]) => a - b)) {
    const open = episodes.at(-1);
    const isOpen = open !== undefined && open.clearedMs === null;
    if (active && isOpen) {
      open.lastMs = atMs;
      open.times += 1;
    } else if (active) episodes.push({ openedMs: atMs, lastMs: atMs, clearedMs: null, times: 1 });
    else if (isOpen) open.clearedMs = atMs;
  }
  return episodes;
}
