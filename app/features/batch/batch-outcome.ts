/** What a machine of a batch says about its hand-over in the outbox. */
import { failureOf } from "../../lib/outbox/failure.ts";
import type { Fate } from "../../lib/outbox/outbox.ts";
import type { Standpoint } from "../../lib/outbox/queue-state.ts";
import type { Item, Outcome } from "./batch-items.ts";

const DONE: Outcome = { ok: true, code: null, message: null };
export const WAITS: Outcome = { ok: false, waits: true, code: null, message: null };

export function outcomeOf(fate: Fate): Outcome {
  if (fate.kind === "accepted") return DONE;
  if (fate.kind === "waits") return WAITS;
  const told = failureOf(fate.entry);
  return { ok: false, code: told?.data.appCode ?? null, message: told?.message ?? null };
}

/** What has become of a hand-over that was not done at the last look; null where it stands as it did. */
export function afterwards(at: Standpoint, before: Outcome): Pick<Item, "entryId" | "outcome"> | null {
  if (at.kind !== "here") {
    // Taken away by hand: it is open again what happens with the machine.
    if (at.kind === "discarded") return { entryId: null, outcome: null };
    return at.kind === "sent" ? { entryId: null, outcome: DONE } : null;
  }
  const { entry } = at;
  if (entry.state === "damaged") return null;
  const outcome = entry.state === "waiting" ? WAITS : outcomeOf({ kind: "asks", entry });
  const isSame = outcome.waits === before.waits && outcome.code === before.code;
  return isSame ? null : { entryId: entry.id, outcome };
}
