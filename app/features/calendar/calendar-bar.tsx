import { type Accessor, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { t } from "~/lib/i18n.ts";
import { alongLine } from "~/lib/direction.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { toneStyle } from "~/ui/tone.ts";
import { place, type Shift, type Window } from "./calendar-days.ts";
import { looks } from "./calendar-look.ts";
import type { Entry } from "./calendar-rows.ts";
import type { Moves } from "./create-moves.ts";
import { entryName, entryWhat } from "./entry-words.ts";

/** A press that moved less than this was a press and not a drag, in CSS pixels. */
const DRAG_PX = 5;

interface CalendarBarProps {
  entry: Entry;
  window: Window;
  zone: string;
  moves: Moves;
  /** Width of one day, in CSS pixels. */
  dayPx: Accessor<number>;
  onOpen: (entry: Entry) => void;
}

/** What a machine is taken for, as a bar over its days. Bookings can be dragged, stretched at their ends, and moved by keys. */
export function CalendarBar(props: CalendarBarProps) {
  const { me } = useSession();
  const format = useFormat();
  /** What tells bars apart: for a dealer whose they are, for a customer where they are for. */
  const label = () => {
    const { kind, customerName, siteName } = props.entry;
    if (kind === "WORKSHOP") return t("calendar.kind.WORKSHOP");
    return (me().organization.type === "CUSTOMER" ? siteName : customerName) ?? entryWhat(props.entry);
  };
  const spot = () => place(props.entry, props.window, props.zone);
  const movable = () => props.moves.mayShift(props.entry);
  const isMoving = () => props.moves.pending()?.entry.key === props.entry.key;
  let dragged = false;

  function drag(event: PointerEvent & { currentTarget: HTMLButtonElement }) {
    const { entry, moves } = props;
    dragged = false;
    if (event.button !== 0 || event.pointerType === "touch" || !moves.mayShift(entry)) return;
    const bar = event.currentTarget;
    const edge = (event.target as HTMLElement).dataset["edge"];
    const [startX, startY] = [event.clientX, event.clientY];
    bar.setPointerCapture(event.pointerId);
    const onMove = (now: PointerEvent) => {
      if (!dragged && Math.hypot(now.clientX - startX, now.clientY - startY) < DRAG_PX) return;
      dragged = true;
      const days = Math.round(((now.clientX - startX) / props.dayPx()) * alongLine());
      const shift: Shift = { from: edge === "end" ? 0 : days, to: edge === "start" ? 0 : days };
      const below = document
        .elementsFromPoint(now.clientX, now.clientY)
        .find(
          (element): element is HTMLElement => element instanceof HTMLElement && element.dataset["row"] !== undefined,
        );
      const rowKey =
        !edge && below && moves.mayPut(entry, below.dataset["row"]!) ? below.dataset["row"]! : entry.rowKey;
      moves.set({ entry, shift, rowKey });
    };
    const end = (apply: boolean) => {
      bar.removeEventListener("pointermove", onMove);
      bar.removeEventListener("pointerup", onUp);
      bar.removeEventListener("pointercancel", onCancel);
      window.removeEventListener("keydown", onKey, true);
      if (apply && dragged) moves.apply();
      else moves.set(null);
      // The click that follows a drag is part of it; the next one is not.
      setTimeout(() => (dragged = false));
    };
    const onUp = () => end(true);
    const onCancel = () => end(false);
    const onKey = (pressed: KeyboardEvent) => pressed.key === "Escape" && end(false);
    bar.addEventListener("pointermove", onMove);
    bar.addEventListener("pointerup", onUp);
    bar.addEventListener("pointercancel", onCancel);
    window.addEventListener("keydown", onKey, true);
  }

  function press(event: KeyboardEvent) {
    const { entry, moves } = props;
    const pending = moves.pending();
    if (pending && pending.entry.key === entry.key && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return moves.apply();
    }
    if (event.key === "Escape" && pending) {
      event.preventDefault();
      return void moves.set(null);
    }
    const side = (event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0) * alongLine();
    const up = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if ((!side && !up) || !moves.mayShift(entry)) return;
    event.preventDefault();
    const { shift, rowKey } =
      pending?.entry.key === entry.key ? pending : { shift: { from: 0, to: 0 }, rowKey: entry.rowKey };
    if (up) {
      const next = moves.neighbour(entry, rowKey, up);
      if (next) moves.set({ entry, shift: { from: 0, to: 0 }, rowKey: next });
    } else {
      const next = { from: shift.from + (event.shiftKey ? 0 : side), to: shift.to + side };
      moves.set({ entry, shift: next, rowKey: entry.rowKey });
    }
  }

  return (
    <Show when={spot()}>
      {(at) => (
        <button
          type="button"
          class={cn(
            "absolute inset-y-1 z-[2] flex items-center gap-1 overflow-hidden rounded-sm border px-1.5 text-start text-xs font-semibold whitespace-nowrap select-none",
            toneStyle({ tone: looks[props.entry.kind].tone }),
            looks[props.entry.kind].dashed && "border-2 border-dashed",
            at().cut[0] && "rounded-s-none border-s-0",
            at().cut[1] && "rounded-e-none border-e-0",
            movable() && "cursor-grab active:cursor-grabbing",
            isMoving() && "opacity-40",
          )}
          style={{ "inset-inline-start": `${at().start * 100}%`, width: `max(1.25rem, ${at().size * 100}%)` }}
          title={entryName(props.entry, props.zone, format())}
          aria-label={entryName(props.entry, props.zone, format())}
          aria-description={movable() ? t("calendar.keys") : undefined}
          onPointerDown={drag}
          onKeyDown={press}
          onBlur={() => isMoving() && !dragged && props.moves.set(null)}
          onClick={() => !dragged && props.onOpen(props.entry)}
        >
          <Dynamic
            component={looks[props.entry.kind].icon}
            aria-hidden="true"
            class="pointer-events-none size-3.5 shrink-0"
          />
          <span dir="auto" class="pointer-events-none truncate">
            {label()}
          </span>
          <Show when={movable()}>
            <span data-edge="start" class="absolute inset-y-0 start-0 w-2 cursor-ew-resize" />
            <span data-edge="end" class="absolute inset-y-0 end-0 w-2 cursor-ew-resize" />
          </Show>
        </button>
      )}
    </Show>
  );
}
