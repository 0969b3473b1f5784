/** The state behind the batch: machines as they are scanned, what is chosen for all of them, and what becomes of each. */
import { useMutation } from "@tanstack/solid-query";
import { batch, createEffect, createMemo, createSignal } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { media } from "~/lib/outbox/entry.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import type { Fate } from "~/lib/outbox/outbox.ts";
import { isRead, queue, standpointOf } from "~/lib/outbox/queue-state.ts";
import { createPhotoSet } from "../media/photo-set.ts";
import type { PositionState } from "../scan/position-watch.ts";
import { figureText } from "../scan/hours-text.ts";
import {
  type Attempt,
  attemptOf,
  type BatchAction,
  type Choices,
  commonSites,
  corrected,
  entriesOf,
  type Item,
  leastMeter,
  likelyAction,
  MOST,
  open,
  type Presented,
  problemOf,
} from "./batch-items.ts";
import { afterwards, outcomeOf, WAITS } from "./batch-outcome.ts";
import { keepBatch, recallBatch } from "./batch-store.ts";
import { refreshAfterBatch, reserve } from "./batch.queries.ts";
import { isUnsettled } from "./unsettled.ts";

interface Options {
  owner: string;
  decimalMark: string;
  position: () => PositionState;
  zoneFallback: () => string;
}

const firstChoices: Choices = {
  action: "SEND_OUT",
  siteId: null,
  due: { preset: "week" },
  reservationId: null,
  notes: "",
};

