import { createSignal, onCleanup } from "solid-js";
import { tellWhenFull } from "~/lib/outbox/tell-when-full.ts";
import { ownerOf } from "~/lib/outbox/load.ts";
import { useSession } from "~/lib/session.tsx";
import { KeptForms } from "./kept-forms.ts";

const SAVE_AFTER_MS = 400;
const forms = new KeptForms();

/**
 * A form that survives a reload: kept on this device's disk while it is filled in. `empty` is what it begins with; plain values and
 * blobs only. Shown once `ready`, so that nothing typed is overwritten by what comes from the disk.
 */
export function createKeptForm<T extends object>(key: string, empty: T) {
  const { me } = useSession();
  const owner = ownerOf(me());
  const [form, setForm] = createSignal<T>(empty);
  const [ready, setReady] = createSignal(false);
  const [resumed, setResumed] = createSignal(false);
  let touched = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Where the disk is closed to us (private windows) the form lives as long as the page.
  const begin = async () => {
    const kept = await forms.read(owner, key).catch(() => null);
    if (kept) {
      setForm(() => ({ ...empty, ...(kept as T) }));
      setResumed(true);
    }
    setReady(true);
  };
  void begin();

  const save = () => {
    clearTimeout(timer);
    if (touched) void forms.write(owner, key, form(), Date.now()).catch(tellWhenFull);
  };
  const hidden = () => document.visibilityState === "hidden" && save();
  document.addEventListener("visibilitychange", hidden);
  onCleanup(() => {
    document.removeEventListener("visibilitychange", hidden);
    save();
  });

  const edit = (change: (form: T) => T) => {
    setForm((before) => change(before));
    touched = true;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  return {
    form,
    ready,
    /** True where something that was begun before was found. */
    resumed,
    edit,
    set: (change: Partial<T>) => edit((before) => ({ ...before, ...change })),
    /** The outbox has it, or the person begins anew. */
    async drop() {
      clearTimeout(timer);
      touched = false;
      await forms.drop(owner, key).catch(() => undefined);
    },
  };
}
