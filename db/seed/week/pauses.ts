/** How long a machine is usually silent, as `server/features/alerts/load-machines.ts` reads it of what was heard in the last two weeks. */
import { DAY_MS, HOUR_MS } from "./fleet.ts";

const BACK_MS = 14 * DAY_MS;
const PAUSES = 3;

export type Pauses = {
  hear: (atMs: number) => void;
  /** In hours; null while the machine is not silent for longer than `limitH`, or was not often silent before. */
  usualH: (nowMs: number, lastSeenMs: number, limitH: number) => number | null;
};

export function pausesOf(): Pauses {
  const heard: number[] = [];
  return {
    hear: (atMs) => heard.push(atMs),
    usualH(nowMs, lastSeenMs, limitH) {
      if (nowMs - lastSeenMs <= limitH * HOUR_MS) return null;
      heard.sort((a, b) => a - b);
      const recent = heard.filter((atMs) => atMs <= lastSeenMs && atMs > lastSeenMs - BACK_MS);
      const pauses = recent.slice(1).map((atMs, at) => atMs - recent[at]!);
      const usual = pauses.sort((a, b) => b - a)[PAUSES - 1];
      return usual === undefined ? null : usual / HOUR_MS;
    },
  };
}