export function createBatch(options: Options) {
  const recalled = recallBatch(options.owner);
  // Rows keep their identity while a figure in them changes, so that nobody's typing is interrupted.
  const [store, setStore] = createStore<{ items: Item[] }>({ items: recalled?.items ?? [] });
  const items = (): readonly Item[] => store.items;
  const [choices, setChoices] = createSignal<Choices>({ ...firstChoices, ...recalled?.choices });
  const photos = createPhotoSet(() => (choices().action === "TAKE_BACK" ? "CHECK_IN" : "CHECK_OUT"));
  /** A reserving that was sent and is not answered yet: it goes out again as it was. */
  const [attempt, setAttempt] = createSignal<Attempt | null>(recalled?.attempt ?? null);
  const [chosen, setChosen] = createSignal(recalled !== null);
  const [asked, setAsked] = createSignal(false);
  const [storing, setStoring] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>(null);
  let operationId = recalled?.operationId ?? crypto.randomUUID();

  const sites = createMemo(() => commonSites(items()));
  const site = createMemo(() => {
    const [only, ...more] = sites();
    return sites().find(({ siteId }) => siteId === choices().siteId) ?? (more.length === 0 ? only : undefined) ?? null;
  });
  const position = () => {
    const state = options.position();
    return state.kind === "known" ? state.position : null;
  };
  const timeZone = () => site()?.timeZone ?? options.zoneFallback();
  const effective = (): Choices => ({ ...choices(), siteId: site()?.siteId ?? null });
  const circumstances = () => ({ now: new Date(), position: position(), timeZone: timeZone() });
  const wanted = createMemo(() => open(items(), choices().action));
  const problem = () => problemOf(items(), effective(), circumstances());
  const answered = createMemo(() => items().some((item) => item.outcome !== null));
  const waiting = createMemo(() => items().filter((item) => item.outcome?.waits));
  const refused = createMemo(() => items().filter((item) => item.outcome && !item.outcome.ok && !item.outcome.waits));
  const finished = createMemo(() => answered() && wanted().length === 0);

  createEffect(() => {
    // Reading it as text listens to everything in it.
    const isEmpty = JSON.stringify(store.items) === "[]";
    const kept = { owner: options.owner, operationId, choices: choices(), attempt: attempt() };
    keepBatch(isEmpty ? null : { ...kept, items: unwrap(store.items) });
  });

  const setOutcome = (humanId: string, change: Partial<Item>) =>
    setStore("items", (item) => item.machine.humanId === humanId, change);

  // What is not done is followed for as long as the batch is on the screen, also after a reload, and whatever the queue's page does to it.
  createEffect(() => {
    if (!isRead()) return;
    batch(() => {
      for (const { machine, entryId, outcome } of items()) {
        if (!entryId || !outcome || outcome.ok) continue;
        const change = afterwards(standpointOf(entryId), outcome);
        if (change) setOutcome(machine.humanId, change);
      }
    });
  });

  /** Stores every hand-over first, then waits for what becomes of them. */
  async function handOver(action: "SEND_OUT" | "TAKE_BACK") {
    setStoring(true);
    setFailure(null);
    const entries = entriesOf(items(), { ...effective(), action }, circumstances(), () => crypto.randomUUID());
    const fates: Promise<void>[] = [];
    try {
      const outbox = await loadOutbox();
      outbox.startOutbox(options.owner);
      for (const { humanId, entry } of entries) {
        const before = items().find(({ machine }) => machine.humanId === humanId)?.entryId;
        const refusedOne = queue().find(({ id }) => id === before);
        // What was refused stays in its place of the queue, corrected or as it was.
        if (refusedOne && refusedOne.state !== "damaged" && refusedOne.state !== "waiting") {
          const again = async () => {
            if (refusedOne.body !== null) return outbox.keep(refusedOne);
            const held = await outbox.filesOf(refusedOne.id);
            const newId = () => crypto.randomUUID();
            const next = corrected(entry.input, refusedOne.input, held, photos.files(), newId);
            return outbox.amend(refusedOne, next.input, next.files);
          };
          fates.push(again().then((fate) => settle(humanId, fate, refusedOne.id)));
          continue;
        }
        // A photo of all of them is kept with each: every rental has its own proof.
        const files = photos.files().map((file) => ({ ...file, id: crypto.randomUUID() }));
        const input = { ...entry.input, photos: files.map(({ id }) => media(id)) };
        const { fate } = await outbox.keepAndSend({ ...entry, input }, files);
        setOutcome(humanId, { entryId: entry.id, outcome: WAITS });
        fates.push(fate.then((known) => settle(humanId, known, entry.id)));
      }
      await Promise.all(fates);
    } catch (error) {
      setFailure(error);
    } finally {
      setStoring(false);
      setAsked(false);
    }
  }

  function settle(humanId: string, fate: Fate, sentId: string) {
    const entryId = fate.kind === "asks" ? fate.entry.id : fate.kind === "waits" ? fate.id : sentId;
    setOutcome(humanId, { entryId, outcome: outcomeOf(fate) });
  }

  const reserving = useMutation(() => ({
    mutationFn: (next: Attempt) => reserve(next),
    onSuccess: (outcomes) => {
      batch(() => {
        setAttempt(null);
        setAsked(false);
        for (const { humanId, ok, code, message } of outcomes) setOutcome(humanId, { outcome: { ok, code, message } });
      });
      refreshAfterBatch();
    },
    onError: (error) => {
      // The server said no to all of it and changed nothing: then the person may correct it.
      if (!isUnsettled(error)) setAttempt(null);
      setFailure(error);
    },
  }));
  const meterText = (machine: Presented, action: BatchAction) =>
    figureText(
      Math.max(
        machine.hourMeter,
        leastMeter({ machine, label: null, meter: "", outcome: null, entryId: null }, action),
      ),
      options.decimalMark,
    );

  return {
    items,
    choices,
    sites,
    site,
    timeZone,
    wanted,
    attempt,
    answered,
    waiting,
    refused,
    finished,
    failure,
    photos,
    busy: () => storing() || reserving.isPending,
    problem: () => (asked() ? problem() : null),
    has: (humanId: string) => items().some((item) => item.machine.humanId === humanId),
    isFull: () => items().length >= MOST,
    add(machine: Presented, label: string | null) {
      const meter = meterText(machine, choices().action);
      setStore("items", (now) => [{ machine, label, meter, outcome: null, entryId: null }, ...now]);
      // Until somebody chooses, the action follows what is scanned.
      if (!chosen()) setChoices((now) => ({ ...now, action: likelyAction(items()) }));
    },
    remove(humanId: string) {
      setStore("items", (now) => now.filter((item) => item.machine.humanId !== humanId));
    },
    setMeter(humanId: string, meter: string) {
      setStore("items", (item) => item.machine.humanId === humanId, "meter", meter);
    },
    choose(change: Partial<Choices>) {
      if (change.action) setChosen(true);
      setChoices((now) => ({ ...now, ...change }));
    },
    clear() {
      batch(() => {
        setStore("items", []);
        setAttempt(null);
        setAsked(false);
        setChosen(false);
        setFailure(null);
        setChoices(firstChoices);
        photos.clear();
      });
      operationId = crypto.randomUUID();
    },
    async submit() {
      setFailure(null);
      const pending = attempt();
      if (pending) return reserving.mutate(pending);
      setAsked(true);
      if (problem() || storing()) return;
      if (photos.isPreparing()) {
        setStoring(true);
        await photos.settled().finally(() => setStoring(false));
      }
      const { action } = choices();
      if (action !== "RESERVE") return void handOver(action);
      const next = attemptOf(operationId, items(), effective(), new Date());
      setAttempt(next);
      reserving.mutate(next);
    },
  };
}
export type BatchState = ReturnType<typeof createBatch>;
