/** What an entry of the queue is, in words. */
import type { MessageKey, Translate } from "~/lib/i18n.ts";
import { isLate, type OutboxEntry } from "~/lib/outbox/entry.ts";
import type { QueueEntry } from "~/lib/outbox/queue-state.ts";
import type { Tone } from "~/ui/tone.ts";

/** How an entry stands; more than its own state tells, for others may stand before it. */
export type Standing = "waiting" | "sending" | "held" | "saving" | "conflict" | "rejected" | "damaged";

export const toneOf: Record<Standing, Tone> = {
  waiting: "grey",
  sending: "blue",
  held: "grey",
  saving: "amber",
  conflict: "amber",
  rejected: "red",
  damaged: "red",
};

/**
 * Where an entry stands in the queue: what waits behind a refused one of its lane is held back by it. No record waits for Wi-Fi, only
 * the files do that follow it.
 */
export function standingOf(entry: QueueEntry, queue: readonly QueueEntry[], waitsForWifi: boolean): Standing {
  if (entry.state !== "waiting") return entry.state;
  const before = queue.filter(
    (each): each is OutboxEntry => each.state !== "damaged" && each.lane === entry.lane && each.order < entry.order,
  );
  if (before.length > 0) return "held";
  return waitsForWifi && isLate(entry) ? "saving" : "waiting";
}

/** The name of what was entered. */
export function whatOf(entry: Pick<OutboxEntry, "procedure" | "input">, t: Translate): string {
  if (isLate(entry)) return t("outbox.what.late", { of: nameOf(String(entry.input["of"]), t) });
  return nameOf(entry.procedure, t);
}

function nameOf(procedure: string, t: Translate): string {
  const named = t(`outbox.what.${procedure}` as MessageKey) as unknown;
  return typeof named === "string" ? named : t("outbox.what.other");
}

/** How an entry is addressed: damaged ones may have lost their id. */
export const keyOf = (entry: QueueEntry): string => entry.id || `n${entry.order}`;

export const entryByKey = (queue: readonly QueueEntry[], key: string): QueueEntry | undefined =>
  queue.find((entry) => keyOf(entry) === key);
