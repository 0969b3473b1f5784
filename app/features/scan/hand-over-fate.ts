/** Hands an entry to the outbox and follows what becomes of it while the sheet is open. */
import { createSignal, onCleanup } from "solid-js";
import { errorCode } from "~/lib/errors.ts";
import type { NewEntry, NewFile, OutboxEntry } from "~/lib/outbox/entry.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { failureOf } from "~/lib/outbox/failure.ts";
import { standpointOf } from "~/lib/outbox/queue-state.ts";
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

  /** Its first operation is settled elsewhere on this device: what is handed over next is another one. */
  let isAnew = false;
  let unfollow = () => {};
  // A refusal that comes after the sheet is gone is told by whoever is there.
  onCleanup(() => unfollow());

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
        const id = isAnew ? crypto.randomUUID() : entry.id;
        const { fate, ...following } = await outbox.keepAndSend({ ...entry, id }, files, FOLLOWED_FOR_MS);
        ({ unfollow } = following);
        // From here on the queue has it; a draft that stays would be the same entry again.
        void dropDraft(draft.key).catch(() => undefined);
        if (draft.action === "SEND_OUT" && draft.fields.siteId) noteSite(options.owner, draft.fields.siteId);
        let isSettled = false;
        const follow = async () => {
          settle(draft, await fate, id);
          isSettled = true;
        };
        const settled = follow();
        // Without a network nobody has to be waited for.
        const patience = online() ? ANSWERS_WITHIN_MS : 0;
        await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, patience))]);
        if (!isSettled) setStored({ draft, entryId: id, state: "sending", rental: null });
      }
    } catch (error) {
      if (errorCode(error) === "outbox.changed") {
        setRefused(null);
        isAnew = true;
      }
      setFailure(error);
      signal("refused");
    } finally {
      setBusy(false);
    }
  }

  function settle(draft: Draft, fate: Fate, sentId: string) {
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
    // What was corrected waits under another id.
    const entryId = fate.kind === "waits" ? fate.id : sentId;
    setStored({ draft, entryId, state: fate.kind, rental });
    if (rental) noteDone({ owner: options.owner, action: draft.action, rental });
    signal("done");
  }

  /** Takes back what is not sent yet. False where the server has it already, or may have it. */
  async function takeBack(): Promise<boolean> {
    const at = standpointOf(stored()?.entryId ?? "");
    const isTaken = at.kind === "here" && (await (await loadOutbox()).discard(at.entry, true));
    if (isTaken) setStored(null);
    return isTaken;
  }

  return { busy, stored, failure, refused, handOver, takeBack };
}
