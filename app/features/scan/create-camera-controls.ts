/** Lamp and zoom of a running camera as a screen shows them, by buttons, slider and two fingers. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Camera } from "~/lib/scanner/camera.ts";
import type { CameraState, LiveCamera } from "~/lib/scanner/camera-state.ts";
import { fittedZoom, newestOnly, spread } from "~/lib/scanner/zoom.ts";

export type CameraControls = ReturnType<typeof createCameraControls>;

export function createCameraControls(
  camera: Accessor<Pick<Camera, "setTorch" | "setZoom"> | undefined>,
  state: Accessor<CameraState>,
) {
  const [torch, setTorch] = createSignal(false);
  const [zoom, setZoom] = createSignal(1);
  const live = (): LiveCamera | null => {
    const now = state();
    return now.kind === "live" ? now : null;
  };
  // A camera that was given back comes again with its light off and without zoom.
  createEffect(
    on(state, (now) => {
      setTorch(false);
      setZoom(now.kind === "live" && now.zoom ? fittedZoom(now.zoom, 1) : 1);
    }),
  );
  // oxlint-disable-next-line solid/reactivity -- called by presses; it reads what holds then
  const apply = newestOnly(async (factor: number) => camera()?.setZoom(factor));
  const zoomTo = (wanted: number) => {
    const range = live()?.zoom;
    if (!range) return;
    setZoom(fittedZoom(range, wanted));
    apply(zoom());
  };

  return {
    live,
    torch,
    zoom,
    zoomTo,
    async switchTorch() {
      const next = !torch();
      if (await camera()?.setTorch(next)) setTorch(next);
    },
    /** Two fingers on the picture zoom the camera and not the page. */
    pinchOn(element: HTMLElement) {
      let start: { spread: number; zoom: number } | null = null;
      const onStart = ({ touches: [a, b] }: TouchEvent) => {
        start = a && b && live()?.zoom ? { spread: spread(a, b), zoom: zoom() } : null;
      };
      const onMove = (event: TouchEvent) => {
        const [a, b] = event.touches;
        if (!start || !a || !b) return;
        event.preventDefault();
        zoomTo((start.zoom * spread(a, b)) / Math.max(1, start.spread));
      };
      const onEnd = () => (start = null);
      // Not passive, or the page would zoom along.
      element.addEventListener("touchstart", onStart, { passive: true });
      element.addEventListener("touchmove", onMove, { passive: false });
      element.addEventListener("touchend", onEnd);
      element.addEventListener("touchcancel", onEnd);
      onCleanup(() => {
        element.removeEventListener("touchstart", onStart);
        element.removeEventListener("touchmove", onMove);
        element.removeEventListener("touchend", onEnd);
        element.removeEventListener("touchcancel", onEnd);
      });
    },
  };
}
