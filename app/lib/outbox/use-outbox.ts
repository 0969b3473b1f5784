/**
 * How a form hands over what a person entered. Everything goes to the device's disk first, online too, and from there to the server.
 *
 *     const outbox = useOutbox();
 *     const photos = createPhotoSet("TASK");                        // app/features/media/photo-set.ts
 *     const fate = await outbox.send({
 *       procedure: "tasks.complete",
 *       lane: machineLane(task.humanId),                            // or `task:${task.id}` where no machine is meant
 *       label: task.humanId,                                        // what the queue shows
 *       input: { id: task.id, note, photos: photos.placeholders() },// without operationId and occurredAt
 *       files: photos.files(),
 *       said: t("tasks.finish.done"),                               // said once the server has it
 *     });
 *     if (fate && fate.kind !== "asks") props.onClose();
 *
 * - `accepted`: the server has it; `fate.result` is its answer. `said` was shown.
 * - `waits`: it is on this device; "stored, goes out when there is signal" was shown with a way to the queue. Show what was entered as if
 *   it had happened, marked with `waitingIn(lane)` of `queue-state.ts`.
 * - `asks`: the server refused. It stays in the queue until it is accepted or discarded by hand; meanwhile `failure()` is what
 *   `errorSentence(…, t)` takes and `fields()` are its fields. A second `send` of the same form puts the corrected entry in its place.
 * - null: nothing was stored, `failure()` says why, and the form stays open with everything in it. This device has no room; or the
 *   refused entry was sent again, changed or discarded elsewhere on it, and the next `send` is another entry.
 */
import { useNavigate } from "@solidjs/router";
import { type Accessor, createSignal } from "solid-js";
import { t } from "../i18n.ts";
import { useSession } from "../session.tsx";
import { toast } from "../../ui/toast.tsx";
import type { NewFile, OutboxEntry } from "./entry.ts";
import { type Failure, failureOf } from "./failure.ts";
import { loadOutbox, ownerOf } from "./load.ts";
import type { Fate } from "./outbox.ts";

export interface Handing {
  /** Path of the mutation, such as `tasks.complete`. */
  procedure: string;
  /** What must keep its order, such as `machineLane(humanId)`. */
  lane: string;
  /** What the lists show, such as the machine's number. */
  label: string;
  /** The mutation's input without operation id and time. `media(id)` of `entry.ts` stands where a file's id belongs. */
  input: Record<string, unknown>;
  files?: readonly NewFile[];
  /** What is said once the server has it; nothing where it is left out. */
  said?: string;
}

export interface FormOutbox {
  send: (handing: Handing) => Promise<Fate | null>;
  busy: Accessor<boolean>;
  failure: Accessor<Failure | null>;
  fields: Accessor<Record<string, string>>;
  /** The refused entry, as it lies in the queue: `/queue/<id>` shows it. */
  refused: Accessor<OutboxEntry | null>;
  /** Starts anew: the next `send` is another entry. A refused one stays in the queue. */
  reset: () => void;
}

export function useOutbox(): FormOutbox {
  const { me } = useSession();
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [refused, setRefused] = createSignal<OutboxEntry | null>(null);
  const queueAction = (id?: string) => ({
    label: t("outbox.open"),
    onClick: () => navigate(id ? `/queue/${id}` : "/queue"),
  });

  async function send({ said, files = [], ...entry }: Handing): Promise<Fate | null> {
    setBusy(true);
    setFailure(null);
    const before = refused();
    try {
      const outbox = await loadOutbox();
      outbox.startOutbox(ownerOf(me()));
      // Where it is open whether the server has the first one, that one goes on and this one comes behind it.
      const fate =
        before && before.body === null
          ? await outbox.amend(before, entry.input, files)
          : await outbox.submit({ ...entry, id: crypto.randomUUID(), occurredAt: new Date().toISOString() }, files);
      setRefused(fate.kind === "asks" ? fate.entry : null);
      if (fate.kind === "asks") setFailure(failureOf(fate.entry));
      else if (fate.kind === "waits") toast.info(t("outbox.toast.stored"), { action: queueAction() });
      else if (said) toast.success(said);
      return fate;
    } catch (error) {
      const { data, message } = error as Partial<Failure>;
      if (data?.appCode === "outbox.changed") setRefused(null);
      setFailure({ message: message ?? "", data: data ?? { appCode: "storage.closed", httpStatus: 507 } });
      return null;
    } finally {
      setBusy(false);
    }
  }

  return {
    send,
    busy,
    failure,
    fields: () => failure()?.data.fields ?? {},
    refused,
    reset() {
      setRefused(null);
      setFailure(null);
    },
  };
}
