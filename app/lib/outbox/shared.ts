/** The outbox as pages and the service worker hold it in common: one disk, one lock, one channel to tell each other what happened. */
import { OutboxEngine, type OutboxEvent } from "./engine.ts";
import { OutboxStore } from "./store.ts";
import { httpTransport } from "./transport.ts";

/** Name of the lock, of the channel, and of the background sync. */
export const OUTBOX = "smart-rental-outbox";

export const channel = new BroadcastChannel(OUTBOX);
export const store = new OutboxStore();

/** Everybody who sends on this device takes turns: other tabs and the service worker wait. */
const exclusively = async (work: () => Promise<void>): Promise<void> => {
  await navigator.locks.request(OUTBOX, work);
};

/** An engine that tells this context through `heard`, and all others through the channel. */
export const createEngine = (heard: (event: OutboxEvent) => void): OutboxEngine =>
  new OutboxEngine({
    store,
    transport: httpTransport,
    exclusively,
    now: Date.now,
    random: Math.random,
    changed(event) {
      heard(event);
      channel.postMessage(event);
    },
  });
