/** The readers of live events, by the organisation whose events reach them, so that an event is offered to those it may concern. */
import type { PlacedEvent } from "./read-events.ts";
import type { Subscription } from "./subscription.ts";

const HQ = "hq";
/** So many readers are served before others, such as those who write, get their turn. */
const AT_ONCE = 16;
const othersTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Listeners implements Iterable<Subscription> {
  readonly #all = new Set<Subscription>();
  readonly #byTopic = new Map<string, Set<Subscription>>();

  add(listener: Subscription): void {
    this.#all.add(listener);
    const topic = topicOf(listener);
    const set = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, set.add(listener));
  }

  delete(listener: Subscription): void {
    this.#all.delete(listener);
    const topic = topicOf(listener);
    const set = this.#byTopic.get(topic);
    set?.delete(listener);
    if (set?.size === 0) this.#byTopic.delete(topic);
  }

  get size(): number {
    return this.#all.size;
  }

  countOf(sub: string): number {
    let count = 0;
    for (const { claims } of this.#all) if (claims.sub === sub) count++;
    return count;
  }

  /** Each listener checks for itself that it may see the event. Who is added meanwhile is told, or was not there yet when it committed. */
  async offer(placed: PlacedEvent): Promise<void> {
    let offered = 0;
    for (const topic of topicsOf(placed))
      for (const listener of this.#byTopic.get(topic) ?? []) {
        listener.offer(placed);
        if (++offered % AT_ONCE === 0) await othersTurn();
      }
  }

  [Symbol.iterator](): Iterator<Subscription> {
    return [...this.#all][Symbol.iterator]();
  }
}

const topicOf = ({ claims }: Subscription) => (claims.orgType === "CATERPILLAR" ? HQ : claims.orgId);
const topicsOf = ({ orgOwnerId, event }: PlacedEvent) =>
  new Set([HQ, orgOwnerId, event.dealerId, event.customerId].filter((topic) => topic !== null));
