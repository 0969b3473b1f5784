import { useQuery } from "@tanstack/solid-query";
import PackagePlus from "lucide-solid/icons/package-plus";
import { createSignal, onCleanup, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { verifyLabelSignature } from "~/lib/scanner/label-verify.ts";
import type { FoundCode } from "~/lib/scanner/passes.ts";
import type { Scan } from "~/lib/scanner/scan.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { signal } from "~/lib/sound.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { CameraView } from "../scan/camera-view.tsx";
import { CodeNotice, type Notice } from "../scan/code-notice.tsx";
import { ownerOf } from "../scan/draft.ts";
import { PositionQuestion } from "../scan/gate-notice.tsx";
import { toKnownKeys } from "../scan/known-keys.ts";
import { watchPosition } from "../scan/position-watch.ts";
import { recognise } from "../scan/recognise.ts";
import { labelKeysQuery } from "../scan/scan.queries.ts";
import { TypedNumber } from "../scan/typed-number.tsx";
import { BatchForm } from "./batch-form.tsx";
import { BatchList } from "./batch-list.tsx";
import { createBatch } from "./create-batch.ts";
import { present } from "./batch.queries.ts";

/** Long enough to be seen; the camera goes on meanwhile. */
const TICK_MS = 500;
/** The same label stays in the picture for a while after it was read; a hint comes only for one that is shown anew. */
const SEEN_FOR_MS = 2_500;

/** Several machines in one go: the camera stays open, each label adds its machine, one decision for all of them. */
export function BatchScan() {
  const { me } = useSession();
  const format = useFormat();
  const location = watchPosition();
  const keys = useQuery(() => labelKeysQuery());
  const state = createBatch({
    owner: ownerOf(me().user.id, me().organization.id),
    decimalMark: format().number(0.5, 1).replaceAll(/\d/g, "") || ".",
    position: location.state,
    zoneFallback: () => me().organization.timeZone,
  });
  const [recognised, setRecognised] = createSignal(false);
  const [notice, setNotice] = createSignal<Notice | null>(null);
  const [newest, setNewest] = createSignal<string | null>(null);
  const [looking, setLooking] = createSignal(0);
  const [said, setSaid] = createSignal("");
  /** By token or number: when it was last in front of the camera, and the machine that it led to. */
  const seen = new Map<string, { at: number; humanId: string | null }>();
  let scan: Scan | undefined;
  let tick: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(tick));

  function tell(message: string): void {
    setSaid(message);
    setNotice({ kind: "message", message });
  }
  function added(humanId: string): void {
    signal("recognised");
    setNotice(null);
    setNewest(humanId);
    setSaid(t("batch.added", { humanId }));
    setRecognised(true);
    clearTimeout(tick);
    tick = setTimeout(() => setRecognised(false), TICK_MS);
  }
  /** Looks a machine up once and adds it; another look at the same label is no second machine. */
  async function take(key: string, by: { label: string } | { humanId: string }): Promise<void> {
    const before = seen.get(key);
    const now = Date.now();
    seen.set(key, { at: now, humanId: before?.humanId ?? null });
    if (before && now - before.at < SEEN_FOR_MS) return;
    if (before?.humanId && state.has(before.humanId)) return tell(t("batch.twice", { humanId: before.humanId }));
    if (state.attempt() || state.busy()) return;
    if (state.isFull()) {
      signal("refused");
      return tell(t("batch.full"));
    }
    setLooking((count) => count + 1);
    try {
      const machine = await present(by);
      seen.set(key, { at: Date.now(), humanId: machine.humanId });
      if (state.has(machine.humanId)) tell(t("batch.twice", { humanId: machine.humanId }));
      else {
        state.add(machine, "label" in by ? by.label : null);
        added(machine.humanId);
      }
    } catch (error) {
      seen.delete(key);
      signal("refused");
      tell(errorSentence(error, t));
    } finally {
      setLooking((count) => count - 1);
    }
  }
  async function takeText(text: string, typed: boolean): Promise<string | null> {
    const known = keys.isPending || !keys.data ? null : toKnownKeys(keys.data);
    const found = await recognise(text, { typed, origin: window.location.origin, known, verify: verifyLabelSignature });
    // Looked up beside the field: a hand scanner types the next number while this one is on its way.
    if (found.kind === "label") void take(found.token, { label: found.token });
    if (found.kind === "number") void take(found.humanId, { humanId: found.humanId });
    if (found.kind === "label" || found.kind === "number") return null;
    if (found.kind === "unknown" && typed) return t("scan.typed.invalid");
    const shown = seen.get(text);
    seen.set(text, { at: Date.now(), humanId: null });
    if (!shown || Date.now() - shown.at >= SEEN_FOR_MS) {
      signal("refused");
      setNotice(found);
    }
    return null;
  }
  async function takePhoto(photo: File): Promise<void> {
    try {
      const codes = (await scan?.readPhoto(photo)) ?? [];
      if (codes.length === 0) setNotice({ kind: "message", message: t("scan.photo.none") });
      for (const { text } of codes) await takeText(text, false);
    } catch {
      setNotice({ kind: "message", message: t("scan.photo.unreadable") });
    }
  }
  const takeCodes = (codes: readonly FoundCode[]) => {
    for (const { text } of codes) void takeText(text, false);
  };
  function restart(): void {
    state.clear();
    seen.clear();
    setNewest(null);
    setNotice(null);
  }
  const total = () => state.items().length;
  const doneCount = () => state.items().filter((item) => item.outcome?.ok).length;
  const figure = (value: number) => format().number(value);

  return (
    <div class="grid gap-4 md:grid-cols-[3fr_2fr] md:items-start md:gap-6">
      <CameraView onReady={(started) => (scan = started)} onCodes={takeCodes} recognised={recognised()} />
      <div class="flex min-w-0 flex-col gap-4 px-4 pb-6 md:px-0">
        <p role="status" class="sr-only">
          {said()}
        </p>
        <Show when={!online()}>
          <p class="rounded-md border border-amber-line bg-amber-soft p-3 text-sm font-medium text-amber">
            {t("batch.offline")}
          </p>
        </Show>
        <Show when={notice()}>{(shown) => <CodeNotice notice={shown()} onDismiss={() => setNotice(null)} />}</Show>
        <TypedNumber onText={(text) => takeText(text, true)} onPhoto={takePhoto} submitLabel={t("batch.add")} active />
        <Show when={location.state().kind === "unasked"}>
          <PositionQuestion onAsk={location.ask} />
        </Show>
        <Show
          when={total() > 0}
          fallback={<EmptyState icon={<PackagePlus />} title={t("batch.none")} hint={t("batch.noneHint")} />}
        >
          <div class="flex min-h-12 items-center justify-between gap-2">
            <h2 class="text-base font-bold">{t("batch.count", total(), figure(total()))}</h2>
            <Show when={!state.finished() && !state.attempt()}>
              <Button variant="ghost" onClick={restart}>
                {t("batch.clear")}
              </Button>
            </Show>
          </div>
          <Show when={state.answered()}>
            <p role="status" class="font-semibold">
              {state.waiting().length > 0
                ? t("batch.result.stored", state.waiting().length, figure(state.waiting().length))
                : state.refused().length === 0
                  ? t("batch.result.all", doneCount(), figure(doneCount()))
                  : t("batch.result.some", {
                      done: figure(doneCount()),
                      total: figure(total()),
                      refused: figure(state.refused().length),
                    })}
            </p>
          </Show>
          <BatchList state={state} newest={newest()} />
          <Show
            when={!state.finished()}
            fallback={
              <Button variant="primary" size="field" onClick={restart}>
                {t("batch.result.next")}
              </Button>
            }
          >
            <BatchForm state={state} />
          </Show>
        </Show>
        <Show when={looking() > 0}>
          <p class="text-sm text-muted">{t("batch.looking")}</p>
        </Show>
      </div>
    </div>
  );
}
