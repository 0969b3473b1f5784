import { createVirtualizer } from "@tanstack/solid-virtual";
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from "solid-js";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { daysIn, positionOf, type Window } from "./calendar-days.ts";
import { CalendarRow } from "./calendar-row.tsx";
import type { CalendarRow as Row, Entry } from "./calendar-rows.ts";
import type { Calendar } from "./calendar.queries.ts";
import { createMoves } from "./create-moves.ts";

/** Where the columns of a single day begin. */
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];
/** `h-12` of a row. */
const ROW_PX = 48;

interface CalendarGridProps {
  calendar: Calendar;
  rows: readonly Row[];
  window: Window;
  now: Date;
  mayReserve: boolean;
  onChoose: (row: Row, days: { from: string; to: string }) => void;
  onOpen: (entry: Entry) => void;
}

/** Days across, machines down; names and days stay in sight, and only the rows in sight are drawn. */
export function CalendarGrid(props: CalendarGridProps) {
  const format = useFormat();
  const moves = createMoves(
    () => props.calendar,
    () => props.rows,
  );
  const [active, setActive] = createSignal(0);
  const [trackPx, setTrackPx] = createSignal(700);
  let scroller: HTMLDivElement | undefined;
  let ground: HTMLDivElement | undefined;
  const virtual = createVirtualizer({
    get count() {
      return props.rows.length;
    },
    // While the screen waits for data the element is out of the document and has no height; then there is none to ask.
    getScrollElement: () => (scroller?.isConnected ? scroller : null),
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialRect: { width: 0, height: 800 },
  });
  onMount(() => {
    virtual.measure();
    const watch = new ResizeObserver(() => ground && setTrackPx(ground.clientWidth));
    if (ground) watch.observe(ground);
    onCleanup(() => watch.disconnect());
  });
  createEffect(
    on(
      () => props.rows.length,
      () => virtual.measure(),
      { defer: true },
    ),
  );
  /** The columns' days; a single day is cut into parts of three hours. */
  const days = createMemo(() => (props.window.days === 1 ? HOURS.map(() => props.window.first) : daysIn(props.window)));
  const dayPx = () => trackPx() / props.window.days;
  const today = () => localDay(props.now, props.calendar.timeZone);
  const nowAt = () => positionOf(props.now.toISOString(), props.calendar.timeZone, props.window) / props.window.days;
  const weekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay());
  const narrow = () => props.window.days > 7;
  /** A month's days have room for a figure, a week's for the weekday too. */
  const columnText = (day: string, at: number) => {
    if (props.window.days === 1) return `${String(HOURS[at]).padStart(2, "0")}:00`;
    return dayText(day);
  };
  const dayText = (day: string) => (narrow() ? String(Number(day.slice(8))) : format().day(day));
  const firstReservable = () => props.rows.findIndex((row) => row.kind !== "promise" && !row.outOfService);

  function go(from: number, by: 1 | -1) {
    for (let at = from + by; at >= 0 && at < props.rows.length; at += by) {
      const row = props.rows[at]!;
      if (row.kind === "promise" || row.outOfService) continue;
      setActive(at);
      virtual.scrollToIndex(at);
      requestAnimationFrame(() =>
        scroller?.querySelector<HTMLElement>(`[data-track="${CSS.escape(row.key)}"]`)?.focus(),
      );
      return;
    }
  }
  return (
    <div
      ref={(element) => (scroller = element)}
      data-dense
      class="relative max-h-[max(24rem,calc(100dvh-16rem))] overflow-auto overscroll-contain rounded-lg border border-line bg-surface shadow-card"
      role="group"
      aria-label={t("calendar.title")}
    >
      <div style={{ "min-width": `calc(10rem + ${props.window.days * (narrow() ? 1.8 : 5.5)}rem)` }}>
        <div class="sticky top-0 z-[8] flex h-11 border-b border-line bg-surface" aria-hidden="true">
          <div class="sticky start-0 z-[9] flex w-40 shrink-0 items-center border-e border-line bg-surface px-3 text-sm font-semibold lg:w-56">
            {t("calendar.machine")}
          </div>
          <For each={days()}>
            {(day, at) => (
              <div
                class={cn(
                  "flex min-w-0 flex-1 items-center justify-center border-e border-line text-xs font-semibold tabular-nums last:border-e-0",
                  weekend(day) && "bg-sunken text-muted",
                  day === today() && props.window.days > 1 && "bg-accent text-on-accent",
                )}
              >
                <span class="truncate px-1">{columnText(day, at())}</span>
              </div>
            )}
          </For>
        </div>
        <div class="relative" style={{ height: `${virtual.getTotalSize()}px` }}>
          <div
            ref={(element) => (ground = element)}
            aria-hidden="true"
            class="pointer-events-none absolute inset-y-0 end-0 start-40 flex lg:start-56"
          >
            <For each={days()}>
              {(day) => (
                <div class={cn("flex-1 border-e border-line last:border-e-0", weekend(day) && "bg-sunken/60")} />
              )}
            </For>
            <Show when={nowAt() >= 0 && nowAt() <= 1}>
              <div
                class="absolute inset-y-0 z-[6] w-0.5 bg-danger"
                style={{ "inset-inline-start": `${nowAt() * 100}%` }}
              />
            </Show>
          </div>
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <Show when={props.rows[item.index]}>
                {(row) => (
                  <div
                    class="absolute inset-x-0 top-0 flex h-12 border-b border-line"
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <CalendarRow
                      row={row()}
                      calendar={props.calendar}
                      window={props.window}
                      moves={moves}
                      dayPx={dayPx}
                      today={today()}
                      mayReserve={props.mayReserve}
                      inTabOrder={item.index === Math.max(active(), firstReservable())}
                      onGo={(by) => go(item.index, by)}
                      onFocus={() => setActive(item.index)}
                      onChoose={props.onChoose}
                      onOpen={props.onOpen}
                    />
                  </div>
                )}
              </Show>
            )}
          </For>
        </div>
      </div>
      <span class="sr-only" role="status">
        {moves.pendingText()}
      </span>
    </div>
  );
}
