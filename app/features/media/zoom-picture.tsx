import { createEffect, createSignal, on } from "solid-js";
import { moved, swiped, type View, WHOLE, zoomedAt } from "./zoom-pan.ts";

const DOUBLE_FACTOR = 2.5;

interface ZoomPictureProps {
  src: string;
  alt: string;
  /** A finger went sideways over the whole picture. */
  onSwipe: (direction: 1 | -1) => void;
  onError: () => void;
  /** Hands out larger (above 1), smaller, or back to whole (0), for keys and buttons. */
  onReady: (zoom: (factor: number) => void) => void;
}

/** A picture to look into: two fingers, wheel, double tap; one finger moves it, or swipes to the next while it is whole. */
export function ZoomPicture(props: ZoomPictureProps) {
  const [view, setView] = createSignal<View>(WHOLE);
  const fingers = new Map<number, { x: number; y: number }>();
  let start: { x: number; y: number } | null = null;
  let frame!: HTMLDivElement;
  createEffect(
    on(
      () => props.src,
      () => setView(WHOLE),
    ),
  );

  const size = () => ({ width: frame.clientWidth, height: frame.clientHeight });
  const fromMiddle = (x: number, y: number) => {
    const box = frame.getBoundingClientRect();
    return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
  };
  const zoom = (factor: number, at = { x: 0, y: 0 }) =>
    setView((now) => (factor === 0 ? WHOLE : zoomedAt(now, factor, at, size())));

  const onDown = (event: PointerEvent) => {
    frame.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = fingers.size === 1 && view().scale === 1 ? { x: event.clientX, y: event.clientY } : null;
  };
  const onMove = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (!other) {
      setView((view) => moved(view, { x: now.x - before.x, y: now.y - before.y }, size()));
      return;
    }
    const apart = (point: typeof now) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    zoom(apart(now) / apart(before), fromMiddle((now.x + other.x) / 2, (now.y + other.y) / 2));
  };
  const onUp = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (!start || event.type === "pointercancel") return;
    const direction = swiped({ x: event.clientX - start.x, y: event.clientY - start.y });
    start = null;
    if (direction !== 0) props.onSwipe(direction);
  };
  return (
    <div
      ref={(element) => {
        frame = element;
        // Not passive, or the page would scroll or zoom along.
        element.addEventListener(
          "wheel",
          (event) => {
            event.preventDefault();
            zoom(Math.exp(-event.deltaY / 400), fromMiddle(event.clientX, event.clientY));
          },
          { passive: false },
        );
        props.onReady((factor) => zoom(factor));
      }}
      class="absolute inset-0 touch-none overflow-hidden select-none"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
      onDblClick={(event) => zoom(view().scale > 1 ? 0 : DOUBLE_FACTOR, fromMiddle(event.clientX, event.clientY))}
    >
      <img
        src={props.src}
        alt={props.alt}
        draggable={false}
        class="pointer-events-none size-full object-contain"
        style={{ transform: `translate(${view().x}px, ${view().y}px) scale(${view().scale})` }}
        onError={() => props.onError()}
      />
    </div>
  );
}
