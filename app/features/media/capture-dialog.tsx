import Check from "lucide-solid/icons/check";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { type Camera, openCamera } from "~/lib/scanner/camera.ts";
import type { CameraState } from "~/lib/scanner/camera-state.ts";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { CameraFailure } from "../scan/camera-failure.tsx";
import { CameraChoice, TorchTool, ZoomBar } from "../scan/camera-tools.tsx";
import { createCameraControls } from "../scan/create-camera-controls.ts";
import { FullScreen } from "./full-screen.tsx";
import { filmType, recordFilm, type Recording } from "./record-film.ts";
import { takePicture } from "./take-picture.ts";

interface CaptureProps {
  onTaken: (file: File) => void;
  onClose: () => void;
  /** Films too, where the browser records any. */
  films?: boolean;
}

type Taken = { file: File; url: string };

function Capture(props: CaptureProps) {
  const video = document.createElement("video");
  video.setAttribute("aria-hidden", "true");
  video.className = "absolute inset-0 size-full object-contain";
  const [camera, setCamera] = createSignal<Camera>();
  const [state, setState] = createSignal<CameraState>({ kind: "starting" });
  const [mode, setMode] = createSignal<"photo" | "film">("photo");
  const [left, setLeft] = createSignal<number | null>(null);
  const [taken, setTaken] = createSignal<Taken | null>(null);
  const controls = createCameraControls(camera, state);
  let recording: Recording | undefined;

  onMount(() => setCamera(openCamera({ video, use: "picture", onState: setState })));
  const forget = () => {
    const url = taken()?.url;
    if (url) URL.revokeObjectURL(url);
    setTaken(null);
  };
  onCleanup(() => {
    recording?.stop();
    camera()?.stop();
    forget();
  });
  const show = (file: File | null) => {
    if (file) setTaken({ file, url: URL.createObjectURL(file) });
  };
  const failed = () => {
    const now = state();
    return now.kind === "failed" ? now : null;
  };

  async function press() {
    if (recording) return recording.stop();
    if (mode() === "photo") return show(await takePicture(video));
    const mine = (recording = recordFilm(video.srcObject as MediaStream, setLeft));
    const film = await mine.film;
    recording = undefined;
    setLeft(null);
    show(film);
  }
  const use = () => {
    const now = taken();
    if (now) props.onTaken(now.file);
    props.onClose();
  };

  return (
    <>
      <div ref={(element) => controls.pinchOn(element)} class="relative min-h-0 flex-1 overflow-hidden">
        {video}
        <Switch>
          <Match when={taken()}>
            {(now) => (
              <div class="absolute inset-0 bg-frame">
                <Show
                  when={now().file.type.startsWith("video/")}
                  fallback={<img src={now().url} alt={t("media.capture.taken")} class="size-full object-contain" />}
                >
                  <video
                    src={now().url}
                    aria-label={t("media.capture.taken")}
                    controls
                    playsinline
                    class="size-full object-contain"
                  />
                </Show>
              </div>
            )}
          </Match>
          <Match when={failed()}>
            {(now) => <CameraFailure code={now().code} onRetry={() => camera()?.retry()} />}
          </Match>
          <Match when={!controls.live()}>
            <p class="absolute inset-0 grid place-items-center p-6 text-center text-frame-muted">
              {t(state().kind === "paused" ? "scan.camera.paused" : "scan.camera.starting")}
            </p>
          </Match>
        </Switch>
        <Show when={left() !== null}>
          <p role="timer" class="absolute inset-x-0 top-3 text-center">
            <span class="inline-flex items-center gap-2 rounded-full bg-danger px-4 py-2 text-lg font-bold text-on-danger">
              <span class="size-3 animate-pulse rounded-full bg-on-danger" aria-hidden="true" />
              {t("media.capture.left", { seconds: String(left()) })}
            </span>
          </p>
        </Show>
      </div>
      <footer class="flex flex-col gap-3 p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Show
          when={taken() === null}
          fallback={
            <div class="grid grid-cols-2 gap-3">
              <Button size="field" onClick={forget}>
                <RotateCcw aria-hidden="true" />
                {t("media.capture.again")}
              </Button>
              <Button size="field" variant="primary" onClick={use}>
                <Check aria-hidden="true" />
                {t("media.capture.use")}
              </Button>
            </div>
          }
        >
          <Show when={controls.live()?.zoom}>
            {(range) => <ZoomBar range={range()} value={controls.zoom()} onChange={controls.zoomTo} />}
          </Show>
          <Show when={props.films && filmType() !== null && left() === null}>
            <div class="flex justify-center">
              <SegmentedControl<"photo" | "film">
                label={t("media.capture.mode")}
                value={mode()}
                onChange={setMode}
                options={[
                  { value: "photo", label: t("media.capture.photo") },
                  { value: "film", label: t("media.capture.film") },
                ]}
              />
            </div>
          </Show>
          <div class="grid grid-cols-[1fr_auto_1fr] items-center">
            <CameraChoice live={left() === null ? controls.live() : null} onChoose={(id) => camera()?.choose(id)} />
            <button
              type="button"
              disabled={!controls.live()}
              aria-label={t(
                left() !== null
                  ? "media.capture.stop"
                  : mode() === "photo"
                    ? "media.capture.shoot"
                    : "media.capture.record",
              )}
              class="col-start-2 grid size-20 place-items-center rounded-full border-4 border-frame-ink disabled:opacity-40"
              onClick={() => void press()}
            >
              <span
                class={cn(
                  "transition-all",
                  left() !== null ? "size-8 rounded-md bg-danger" : "size-14 rounded-full",
                  left() === null && (mode() === "photo" ? "bg-frame-ink" : "bg-danger"),
                )}
              />
            </button>
            <div class="flex justify-end">
              <TorchTool controls={controls} />
            </div>
          </div>
        </Show>
      </footer>
    </>
  );
}

/** The camera within the app: a photo, or a film of half a minute, looked at before it is taken over. */
export function CaptureDialog(props: CaptureProps & { open: boolean }) {
  return (
    <FullScreen open={props.open} onClose={() => props.onClose()} title={t("media.capture.title")}>
      <Capture onTaken={(file) => props.onTaken(file)} onClose={() => props.onClose()} films={props.films ?? false} />
    </FullScreen>
  );
}
