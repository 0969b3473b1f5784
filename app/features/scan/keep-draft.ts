/** Keeps an entry on disk while it is typed, so that a closed sheet or a killed app loses nothing. */
import { type Accessor, onCleanup, type Setter } from "solid-js";
import { tellWhenFull } from "~/lib/outbox/tell-when-full.ts";
import type { Draft } from "./draft.ts";
import { saveDraft } from "./draft-store.ts";

const SAVE_AFTER_MS = 400;

export function keepDraft(options: {
  draft: Accessor<Draft | null>;
  setDraft: Setter<Draft | null>;
  /** Nothing is kept that a person did not touch. */
  touched: Accessor<boolean>;
  setTouched: (touched: boolean) => void;
  /** While it is being sent, or once it is accepted, somebody else keeps it or nobody has to. */
  settled: Accessor<boolean>;
}) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = async (current: Draft) => {
    // Where the disk is closed to us (private windows) the entry lives as long as the page.
    await saveDraft(current).catch(tellWhenFull);
  };
  const flush = async () => {
    clearTimeout(timer);
    const current = options.draft();
    if (current && options.touched() && !options.settled()) await keep(current);
  };
  const edit = (change: (current: Draft) => Draft) => {
    options.setDraft((current) => current && change(current));
    options.setTouched(true);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
  };
  onCleanup(() => void flush());
  return { keep, flush, edit };
}
