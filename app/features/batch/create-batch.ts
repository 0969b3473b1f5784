/** The state behind the batch: machines as they are scanned, what is chosen for all of them, and sending it until it is answered. */
import { useMutation } from "@tanstack/solid-query";
import { batch, createEffect, createMemo, createSignal } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import type { PositionState } from "../scan/position-watch.ts";
import { isUnsettled } from "../scan/send-hand-over.ts";
import { figureText } from "../scan/hours-text.ts";
import {
  type Attempt,
  attemptOf,
  type BatchAction,
  type Choices,
  commonSites,
  type Item,
  leastMeter,
  likelyAction,
  MOST,
  open,
  type Presented,
  problemOf,
} from "./batch-items.ts";
import { keepBatch, recallBatch } from "./batch-store.ts";
import { refreshAfterBatch, sendBatch } from "./batch.queries.ts";

interface Options {
  owner: string;
  decimalMark: string;
  position: () => PositionState;
  zoneFallback: () => string;
}

const firstChoices: Choices = { action: "SEND_OUT", siteId: null, due: { preset: "week" }, reservationId: null };

export function createBatch(options: Options) {
  const recalled = recallBatch(options.owner);
  // Rows keep their identity while a figure in them changes, so that nobody's typing is interrupted.
  const [store, setStore] = createStore<{ items: Item[] }>({ items: recalled?.items ?? [] });
  const items = (): readonly Item[] => store.items;
  const [choices, setChoices] = createSignal<Choices>(recalled?.choices ?? firstChoices);
  /** Sent, and not answered yet: it goes out again as it was. */
  const [attempt, setAttempt] = createSignal<Attempt | null>(recalled?.attempt ?? null);
  const [chosen, setChosen] = createSignal(recalled !== null);
  const [asked, setAsked] = createSignal(false);
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
  const refused = createMemo(() => items().filter((item) => item.outcome && !item.outcome.ok));
  const finished = createMemo(() => answered() && wanted().length === 0);

  createEffect(() => {
    // Reading it as text listens to everything in it.
    const isEmpty = JSON.stringify(store.items) === "[]";
    const kept = { owner: options.owner, operationId, choices: choices(), attempt: attempt() };
    keepBatch(isEmpty ? null : { ...kept, items: unwrap(store.items) });
  });

  const send = useMutation(() => ({
    mutationFn: (next: Attempt) => sendBatch(next),
    onSuccess: (outcomes) => {
      const byNumber = new Map(outcomes.map((outcome) => [outcome.humanId, outcome]));
      batch(() => {
        setAttempt(null);
        setAsked(false);
        setStore(
          "items",
          (item) => byNumber.has(item.machine.humanId),
          (item) => ({
            outcome: byNumber.get(item.machine.humanId)!,
          }),
        );
      });
      refreshAfterBatch();
    },
    onError: (error) => {
      // The server said no to all of it and changed nothing: then the person may correct it.
      if (!isUnsettled(error)) setAttempt(null);
    },
  }));
  const meterText = (machine: Presented, action: BatchAction) =>
    figureText(
      Math.max(machine.hourMeter, leastMeter({ machine, label: null, meter: "", outcome: null }, action)),
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
    refused,
    finished,
    send,
    problem: () => (asked() ? problem() : null),
    has: (humanId: string) => items().some((item) => item.machine.humanId === humanId),
    isFull: () => items().length >= MOST,
    add(machine: Presented, label: string | null) {
      const item: Item = { machine, label, meter: meterText(machine, choices().action), outcome: null };
      setStore("items", (now) => [item, ...now]);
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
        setChoices(firstChoices);
      });
      operationId = crypto.randomUUID();
      send.reset();
    },
    submit() {
      const pending = attempt();
      if (pending) return send.mutate(pending);
      setAsked(true);
      if (problem()) return;
      const next = attemptOf(operationId, items(), effective(), circumstances());
      setAttempt(next);
      send.mutate(next);
    },
  };
}
export type BatchState = ReturnType<typeof createBatch>;
