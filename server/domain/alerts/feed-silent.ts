/** FEED_SILENT: nothing has come from a whole feed for longer than its machines can be silent by chance. About the feed, not a machine. */
import type { AlertLimits } from "../policies/schema.ts";
import { silenceLimitH, silentH } from "./no-heartbeat.ts";
import type { AlertRule } from "./rule.ts";

export type FeedFacts = {
  /** What people call it. */
  name: string;
  /** How many machines report by it, which tells a feed from its one machine. */
  machines: number;
  cadenceS: number | null;
  lastSeenAt: Date | null;
  now: Date;
  limits: AlertLimits;
};

/**
 * Half of a machine's limit: the newest word of a feed is younger than that of each of its machines, so that the feed is found silent
 * before the first of them is.
 */
export const feedLimitH = ({ limits, cadenceS }: FeedFacts): number => silenceLimitH(limits, cadenceS) / 2;

const is = (facts: FeedFacts): boolean =>
  facts.machines > 1 && facts.lastSeenAt !== null && silentH(facts) > feedLimitH(facts);

export const feedSilent: AlertRule<FeedFacts> & { figures: (facts: FeedFacts) => Record<string, unknown> } = {
  kind: "FEED_SILENT",
  severity: () => "CRITICAL",
  is,
  hasBecome: (facts, live) => !live && is(facts),
  hasCleared: (facts) => {
    if (facts.machines < 2) return "no_feed";
    return silentH(facts) <= feedLimitH(facts) / 2 ? "heard_again" : null;
  },
  figures: (facts) => ({
    feedName: facts.name,
    machines: facts.machines,
    silentHours: Math.floor(silentH(facts)),
    cadenceS: facts.cadenceS,
    lastSeenAt: facts.lastSeenAt?.toISOString() ?? null,
    limit: feedLimitH(facts),
  }),
  reason: (facts) =>
    `${facts.name} has been silent for ${Math.floor(silentH(facts))} h, and with it its ${facts.machines} machines; ${Math.round(feedLimitH(facts))} h are usual.`,
};
