/** The state behind the sheet: the presented machine, the entry with what was prefilled, and handing it to the outbox. */
import { useQuery } from "@tanstack/solid-query";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { machineLane, waitingIn } from "~/lib/outbox/queue-state.ts";
import { useSession } from "~/lib/session.tsx";
import { createPhotoSet } from "../media/photo-set.ts";
import { chooseSite } from "./choose-site.ts";
import { type Draft, entryOf, type Fields, type HandOverAction, leastMeter, ownerOf, problemsOf } from "./draft.ts";
import { listDrafts } from "./draft-store.ts";
import { dueInstant } from "./due-presets.ts";
import { expectedMachine } from "./expected-machine.ts";
import { createHandingOver } from "./hand-over-fate.ts";
import { judgePlace } from "./judge-place.ts";
import { keepDraft } from "./keep-draft.ts";
import type { PositionState } from "./position-watch.ts";
import { machineAsKept, presentQuery, type Presenting, sitesAsKept } from "./scan.queries.ts";
import { sharedPhotos, takeShared } from "./shared-photos.ts";
import { standIn } from "./stand-in.ts";
import { actionFor, newDraft, startDraft } from "./start-draft.ts";
import { lastSiteId } from "./visit.ts";

const LITRES_PER_GALLON = 3.785411784;
const MAY_OVERRIDE = new Set(["DEALER_ADMIN", "CAT_ADMIN"]);
/** After this long without an answer a person may go on without it. */
const SLOW_MS = 4_000;

