/** The state behind the sheet: the presented machine, the entry with what was prefilled, and sending it. */
import { useQuery } from "@tanstack/solid-query";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { online } from "~/lib/online.ts";
import { useSession } from "~/lib/session.tsx";
import { signal } from "~/lib/sound.ts";
import { chooseSite } from "./choose-site.ts";
import { attemptOf, type Draft, type Fields, leastMeter, ownerOf, problemsOf, type Rental } from "./draft.ts";
import { dropDraft, listDrafts } from "./draft-store.ts";
import { dueInstant } from "./due-presets.ts";
import { judgePlace } from "./judge-place.ts";
import { keepDraft } from "./keep-draft.ts";
import { createPhotoQueue } from "./photo-queue.ts";
import type { PositionState } from "./position-watch.ts";
import { presentQuery, type Presenting, refreshAfterHandOver, sendAttempt } from "./scan.queries.ts";
import { type Outcome, sendHandOver } from "./send-hand-over.ts";
import { startDraft } from "./start-draft.ts";
import { lastSiteId, noteDone } from "./visit.ts";

const LITRES_PER_GALLON = 3.785411784;
const MAY_OVERRIDE = new Set(["DEALER_ADMIN", "CAT_ADMIN"]);

export type Failure = Exclude<Outcome, { kind: "accepted" }>;

export function createHandOver(options: {
  by: Presenting;
  /** An unsent entry that is taken up again. */
  resumed: Draft | null;
  position: Accessor<PositionState>;
  decimalMark: string;
}) {
  const { me } = useSession();
  const owner = ownerOf(me().user.id, me().organization.id);
  const present = useQuery(() => presentQuery(options.by));
  const [draft, setDraft] = createSignal<Draft | null>(options.resumed);
  const [staleDraft, setStaleDraft] = createSignal(false);
  const [touched, setTouched] = createSignal(options.resumed !== null);
  const [overriding, setOverriding] = createSignal(Boolean(options.resumed?.fields.overrideReason));
  const [busy, setBusy] = createSignal(false);
  const [showProblems, setShowProblems] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [accepted, setAccepted] = createSignal<{ draft: Draft; rental: Rental } | null>(null);
  const [now, setNow] = createSignal(new Date());
  const clock = setInterval(() => setNow(new Date()), 30_000);
  onCleanup(() => clearInterval(clock));

  const label = "label" in options.by ? options.by.label : null;
  // A copy: the cache changes its own objects in place, and a disk takes no proxies.
  const presented = createMemo(() =>
    present.isPending || !present.data ? null : (JSON.parse(JSON.stringify(present.data)) as Draft["machine"]),
  );
  createEffect(
    on(presented, (machine) => {
      if (!machine || accepted()) return;
      const current = draft();
      // An attempt is repeated as it was; an open entry follows what the server knows now.
      if (!current) void begin(machine);
      else if (!current.attempt) setDraft({ ...current, machine });
    }),
  );

  async function begin(machine: Draft["machine"]) {
    const kept = await listDrafts(owner).catch(() => []);
    if (draft()) return;
    const started = startDraft({ machine, label, owner, decimalMark: options.decimalMark, kept });
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
      chosenId: current?.attempt ? (siteOfAttempt(current) ?? null) : (current?.fields.siteId ?? null),
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

  const gate = createMemo(() =>
    judgePlace({ machine: draft()?.machine ?? null, site: chosen().site, position: options.position() }),
  );
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

  const { keep, edit, flush } = keepDraft({
    draft,
    setDraft,
    touched,
    setTouched,
    settled: () => busy() || accepted() !== null,
  });

  const photos = createPhotoQueue({
    photos: () => draft()?.photos ?? [],
    change: (next) => edit((current) => ({ ...current, photos: next(current.photos) })),
    purpose: () => (draft()?.action === "TAKE_BACK" ? "CHECK_IN" : "CHECK_OUT"),
  });

  // oxlint-disable-next-line solid/reactivity -- called by presses and by the connection's return; it reads what holds then
  const build = (each: Draft) => attemptOf(each, circumstances());

  async function submit() {
    const current = draft();
    if (!current || busy()) return;
    if (!current.attempt && problems().length > 0) {
      setShowProblems(true);
      return;
    }
    setBusy(true);
    setTouched(true);
    setFailure(null);
    const outcome = await sendHandOver(complete(current), build, {
      save: keep,
      drop: dropDraft,
      upload: photos.upload,
      send: sendAttempt,
    });
    setBusy(false);
    if (outcome.kind === "accepted") {
      setAccepted({ draft: current, rental: outcome.rental });
      noteDone({ owner, action: current.action, rental: outcome.rental });
      signal("done");
      refreshAfterHandOver();
    } else {
      setDraft(outcome.draft);
      setFailure(outcome);
      signal("refused");
      if (outcome.kind === "refused") void present.refetch();
    }
  }

  // What could not be sent goes out as soon as the device is connected again.
  createEffect(on(online, (isOnline) => isOnline && failure()?.kind === "unsent" && void submit(), { defer: true }));

  return {
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
    busy,
    failure,
    accepted,
    photos,
    now,
    submit,
    flush,
    dueAt: () => {
      const current = draft();
      return current ? dueInstant(current.fields.due, timeZone(), now()) : null;
    },
    leastMeter: () => {
      const current = draft();
      return current ? leastMeter(current) : 0;
    },
    setField: (change: Partial<Fields>) =>
      edit((current) => ({ ...current, fields: { ...current.fields, ...change } })),
    /** Opens a repeated attempt for changes: that makes it another operation. */
    unlock() {
      edit((current) => ({ ...current, attempt: null, operationId: crypto.randomUUID() }));
      setFailure(null);
    },
  };
}
export type HandOver = ReturnType<typeof createHandOver>;

const siteOfAttempt = ({ attempt }: Draft) => (attempt?.action === "SEND_OUT" ? attempt.input.siteId : null);
