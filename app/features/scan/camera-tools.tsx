import Flashlight from "lucide-solid/icons/flashlight";
import FlashlightOff from "lucide-solid/icons/flashlight-off";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import SwitchCamera from "lucide-solid/icons/switch-camera";
import { type JSX, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { LiveCamera, ZoomRange } from "~/lib/scanner/camera-state.ts";
import { pressedZoom } from "~/lib/scanner/zoom.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { Menu, MenuChoice } from "~/ui/menu.tsx";
import type { CameraControls } from "./create-camera-controls.ts";

/** Round, dark, 56 px: found by a thumb over any picture. */
const toolStyle =
  "grid size-14 shrink-0 place-items-center rounded-full border border-frame-line bg-frame text-sm font-bold text-frame-ink [&_svg]:size-6";

export function Tool(props: {
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: JSX.Element;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-pressed={props.pressed}
      title={props.label}
      disabled={props.disabled}
      onClick={() => props.onClick()}
      class={cn(toolStyle, "disabled:opacity-50", props.pressed && "border-transparent bg-accent text-on-accent")}
    >
      {props.children}
    </button>
  );
}

/** Farther, a slider, nearer: each 56 px high. */
export function ZoomBar(props: { range: ZoomRange; value: number; onChange: (zoom: number) => void }) {
  const format = useFormat();
  const words = () => `${format().number(props.value, 1)}×`;
  return (
    <div role="group" aria-label={t("scan.camera.zoomLabel")} class="flex flex-1 items-center gap-2">
      <Tool
        label={t("scan.camera.zoomOut")}
        disabled={props.value <= props.range.min}
        onClick={() => props.onChange(pressedZoom(props.range, props.value, -1))}
      >
        <Minus aria-hidden="true" />
      </Tool>
      <label class="relative flex h-14 min-w-0 flex-1 items-center rounded-full border border-frame-line bg-frame px-4">
        <span class="sr-only">{t("scan.camera.zoomLabel")}</span>
        <input
          type="range"
          min={props.range.min}
          max={props.range.max}
          step={props.range.step || "any"}
          value={props.value}
          aria-valuetext={words()}
          class="h-full w-full min-w-0 cursor-pointer accent-accent"
          onInput={(event) => props.onChange(event.currentTarget.valueAsNumber)}
        />
        <span class="w-12 shrink-0 text-end text-sm font-bold text-frame-ink" aria-hidden="true">
          {words()}
        </span>
      </label>
      <Tool
        label={t("scan.camera.zoomIn")}
        disabled={props.value >= props.range.max}
        onClick={() => props.onChange(pressedZoom(props.range, props.value, 1))}
      >
        <Plus aria-hidden="true" />
      </Tool>
    </div>
  );
}

/** The lamp, where the camera has one. */
export function TorchTool(props: { controls: CameraControls }) {
  return (
    <Show when={props.controls.live()?.hasTorch}>
      <Tool
        label={t(props.controls.torch() ? "scan.camera.torchOn" : "scan.camera.torchOff")}
        pressed={props.controls.torch()}
        onClick={() => void props.controls.switchTorch()}
      >
        <Show when={props.controls.torch()} fallback={<FlashlightOff aria-hidden="true" />}>
          <Flashlight aria-hidden="true" />
        </Show>
      </Tool>
    </Show>
  );
}

/** The choice of a camera, where there are several. */
export function CameraChoice(props: { live: LiveCamera | null; onChoose: (cameraId: string) => void }) {
  const nameOf = (label: string, at: number) => label || t("scan.camera.numbered", { number: String(at + 1) });
  return (
    <Show when={(props.live?.cameras.length ?? 0) > 1}>
      <Menu
        trigger={<SwitchCamera aria-hidden="true" />}
        label={t("scan.camera.choose")}
        triggerClass={toolStyle}
        placement="top-start"
      >
        <MenuChoice
          label={t("scan.camera.choose")}
          value={props.live?.cameraId ?? ""}
          options={(props.live?.cameras ?? []).map(({ id, label }, at) => ({ value: id, label: nameOf(label, at) }))}
          onChange={(id) => props.onChoose(id)}
        />
      </Menu>
    </Show>
  );
}
