/** Hands an entry to the outbox and follows what becomes of it while the sheet is open. */
import { createSignal } from "solid-js";
import type { NewEntry, NewFile, OutboxEntry } from "~/lib/outbox/entry.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { failureOf } from "~/lib/outbox/failure.ts";
import { queue } from "~/lib/outbox/queue-state.ts";
import type { Fate } from "~/lib/outbox/outbox.ts";
import { online } from "~/lib/online.ts";
import { signal } from "~/lib/sound.ts";
import type { Draft, Rental } from "./draft.ts";
import { dropDraft } from "./draft-store.ts";
import { noteDone, noteSite } from "./visit.ts";

/** What lies on the disk: on its way, with the server (`rental`), or waiting for a connection. */
export type Stored = { draft: Draft; entryId: string; state: "sending" | "accepted" | "waits"; rental: Rental | null };

/** Nobody waits before the sheet: it says that the entry is stored, and follows films on their way for as long. */
const FOLLOWED_FOR_MS = 2 * 60_000;
/** An answer that comes sooner is shown at once; until then what is true is said: it is stored. */
const ANSWERS_WITHIN_MS = 700;

export function createHandingOver(options: { owner: string; onRefused: () => void }) {
  const [busy, setBusy] = createSignal(false);
  const [stored, setStored] = createSignal<Stored | null>(null);
  /** What stopped it: nothing was stored, or the server refused. */
  const [failure, setFailure] = createSignal<unknown>(null);
  /** In the queue, refused: the form corrects it in its place. */
  const [refused, setRefused] = createSignal<OutboxEntry | null>(null);

  async function handOver(draft: Draft, entry: Omit<NewEntry, "owner" | "skewMs">, files: readonly NewFile[]) {
    setBusy(true);
    setFailure(null);
    const before = refused();
    try {
      const outbox = await loadOutbox();
      outbox.startOutbox(options.owner);
      if (before && before.body !== null) settle(draft, await outbox.keep(before), before.id);
      else if (before) settle(draft, await outbox.amend(before, entry.input, files), before.id);
      else {
        const { fate } = await outbox.keepAndSend(entry, files, FOLLOWED_FOR_MS);
        // From here on the queue has it; a draft that stays would be the same entry again.
        void dropDraft(draft.key).catch(() => undefined);
        if (draft.action === "SEND_OUT" && draft.fields.siteId) noteSite(options.owner, draft.fields.siteId);
        let isSettled = false;
        const follow = async () => {
          settle(draft, await fate, entry.id);
          isSettled = true;
        };
        const settled = follow();
        // Without a network nobody has to be waited for.
        const patience = online() ? ANSWERS_WITHIN_MS : 0;
        await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, patience))]);
        if (!isSettled) setStored({ draft, entryId: entry.id, state: "sending", rental: null });
      }
    } catch (error) {
      setFailure(error);
      signal("refused");
    } finally {
      setBusy(false);
    }
  }

  function settle(draft: Draft, fate: Fate, entryId: string) {
    if (fate.kind === "asks") {
      setStored(null);
      setRefused(fate.entry);
      setFailure(failureOf(fate.entry));
      signal("refused");
      options.onRefused();
      return;
    }
    const rental = fate.kind === "accepted" ? (fate.result as Rental) : null;
    setRefused(null);
    setStored({ draft, entryId, state: fate.kind, rental });
    if (rental) noteDone({ owner: options.owner, action: draft.action, rental });
    signal("done");
  }

  /** Takes back what is not sent yet. False where the server has it already. */
  async function takeBack(): Promise<boolean> {
    const order = queue().find(({ id }) => id === stored()?.entryId)?.order;
    const isTaken = order !== undefined && (await (await loadOutbox()).discard(order));
    if (isTaken) setStored(null);
    return isTaken;
  }

  return { busy, stored, failure, refused, handOver, takeBack };
}
