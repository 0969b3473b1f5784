/** Feeds that are silent as a whole: the machines of such a one are told of by one alert. */
import { feedSilent, type FeedFacts } from "../../../server/domain/alerts/feed-silent.ts";
import type { PolicyThresholds } from "../../../server/domain/policies/schema.ts";
import { WEEK_ENDS_MS, WEEK_STARTS_MS, type WeekMachine } from "./fleet.ts";
import { TICK_MS, tick, type Told } from "./told.ts";

/** A feed that fails was last heard when it failed; one that does not is as fresh as its freshest machine. */
export function feedFacts({ feed, cadenceS }: WeekMachine, now: Date, limits: PolicyThresholds): FeedFacts {
  const outage = feed.outages.find(({ fromMs, toMs }) => fromMs <= now.getTime() && now.getTime() < toMs);
  const lastSeenAt = outage ? new Date(outage.fromMs) : now;
  return { name: feed.key, machines: 2, cadenceS, lastSeenAt, now, limits };
}

/** What was told of feeds that were silent as a whole, once for each dealer's. */
export function replayFeeds(machines: readonly WeekMachine[], thresholds: PolicyThresholds): Told[] {
  const told: Told[] = [];
  for (const machine of new Map(machines.map((each) => [each.feed.key, each])).values())
    for (const { fromMs, toMs } of machine.feed.outages)
      for (let atMs = tick(fromMs); atMs < toMs; atMs += TICK_MS) {
        const facts = feedFacts(machine, new Date(atMs), thresholds);
        if (!feedSilent.hasBecome(facts, false)) continue;
        const severity = feedSilent.severity(facts);
        const of = { dealer: machine.dealer, about: machine.feed.key, branch: null, customer: null };
        if (atMs >= WEEK_STARTS_MS && atMs < WEEK_ENDS_MS)
          told.push({ atMs, change: "OPENED", kind: feedSilent.kind, severity, untilMs: toMs, ...of });
        break;
      }
  return told;
}
