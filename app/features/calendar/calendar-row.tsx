import { Key } from "@solid-primitives/keyed";
import { A } from "@solidjs/router";
import { type Accessor, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { CalendarBar } from "./calendar-bar.tsx";
import { place, type Window } from "./calendar-days.ts";
import { type CalendarRow as Row, type Entry, gapMs } from "./calendar-rows.ts";
import { CalendarTrack } from "./calendar-track.tsx";
import type { Calendar } from "./calendar.queries.ts";
import type { Moves } from "./create-moves.ts";
import { entryWhat } from "./entry-words.ts";

export interface CalendarRowProps {
  row: Row;
  calendar: Calendar;
  window: Window;
  moves: Moves;
  dayPx: Accessor<number>;
  today: string;
  mayReserve: boolean;
  inTabOrder: boolean;
  onGo: (by: 1 | -1) => void;
  onFocus: () => void;
  onChoose: (row: Row, days: { from: string; to: string }) => void;
  onOpen: (entry: Entry) => void;
}

/** The row's name, which stays in sight while the days scroll. */
function Head(props: { row: Row }) {
  return (
    <div
      class={cn(
        "sticky start-0 z-[5] flex w-40 shrink-0 flex-col justify-center border-e border-line px-3 lg:w-56",
        props.row.kind === "promise" ? "bg-amber-soft" : "bg-surface",
      )}
    >
      <Show
        when={props.row.kind === "machine"}
        fallback={
          <span class={cn("truncate text-sm font-semibold", props.row.kind === "promise" && "text-amber")}>
            {props.row.kind === "promise" ? entryWhat(props.row.entries[0]!) : t(`assets.type.${props.row.type}`)}
          </span>
        }
      >
        <A href={`/fleet/${props.row.humanId}`} class="truncate text-sm font-semibold hover:underline">
          {props.row.humanId}
        </A>
        <span class="truncate text-xs text-muted">{props.row.model}</span>
      </Show>
      <Show when={props.row.kind === "promise"}>
        <span class="truncate text-xs text-amber">{props.row.entries[0]!.customerName}</span>
      </Show>
    </div>
  );
}

/** Time kept free around a booking, drawn under it. */
function Buffer(props: { entry: Entry; window: Window; zone: string; gap: number }) {
  const spot = () => {
    const { from, to, timeZone } = props.entry;
    const begins = new Date(Date.parse(from) - props.gap).toISOString();
    const ends = to === null ? null : new Date(Date.parse(to) + props.gap).toISOString();
    return place({ from: begins, to: ends, timeZone }, props.window, props.zone);
  };
  return (
    <Show when={spot()}>
      {(at) => (
        <span
          aria-hidden="true"
          class="pointer-events-none absolute inset-y-2.5 z-[1] rounded-sm bg-[repeating-linear-gradient(135deg,var(--color-line-strong)_0_2px,transparent_2px_6px)] opacity-60"
          style={{ "inset-inline-start": `${at().start * 100}%`, width: `${at().size * 100}%` }}
        />
      )}
    </Show>
  );
}

/** One row: a machine with what it is taken for, a type with what is free of it, or a promise that waits for its machines. */
export function CalendarRow(props: CalendarRowProps) {
  const format = useFormat();
  const zone = () => props.calendar.timeZone;
  const gap = () => (props.row.kind === "machine" ? gapMs(props.calendar.buffers, props.row.type) : 0);
  const ghost = () => {
    const pending = props.moves.pending();
    if (!pending || pending.rowKey !== props.row.key) return null;
    const at = place(pending.shown, props.window, zone());
    return at && { ...at, bad: pending.conflict !== null };
  };
  return (
    <>
      <Head row={props.row} />
      <div class="relative min-w-0 flex-1" data-row={props.row.key}>
        <Show when={props.mayReserve && props.row.kind !== "promise" && !props.row.outOfService}>
          <CalendarTrack
            row={props.row}
            window={props.window}
            zone={zone()}
            today={props.today}
            dayPx={props.dayPx}
            inTabOrder={props.inTabOrder}
            onGo={props.onGo}
            onFocus={props.onFocus}
            onChoose={(days) => props.onChoose(props.row, days)}
          />
        </Show>
        <Show when={props.row.outOfService}>
          <span class="pointer-events-none absolute inset-0 bg-sunken/70" />
        </Show>
        <For each={props.row.free}>
          {(count, at) => (
            <span
              class={cn(
                "pointer-events-none absolute inset-y-2 z-[2] grid place-items-center rounded-sm text-xs font-semibold tabular-nums",
                count === 0 ? "bg-red-soft text-red" : count < 3 ? "bg-amber-soft text-amber" : "text-muted",
              )}
              style={{
                "inset-inline-start": `calc(${(at() / props.window.days) * 100}% + 2px)`,
                width: `calc(${100 / props.window.days}% - 4px)`,
              }}
            >
              <span aria-hidden="true">{format().number(count)}</span>
              <span class="sr-only">{t("calendar.free", count, format().number(count))}</span>
            </span>
          )}
        </For>
        <Show when={gap() > 0}>
          <For each={props.row.entries}>
            {(entry) => (
              <Show when={entry.kind !== "RETURNED" && entry.kind !== "WORKSHOP"}>
                <Buffer entry={entry} window={props.window} zone={zone()} gap={gap()} />
              </Show>
            )}
          </For>
        </Show>
        {/* By key, so that a bar stays the same element when the calendar is loaded again: it may be held or have the focus. */}
        <Key each={props.row.entries} by="key">
          {(entry) => (
            <CalendarBar
              entry={entry()}
              window={props.window}
              zone={zone()}
              moves={props.moves}
              dayPx={props.dayPx}
              onOpen={props.onOpen}
            />
          )}
        </Key>
        <Show when={ghost()}>
          {(at) => (
            <span
              class={cn(
                "pointer-events-none absolute inset-y-0.5 z-[4] flex items-center overflow-hidden rounded-sm border-2 px-1.5 text-xs font-semibold whitespace-nowrap",
                at().bad ? "border-danger bg-red-soft text-red" : "border-ink bg-accent text-on-accent",
              )}
              style={{ "inset-inline-start": `${at().start * 100}%`, width: `${at().size * 100}%` }}
            >
              <span class="truncate">{props.moves.pendingText()}</span>
            </span>
          )}
        </Show>
      </div>
    </>
  );
}
