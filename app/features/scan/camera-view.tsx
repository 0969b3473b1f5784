import CameraOff from "lucide-solid/icons/camera-off";
import Check from "lucide-solid/icons/check";
import Flashlight from "lucide-solid/icons/flashlight";
import FlashlightOff from "lucide-solid/icons/flashlight-off";
import Volume2 from "lucide-solid/icons/volume-2";
import VolumeX from "lucide-solid/icons/volume-x";
import ZoomIn from "lucide-solid/icons/zoom-in";
import { createEffect, createSignal, For, type JSX, Match, on, onCleanup, onMount, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { CameraState } from "~/lib/scanner/camera.ts";
import type { FoundCode } from "~/lib/scanner/passes.ts";
import { type Scan, startScan } from "~/lib/scanner/scan.ts";
import { setSound, soundOn } from "~/lib/sound.ts";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";

interface CameraViewProps {
  onReady: (scan: Scan) => void;
  onCodes: (codes: FoundCode[]) => void;
  /** Shows the tick. */
  recognised: boolean;
  /** What to hold in view; a label unless it says otherwise. */
  aim?: string;
}

/** Round, dark, 56 px: found by a thumb over any picture. */
function Tool(props: { label: string; pressed?: boolean; onClick: () => void; children: JSX.Element }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-pressed={props.pressed}
      title={props.label}
      onClick={() => props.onClick()}
      class={cn(
        "grid size-14 place-items-center rounded-full border border-frame-line bg-frame text-sm font-bold text-frame-ink [&_svg]:size-6",
        props.pressed && "border-transparent bg-accent text-on-accent",
      )}
    >
      {props.children}
    </button>
  );
}

function Failure(props: { state: Extract<CameraState, { kind: "failed" }>; onRetry: () => void }) {
  return (
    <div class="absolute inset-0 grid place-items-center overflow-y-auto bg-frame p-6 text-center text-frame-ink">
      <div role="alert" class="flex max-w-sm flex-col items-center gap-2">
        <CameraOff class="size-9 text-frame-muted" aria-hidden="true" />
        <p class="font-bold">{t(`scan.camera.failed.${props.state.code}`)}</p>
        <p class="text-sm text-frame-muted">{t(`scan.camera.hint.${props.state.code}`)}</p>
        <Show when={props.state.code !== "camera.unsupported"}>
          <Button class="mt-2" onClick={() => props.onRetry()}>
            {t("scan.camera.retry")}
          </Button>
        </Show>
      </div>
    </div>
  );
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
  const [torch, setTorch] = createSignal(false);
  const [zoom, setZoom] = createSignal(1);

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
  // A camera that was given back comes again with its light off and without zoom.
  createEffect(
    on(state, ({ kind }) => {
      if (kind === "live") return;
      setTorch(false);
      setZoom(1);
      setInView([]);
    }),
  );

  const live = () => {
    const now = state();
    return now.kind === "live" ? now : null;
  };
  const failed = () => {
    const now = state();
    return now.kind === "failed" ? now : null;
  };
  const steps = () => {
    const range = live()?.zoom;
    return range ? [1, 2, 4].filter((factor) => factor >= range.min && factor <= range.max) : [];
  };
  const zoomOn = async () => {
    const next = steps()[(steps().indexOf(zoom()) + 1) % steps().length] ?? 1;
    if (await scan()?.setZoom(next)) setZoom(next);
  };
  const switchTorch = async () => {
    if (await scan()?.setTorch(!torch())) setTorch(!torch());
  };

  return (
    <section
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
        <Match when={failed()}>{(now) => <Failure state={now()} onRetry={() => scan()?.retry()} />}</Match>
        <Match when={live()}>
          <div class="pointer-events-none absolute inset-0 grid place-items-center" aria-hidden="true">
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
            <span class="rounded-full bg-frame px-3 py-1 text-sm font-semibold text-frame-ink">{props.aim ?? t("scan.aim")}</span>
          </p>
        </Match>
        <Match when={true}>
          <p class="absolute inset-0 grid place-items-center p-6 text-center text-frame-muted">
            {t(state().kind === "paused" ? "scan.camera.paused" : "scan.camera.starting")}
          </p>
        </Match>
      </Switch>
      <div class="absolute inset-x-3 bottom-3 flex gap-2">
        <Tool
          label={t(soundOn() ? "scan.camera.soundOn" : "scan.camera.soundOff")}
          onClick={() => setSound(!soundOn())}
        >
          <Show when={soundOn()} fallback={<VolumeX aria-hidden="true" />}>
            <Volume2 aria-hidden="true" />
          </Show>
        </Tool>
        <span class="flex-1" />
        <Show when={steps().length > 1}>
          <Tool label={t("scan.camera.zoom", { factor: String(zoom()) })} onClick={() => void zoomOn()}>
            <Show when={zoom() > 1} fallback={<ZoomIn aria-hidden="true" />}>
              {`${zoom()}×`}
            </Show>
          </Tool>
        </Show>
        <Show when={live()?.hasTorch}>
          <Tool
            label={t(torch() ? "scan.camera.torchOn" : "scan.camera.torchOff")}
            pressed={torch()}
            onClick={() => void switchTorch()}
          >
            <Show when={torch()} fallback={<FlashlightOff aria-hidden="true" />}>
              <Flashlight aria-hidden="true" />
            </Show>
          </Tool>
        </Show>
      </div>
    </section>
  );
}
