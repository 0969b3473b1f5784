/** Nobody leaves a device with a queue on it without having been told: before a sign-out, another person, or another organisation. */
import { createSignal, lazy, Show, Suspense } from "solid-js";
import { allWords } from "~/lib/i18n.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { isUnreadable, queue } from "~/lib/outbox/queue-state.ts";

/** Not before somebody leaves something behind. */
const LeaveDialog = lazy(async () => ({ default: (await import("./leave-dialog.tsx")).LeaveDialog }));

export function createLeaving(owner: () => string) {
  const [going, setGoing] = createSignal<(() => void) | null>(null);
  /** Goes at once where nothing waits, otherwise once the person has chosen. */
  const leave = async (go: () => void) => {
    await loadOutbox()
      .then((outbox) => {
        outbox.startOutbox(owner());
        return outbox.settled();
      })
      .catch(() => undefined);
    if (queue().length === 0 && !isUnreadable()) go();
    else setGoing(() => go);
  };
  const Question = () => (
    <Show when={allWords() ? going() : null} keyed>
      {(go) => (
        <Suspense>
          <LeaveDialog onGo={go} onStay={() => setGoing(null)} />
        </Suspense>
      )}
    </Show>
  );
  return { leave, Question };
}
