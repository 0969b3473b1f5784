/**
 * Asks for the machines of a dealer to be looked at as soon as something is committed about them, whoever wrote it and by whatever way it
 * came. What was missed while nobody listened is marked in the database and found by the next sweep.
 */
import type { LiveEvent } from "./live-event.ts";
import type { EventHub } from "./hub.ts";
import { hqSystemActor } from "../iam/system-actor.ts";

/** What the rules read; hand-overs ask for a sweep of their own. */
const TELLS = /^(?:telematics|usage|asset|maintenance|task)\./;
/** A burst of events is one look. */
const GATHER_MS = 150;
const AGAIN_MS = 1_000;

export type ListenDeps = {
  hub: Pick<EventHub, "subscribe">;
  /** The types of events that are told; by default those of what the alert rules read. */
  tells?: RegExp;
  /** Told of one dealer: asks for its machines to be looked at. */
  heard: (dealerId: string) => Promise<void>;
  report: (error: unknown) => void;
};

export function startTellingHeard({ hub, heard, report, tells = TELLS }: ListenDeps): { stop: () => Promise<void> } {
  const ending = new AbortController();
  const dealers = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    timer = undefined;
    const some = [...dealers];
    dealers.clear();
    await Promise.all(some.map(heard));
  };
  const take = ({ type, dealerId }: LiveEvent) => {
    if (!dealerId || !tells.test(type)) return;
    dealers.add(dealerId);
    timer ??= setTimeout(() => void ask().catch(report), GATHER_MS);
  };
  const listen = async () => {
    let lastEventId: string | null = null;
    while (!ending.signal.aborted) {
      try {
        for await (const [id, event] of await hub.subscribe(hqSystemActor(), { lastEventId, signal: ending.signal })) {
          lastEventId = id;
          take(event);
        }
      } catch (error) {
        if (ending.signal.aborted) return;
        report(error);
        await Bun.sleep(AGAIN_MS);
      }
    }
  };
  const listening = listen();
  return {
    stop: async () => {
      ending.abort();
      clearTimeout(timer);
      await listening;
    },
  };
}
