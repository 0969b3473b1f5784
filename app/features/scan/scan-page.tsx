import { useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createEffect, createResource, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from "solid-js";
import { allWords, t } from "~/lib/i18n.ts";
import { whenIdle } from "~/lib/on-demand.ts";
import { usePageTitle } from "~/lib/page-title.ts";
import { verifyLabelSignature } from "~/lib/scanner/label-verify.ts";
import type { Scan } from "~/lib/scanner/scan.ts";
import { useSession } from "~/lib/session.tsx";
import { DecoderStoppedError } from "~/lib/scanner/decoder.ts";
import { signal } from "~/lib/sound.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { CameraView } from "./camera-view.tsx";
import { CodeNotice, type Notice } from "./code-notice.tsx";
import { ownerOf } from "./draft.ts";
import { DraftList } from "./draft-list.tsx";
import { dropDraft, listDrafts } from "./draft-store.ts";
import { PositionQuestion } from "./gate-notice.tsx";
import { rememberKeys, toKnownKeys } from "./known-keys.ts";
import type { Target } from "./machine-sheet.tsx";
import { NfcReading } from "./nfc-reading.tsx";
import { watchPosition } from "./position-watch.ts";
import { type Recognition, recognise } from "./recognise.ts";
import { QueueNote } from "./queue-note.tsx";
import { keepSites, labelKeysQuery } from "./scan.queries.ts";
import { SharedNotice } from "./shared-notice.tsx";
import { loadShared } from "./shared-photos.ts";
import { TypedNumber } from "./typed-number.tsx";
import { VisitLog } from "./visit-log.tsx";

/** The camera comes first; the sheet is there before a label has been found. */
const loadSheet = () => import("./machine-sheet.tsx");
const MachineSheet = lazyPart(
  async () => (await loadSheet()).MachineSheet,
  () => true,
);

/** Not before somebody has several machines: the screen for one has to be there at once. */
const BatchScan = lazy(async () => ({
  default: (await import("../batch/batch-scan.tsx")).BatchScan,
}));

/** Long enough to be seen, short enough not to wait for. */
const TICK_MS = 350;

type Acted = Extract<Recognition, { kind: "label" | "number" }>;

const targetOf = (seen: Acted): Target =>
  seen.kind === "label"
    ? { by: { label: seen.token }, checked: seen.checked, resumed: null }
    : { by: { humanId: seen.humanId }, checked: false, resumed: null };

/** The heart of the work: one screen that stays open from machine to machine, or collects several for one decision. */
export function ScanPage() {
  usePageTitle(() => t("scan.title"));
  const { can } = useSession();
  const [search, setSearch] = useSearchParams<{ mode?: string }>();
  const several = () => search.mode === "several" && can("batch.checkOut");
  return (
    <div class="-mx-4 -my-6 md:mx-0 md:my-0">
      <Show when={can("batch.checkOut")}>
        {/* Side by side however large the letters are: what stands above the camera moves it down. */}
        <div class="px-4 py-2 md:float-end md:p-0 [&>fieldset]:flex [&>fieldset]:flex-nowrap [&>fieldset>label]:basis-0">
          <SegmentedControl<"one" | "several">
            label={t("scan.mode.label")}
            value={several() ? "several" : "one"}
            onChange={(mode) => setSearch({ mode: mode === "several" ? mode : null }, { replace: true })}
            options={[
              { value: "one", label: t("scan.mode.one") },
              { value: "several", label: t("scan.mode.several") },
            ]}
          />
        </div>
      </Show>
      <Show when={several()} fallback={<OneMachine />}>
        <h1 class="sr-only md:not-sr-only md:mb-4 md:min-h-10 md:text-2xl md:font-bold md:tracking-tight">
          {t("scan.title")}
        </h1>
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <Show when={allWords()} fallback={<SkeletonRows rows={4} />}>
            <BatchScan />
          </Show>
        </Suspense>
      </Show>
    </div>
  );
}

function OneMachine() {
  const { me, can } = useSession();
  const owner = () => ownerOf(me().user.id, me().organization.id);
  const [search, setSearch] = useSearchParams<{ humanId?: string; label?: string; shared?: string; left?: string }>();
  const keys = useQuery(() => labelKeysQuery());
  const [drafts, { refetch: rereadDrafts }] = createResource(owner, (mine) => listDrafts(mine).catch(() => []));
  const location = watchPosition();
  // Out of the camera's way; a machine that is scanned without signal needs to know where it can go.
  onMount(() => can("sites.list") && whenIdle(() => void keepSites()));
  onMount(() => whenIdle(() => void loadSheet().catch(() => undefined)));
  const [target, setTarget] = createSignal<Target | null>(null);
  const [recognised, setRecognised] = createSignal(false);
  const [notice, setNotice] = createSignal<Notice | null>(null);
  let scan: Scan | undefined;
  let heading: HTMLHeadingElement | undefined;
  let tick: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(tick));
  createEffect(() => {
    if (keys.isSuccess) rememberKeys({ origin: keys.data.origin, keys: [...keys.data.keys] });
  });

  const see = (text: string, typed: boolean) => {
    const known = keys.isPending || !keys.data ? null : toKnownKeys(keys.data);
    return recognise(text, {
      typed,
      origin: window.location.origin,
      known,
      verify: verifyLabelSignature,
    });
  };

  function open(next: Target) {
    setNotice(null);
    setTarget(next);
  }

  /** Tick, tone and buzz first: the person looks up already knowing that it worked. */
  function openSeen(seen: Acted) {
    signal("recognised");
    setRecognised(true);
    clearTimeout(tick);
    tick = setTimeout(() => {
      setRecognised(false);
      open(targetOf(seen));
    }, TICK_MS);
  }

  function tell(message: string) {
    signal("refused");
    setNotice({ kind: "message", message });
  }

  /** Codes before the camera, in a photograph, or on a tag: only a genuine label is acted on. */
  async function takeCodes(texts: readonly string[]): Promise<void> {
    if (target() || recognised()) return;
    let refused: Notice | null = null;
    for (const text of texts) {
      const seen = await see(text, false);
      if (seen.kind === "label" || seen.kind === "number") return openSeen(seen);
      refused ??= seen;
    }
    if (!refused) return;
    signal("refused");
    setNotice(refused);
  }

  async function takeText(text: string): Promise<string | null> {
    const seen = await see(text, true);
    if (seen.kind === "unknown") return t("scan.typed.invalid");
    if (seen.kind === "label" || seen.kind === "number") openSeen(seen);
    else setNotice(seen);
    return null;
  }

  async function takePhoto(photo: File): Promise<void> {
    try {
      const codes = (await scan?.readPhoto(photo)) ?? [];
      if (codes.length === 0) setNotice({ kind: "message", message: t("scan.photo.none") });
      await takeCodes(codes.map(({ text }) => text));
    } catch (error) {
      const isStopped = error instanceof DecoderStoppedError;
      setNotice({
        kind: "message",
        message: t(isStopped ? "scan.camera.failed.decoder.failed" : "scan.photo.unreadable"),
      });
    }
  }

  async function follow(text: string): Promise<void> {
    const seen = await see(text, true);
    if (seen.kind === "label" || seen.kind === "number") open(targetOf(seen));
    else setNotice(seen);
  }
  // From another app: a label in a photograph leads to its machine, and all of them go into its hand-over.
  async function takeShared(): Promise<void> {
    for (const photo of await loadShared()) if (!target() && !recognised()) await takePhoto(photo);
  }
  onMount(() => {
    if (!search.shared) return;
    const left = Number(search.left);
    if (left > 0) setNotice({ kind: "message", message: t("scan.shared.left", { count: String(left) }) });
    void takeShared();
  });
  // From the machine page, or from a label opened by the phone's own camera.
  createEffect(
    on(
      () => search.label ?? search.humanId,
      (text) => {
        if (text && !target()) void follow(text);
      },
    ),
  );

  function close() {
    setTarget(null);
    setSearch({ humanId: null, label: null, shared: null, left: null }, { replace: true });
    void rereadDrafts();
    // A scan was opened by no control: then the focus comes back to the screen, and no keyboard pops up.
    requestAnimationFrame(() => document.activeElement === document.body && heading?.focus());
  }

  return (
    <>
      <h1
        ref={(element) => (heading = element)}
        tabindex="-1"
        class="sr-only md:not-sr-only md:mb-4 md:min-h-10 md:text-2xl md:font-bold md:tracking-tight"
      >
        {t("scan.title")}
      </h1>
      <div class="grid gap-4 md:grid-cols-[3fr_2fr] md:gap-6">
        <CameraView
          onReady={(started) => (scan = started)}
          onCodes={(codes) => void takeCodes(codes.map(({ text }) => text))}
          recognised={recognised()}
        />
        <div class="flex flex-col gap-4 px-4 pb-6 md:px-0">
          <p role="status" class="sr-only">
            {recognised() ? t("scan.code.label") : ""}
          </p>
          <Show when={notice()}>{(shown) => <CodeNotice notice={shown()} onDismiss={() => setNotice(null)} />}</Show>
          <QueueNote />
          <DraftList
            drafts={drafts.latest ?? []}
            onResume={(draft) => open({ by: { humanId: draft.machine.humanId }, checked: false, resumed: draft })}
            onDiscard={(draft) => void dropDraft(draft.key).finally(() => void rereadDrafts())}
          />
          <SharedNotice />
          <TypedNumber onText={takeText} onPhoto={takePhoto} active={target() === null} />
          <NfcReading onText={(text) => void takeCodes([text])} onNothing={tell} />
          <Show when={location.state().kind === "unasked"}>
            <PositionQuestion onAsk={location.ask} />
          </Show>
          <VisitLog owner={owner()} />
        </div>
      </div>
      <Show when={target()} keyed>
        {(current) => (
          <MachineSheet
            target={current}
            position={location.state()}
            onAskPosition={location.ask}
            onClose={close}
            onReverse={(humanId) => open({ by: { humanId }, checked: false, resumed: null })}
          />
        )}
      </Show>
    </>
  );
}
