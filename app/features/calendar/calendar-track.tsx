import { type Accessor, createSignal, Show } from "solid-js";
import { addDays } from "../../../server/domain/rentals/zone-time.ts";
import { alongLine } from "~/lib/direction.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { place, type Window } from "./calendar-days.ts";
import type { CalendarRow } from "./calendar-rows.ts";

/** Days chosen on a row, by their places in the window. */
type Chosen = { start: number; end: number };

interface CalendarTrackProps {
  row: CalendarRow;
  window: Window;
  zone: string;
  /** The first day that may be reserved. */
  today: string;
  dayPx: Accessor<number>;
  /** One track of all is in the tab order; up and down lead to the others. */
  inTabOrder: boolean;
  onGo: (by: 1 | -1) => void;
  onFocus: () => void;
  /** Goes on with the chosen days. */
  onChoose: (days: { from: string; to: string }) => void;
}

/** The free ground of a row: days are chosen on it by dragging, or by arrow keys, Shift and Enter. */
export function CalendarTrack(props: CalendarTrackProps) {
  const format = useFormat();
  const [chosen, setChosen] = createSignal<Chosen | null>(null);
  const [anchor, setAnchor] = createSignal(0);
  const name = () => props.row.humanId ?? t(`assets.type.${props.row.type}`);
  const days = () => {
    const range = chosen();
    if (!range) return null;
    const [a, b] = [Math.min(range.start, range.end), Math.max(range.start, range.end)];
    return { at: a, count: b - a + 1, from: addDays(props.window.first, a), to: addDays(props.window.first, b) };
  };
  /** Why the chosen days can not be had, as far as the calendar knows. */
  const refused = () => {
    const range = days();
    if (!range) return null;
    if (range.from < props.today) return t("calendar.past");
    const taken = props.row.entries.some((entry) => {
      const spot = entry.kind === "RETURNED" ? null : place(entry, props.window, props.zone);
      const [first, last] = [range.at / props.window.days, (range.at + range.count) / props.window.days];
      return spot !== null && spot.start < last && spot.start + spot.size > first;
    });
    return taken && props.row.kind === "machine" ? t("calendar.taken") : null;
  };
  const said = () => {
    const range = days();
    if (!range) return "";
    const period =
      range.count === 1
        ? format().day(range.from)
        : t("reservations.period", { from: format().day(range.from), to: format().day(range.to) });
    return refused() ?? t("calendar.chosen", { machine: name(), period });
  };
  const clamp = (at: number) => Math.max(0, Math.min(props.window.days - 1, at));

  function finish() {
    const range = days();
    if (range && !refused()) props.onChoose({ from: range.from, to: range.to });
  }
  function drag(event: PointerEvent & { currentTarget: HTMLButtonElement }) {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const track = event.currentTarget;
    const box = track.getBoundingClientRect();
    const at = (now: PointerEvent) =>
      clamp(Math.floor((alongLine() === 1 ? now.clientX - box.left : box.right - now.clientX) / props.dayPx()));
    setAnchor(at(event));
    setChosen({ start: anchor(), end: anchor() });
    track.setPointerCapture(event.pointerId);
    const onMove = (now: PointerEvent) => setChosen({ start: anchor(), end: at(now) });
    const end = (done: boolean) => {
      track.removeEventListener("pointermove", onMove);
      track.removeEventListener("pointerup", onUp);
      track.removeEventListener("pointercancel", onCancel);
      if (done) finish();
      setChosen(null);
    };
    const onUp = () => end(true);
    const onCancel = () => end(false);
    track.addEventListener("pointermove", onMove);
    track.addEventListener("pointerup", onUp);
    track.addEventListener("pointercancel", onCancel);
  }
  function press(event: KeyboardEvent) {
    const side = (event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0) * alongLine();
    if (side) {
      const range = chosen();
      // The first press starts on the first day that may be reserved.
      const first = clamp(
        (Date.parse(`${props.today}T00:00Z`) - Date.parse(`${props.window.first}T00:00Z`)) / 86_400_000,
      );
      const end = range ? clamp(range.end + side) : first;
      const start = range && event.shiftKey ? range.start : end;
      setChosen({ start, end });
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      setChosen(null);
      props.onGo(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Escape" && chosen()) setChosen(null);
    else if (event.key === "Enter" && chosen()) finish();
    else return;
    event.preventDefault();
  }
  return (
    <>
      <button
        type="button"
        data-track={props.row.key}
        tabindex={props.inTabOrder ? 0 : -1}
        class="absolute inset-0 cursor-crosshair rounded-none outline-offset-[-3px] hover:bg-hover/50"
        aria-label={
          props.row.humanId ? t("calendar.rowName", { machine: name() }) : t("calendar.typeRowName", { type: name() })
        }
        onPointerDown={drag}
        onKeyDown={press}
        onFocus={() => props.onFocus()}
        onBlur={() => setChosen(null)}
      />
      <Show when={days()}>
        {(range) => (
          <span
            class={cn(
              "pointer-events-none absolute inset-y-1 z-[3] flex items-center overflow-hidden rounded-sm border-2 px-1 text-xs font-semibold whitespace-nowrap",
              refused() ? "border-danger bg-red-soft text-red" : "border-ink bg-accent/80 text-on-accent",
            )}
            style={{
              "inset-inline-start": `${(range().at / props.window.days) * 100}%`,
              width: `${(range().count / props.window.days) * 100}%`,
            }}
          >
            {refused()}
          </span>
        )}
      </Show>
      <span class="sr-only" role="status">
        {said()}
      </span>
    </>
  );
}
