import Check from "lucide-solid/icons/check";
import Volume2 from "lucide-solid/icons/volume-2";
import VolumeX from "lucide-solid/icons/volume-x";
import { createEffect, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { CameraState } from "~/lib/scanner/camera-state.ts";
import type { FoundCode } from "~/lib/scanner/passes.ts";
import { type Scan, startScan } from "~/lib/scanner/scan.ts";
import { setSound, soundOn } from "~/lib/sound.ts";
import { cn } from "~/ui/cn.ts";
import { CameraFailure } from "./camera-failure.tsx";
import { CameraChoice, Tool, TorchTool, ZoomBar } from "./camera-tools.tsx";
import { createCameraControls } from "./create-camera-controls.ts";

interface CameraViewProps {
  onReady: (scan: Scan) => void;
  onCodes: (codes: FoundCode[]) => void;
  /** Shows the tick. */
  recognised: boolean;
  /** What to hold in view; a label unless it says otherwise. */
  aim?: string;
}

/** The live camera with an outline around what it reads. It stays open from label to label. */
export function CameraView(props: CameraViewProps) {
  const video = document.createElement("video");
  video.setAttribute("aria-hidden", "true");
  video.className = "absolute inset-0 size-full object-cover";
  const [scan, setScan] = createSignal<Scan>();
  const [state, setState] = createSignal<CameraState>({ kind: "starting" });
  const [inView, setInView] = createSignal<FoundCode[]>([]);
  const [size, setSize] = createSignal({ width: 1280, height: 720 });
  const controls = createCameraControls(scan, state);

  onMount(() => {
    const started = startScan({
      video,
      onCodes: (codes) => props.onCodes(codes),
      onView(codes) {
        setInView(codes);
        if (video.videoWidth !== size().width) setSize({ width: video.videoWidth, height: video.videoHeight });
      },
      onState: setState,
    });
    setScan(started);
    props.onReady(started);
    onCleanup(() => started.stop());
  });
  createEffect(on(state, ({ kind }) => kind !== "live" && setInView([])));

  const failed = () => {
    const now = state();
    return now.kind === "failed" ? now : null;
  };

  return (
    <section
      ref={(element) => controls.pinchOn(element)}
      aria-label={t("scan.camera.label")}
      class="on-frame relative h-[min(44dvh,26rem)] overflow-hidden bg-frame md:h-[32rem] md:rounded-lg"
    >
      {/* Nothing is said in this picture: what it shows is read aloud when it is recognised. */}
      {video}
      <svg
        aria-hidden="true"
        class="pointer-events-none absolute inset-0 size-full"
        viewBox={`0 0 ${size().width} ${size().height}`}
        preserveAspectRatio="xMidYMid slice"
      >
        <For each={inView()}>
          {({ corners }) => (
            <polygon
              points={corners.map(({ x, y }) => `${x},${y}`).join(" ")}
              class="fill-accent/20 stroke-accent"
              stroke-width={Math.max(4, size().width / 160)}
              stroke-linejoin="round"
            />
          )}
        </For>
      </svg>
      <Switch>
        <Match when={failed()}>{(now) => <CameraFailure code={now().code} onRetry={() => scan()?.retry()} />}</Match>
        <Match when={controls.live()}>
          <div
            class={cn(
              "pointer-events-none absolute inset-0 grid place-items-center",
              controls.live()?.zoom && "pt-8 pb-34",
            )}
            aria-hidden="true"
          >
            <Show
              when={props.recognised}
              fallback={<div class="aspect-square h-3/5 rounded-xl border-4 border-frame-ink/70" />}
            >
              <div class="grid size-32 animate-rise place-items-center rounded-full bg-accent text-on-accent">
                <Check class="size-20" stroke-width="3" />
              </div>
            </Show>
          </div>
          <p class="absolute inset-x-0 top-3 text-center">
            <span class="rounded-full bg-frame px-3 py-1 text-sm font-semibold text-frame-ink">
              {props.aim ?? t("scan.aim")}
            </span>
          </p>
        </Match>
        <Match when={true}>
          <p class="absolute inset-0 grid place-items-center p-6 text-center text-frame-muted">
            {t(state().kind === "paused" ? "scan.camera.paused" : "scan.camera.starting")}
          </p>
        </Match>
      </Switch>
      <div class="absolute inset-x-3 bottom-3 flex flex-wrap items-center gap-2">
        <Tool
          label={t(soundOn() ? "scan.camera.soundOn" : "scan.camera.soundOff")}
          onClick={() => setSound(!soundOn())}
        >
          <Show when={soundOn()} fallback={<VolumeX aria-hidden="true" />}>
            <Volume2 aria-hidden="true" />
          </Show>
        </Tool>
        <CameraChoice live={controls.live()} onChoose={(id) => scan()?.choose(id)} />
        <span class="flex-1" />
        <TorchTool controls={controls} />
        <Show when={controls.live()?.zoom}>
          {(range) => (
            <div class="order-first flex basis-full">
              <ZoomBar range={range()} value={controls.zoom()} onChange={controls.zoomTo} />
            </div>
          )}
        </Show>
      </div>
    </section>
  );
}
