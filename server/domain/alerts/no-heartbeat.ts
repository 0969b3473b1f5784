/**
 * NO_HEARTBEAT: a machine that reports by itself has been silent for longer than its feed, or its own habit, makes usual. Where everything that reports the
 * same way is silent, the feed is, and one alert about it says so instead.
 */
import { becomes, machineName, type MachineFacts, type MachineRule } from "./machine-facts.ts";

const HOUR_MS = 3_600_000;
const CRITICAL_AFTER_H = 14 * 24;

/** Hours of silence beyond which a machine, or a feed, is not healthy. */
export const silenceLimitH = (limits: MachineFacts["limits"], cadenceS: number | null): number =>
  Math.max(limits.heartbeatHours, (limits.heartbeatFactor * (cadenceS ?? 0)) / 3600);

/** A pause that was usual up to now may last longer by a quarter, a Monday on which work begins late. */
const USUAL_FACTOR = 1.25;

/** For one machine: also as long as it has often been silent and come back. */
export const silenceLimitOf = ({
  limits,
  cadenceS,
  usualSilenceH,
}: Pick<MachineFacts, "limits" | "cadenceS" | "usualSilenceH">): number =>
  Math.max(silenceLimitH(limits, cadenceS), USUAL_FACTOR * (usualSilenceH ?? 0));

export const silentH = ({ lastSeenAt, now }: Pick<MachineFacts, "lastSeenAt" | "now">): number =>
  lastSeenAt ? Math.max(0, (now.getTime() - lastSeenAt.getTime()) / HOUR_MS) : 0;

/** Silent for itself or with its feed. */
export const isSilent = (facts: MachineFacts): boolean =>
  facts.reports && facts.status !== "RETIRED" && facts.lastSeenAt !== null && silentH(facts) > silenceLimitOf(facts);

const is = (facts: MachineFacts) => isSilent(facts) && !facts.feedSilent;

export const noHeartbeat: MachineRule = {
  kind: "NO_HEARTBEAT",
  severity: (facts) =>
    facts.status === "LOST" || (facts.status === "ON_RENT" && silentH(facts) >= CRITICAL_AFTER_H)
      ? "CRITICAL"
      : "WARNING",
  is,
  hasBecome: becomes(is),
  hasCleared: (facts) => {
    if (facts.status === "RETIRED") return "retired";
    if (!facts.reports) return "no_feed";
    // An old point that arrives late is no sign of life: half of the limit is.
    if (silentH(facts) <= silenceLimitOf(facts) / 2) return "heard_again";
    return isSilent(facts) && facts.feedSilent ? "feed_silent" : null;
  },
  figures: (facts) => ({
    silentHours: Math.floor(silentH(facts)),
    cadenceS: facts.cadenceS,
    lastSeenAt: facts.lastSeenAt?.toISOString() ?? null,
    limit: silenceLimitOf(facts),
    siteName: facts.siteName,
  }),
  reason: (facts) =>
    `${machineName(facts)} has not reported for ${Math.floor(silentH(facts))} h; ${Math.round(silenceLimitOf(facts))} h are usual.`,
};