export function createHandOver(options: {
  by: Presenting;
  /** An unfinished entry that is taken up again. */
  resumed: Draft | null;
  position: Accessor<PositionState>;
  decimalMark: string;
}) {
  const { me } = useSession();
  const owner = ownerOf(me().user.id, me().organization.id);
  const present = useQuery(() => presentQuery(options.by));
  /** What a person has to decide about is not taken for granted. */
  const waitingHere = (humanId: string) => waitingIn(machineLane(humanId)).filter(({ state }) => state === "waiting");
  const [draft, setDraft] = createSignal<Draft | null>(options.resumed);
  const [staleDraft, setStaleDraft] = createSignal(false);
  const [touched, setTouched] = createSignal(options.resumed !== null);
  const [overriding, setOverriding] = createSignal(Boolean(options.resumed?.fields.overrideReason));
  const [showProblems, setShowProblems] = createSignal(false);
  const [slow, setSlow] = createSignal(false);
  const [now, setNow] = createSignal(new Date());
  const clock = setInterval(() => setNow(new Date()), 30_000);
  const patience = setTimeout(() => setSlow(true), SLOW_MS);
  onCleanup(() => {
    clearInterval(clock);
    clearTimeout(patience);
  });

  const label = "label" in options.by ? options.by.label : null;
  const from = { label, owner, decimalMark: options.decimalMark };
  // A copy: the cache changes its own objects in place, and a disk takes no proxies.
  const presented = createMemo(() => {
    if (present.isPending || !present.data) return null;
    const told = JSON.parse(JSON.stringify(present.data)) as Draft["machine"];
    return expectedMachine(told, waitingHere(told.humanId));
  });
  createEffect(
    on(presented, (machine) => {
      if (!machine || handing.stored()) return;
      const current = draft();
      // An open entry follows what the server knows now.
      // What this device had kept may be old: where nobody has touched the form yet, it is made for what is true.
      const isOutdated = current?.known && !touched() && actionFor(machine) !== current.action;
      if (isOutdated) setDraft(null);
      if (!current || isOutdated) void begin(machine);
      else if (!handing.refused()) setDraft({ ...current, machine, known: true });
    }),
  );

  async function begin(machine: Draft["machine"]) {
    const kept = await listDrafts(owner).catch(() => []);
    if (draft()) return;
    const started = startDraft({ ...from, machine, kept });
    setStaleDraft(started.stale);
    setTouched(started.resumed);
    setDraft(started.draft);
  }

  const position = () => {
    const state = options.position();
    return state.kind === "known" ? state.position : null;
  };
  const chosen = createMemo(() => {
    const current = draft();
    return chooseSite(current?.machine.destinations ?? [], {
      chosenId: current?.fields.siteId ?? null,
      position: position(),
      lastId: lastSiteId(owner),
      maxAccuracyCreditM: current?.machine.gate.maxAccuracyCreditM ?? 0,
    });
  });
  const timeZone = () => chosen().site?.timeZone ?? me().organization.timeZone;
  const complete = (current: Draft): Draft => ({
    ...current,
    fields: { ...current.fields, siteId: chosen().site?.siteId ?? null },
  });
  const circumstances = () => ({
    now: new Date(),
    position: position(),
    timeZone: timeZone(),
    litresPerUnit: me().organization.units === "IMPERIAL" ? LITRES_PER_GALLON : 1,
    overriding: overriding(),
  });

  const gate = createMemo(() => {
    const current = draft();
    const told = judgePlace({ machine: current?.machine ?? null, site: chosen().site, position: options.position() });
    // Where nobody knows the machine's rule the server judges on arrival.
    return current?.known === false ? { ...told, blocked: false } : told;
  });
  const mayOverride = () =>
    draft()?.action === "SEND_OUT" &&
    chosen().site !== null &&
    MAY_OVERRIDE.has(me().role) &&
    gate().blocked &&
    gate().word !== "locating";
  const problems = createMemo(() => {
    const current = draft();
    void now();
    return current ? problemsOf(complete(current), circumstances()) : [];
  });

  const handing = createHandingOver({ owner, onRefused: () => void present.refetch() });
  const { edit, flush } = keepDraft({
    draft,
    setDraft,
    touched,
    setTouched,
    // What was handed over lies in the queue, refused or not.
    settled: () => handing.busy() || handing.stored() !== null || handing.refused() !== null,
  });
  const photos = createPhotoSet(() => (draft()?.action === "TAKE_BACK" ? "CHECK_IN" : "CHECK_OUT"), {
    photos: () => draft()?.photos ?? [],
    change: (next) => edit((current) => ({ ...current, photos: next(current.photos) })),
  });

  // What another app has shared belongs to the first machine that is chosen after it.
  createEffect(
    on(
      () => draft() !== null,
      (isReady) => {
        if (isReady && sharedPhotos().length > 0) photos.add(takeShared());
      },
    ),
  );

  async function submit() {
    if (!draft() || handing.busy()) return;
    if (problems().length > 0) {
      setShowProblems(true);
      return;
    }
    // The outbox comes while photographs are still being made fit.
    void loadOutbox().catch(() => undefined);
    await photos.settled();
    const whole = complete(draft()!);
    await handing.handOver(whole, entryOf(whole, circumstances()), photos.files());
  }

  return {
    ...handing,
    owner,
    present,
    draft,
    staleDraft,
    chosen,
    timeZone,
    gate,
    mayOverride,
    overriding,
    setOverriding,
    problems,
    showProblems,
    photos,
    now,
    submit,
    flush,
    /** Takes back what is not sent yet: the form is there again with everything in it. False where the server has it already. */
    takeBack: async () => {
      const isTaken = await handing.takeBack();
      if (isTaken) edit((current) => ({ ...current, operationId: crypto.randomUUID() }));
      return isTaken;
    },
    /** True where the machine cannot be asked for now: then it is entered as a person sees it. */
    unreachable: () =>
      present.fetchStatus === "paused" ||
      (present.isFetching && slow()) ||
      (present.isError && present.data === undefined),
    /** Opens the form for a machine that this device does not know, or knows otherwise. */
    enterUnknown: (humanId: string, action: HandOverAction) => {
      const seen = machineAsKept(humanId);
      const machine = standIn(humanId, action, sitesAsKept(), seen);
      setTouched(false);
      setDraft(newDraft({ ...from, machine, action, known: false }));
    },
    dueAt: () => {
      const current = draft();
      return current ? dueInstant(current.fields.due, timeZone(), now()) : null;
    },
    /** An earlier entry of this machine that the server refused: it goes first, so it is decided about first. */
    undecided: () => {
      const humanId = draft()?.machine.humanId ?? presented()?.humanId;
      const found = humanId ? waitingIn(machineLane(humanId)).find(({ state }) => state !== "waiting") : undefined;
      return found && found.id !== handing.refused()?.id ? found : null;
    },
    leastMeter: () => {
      const current = draft();
      return current ? leastMeter(current) : 0;
    },
    setField: (change: Partial<Fields>) =>
      edit((current) => ({ ...current, fields: { ...current.fields, ...change } })),
  };
}
export type HandOver = ReturnType<typeof createHandOver>;
