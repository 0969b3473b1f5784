import { createMemo, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { toneStyle } from "~/ui/tone.ts";
import { cn } from "~/ui/cn.ts";
import { place, type Window } from "./calendar-days.ts";
import { looks } from "./calendar-look.ts";
import type { CalendarRow, Entry } from "./calendar-rows.ts";
import { entryWhat } from "./entry-words.ts";

interface CalendarListProps {
  rows: readonly CalendarRow[];
  window: Window;
  zone: string;
  onOpen: (entry: Entry) => void;
}

/** The calendar on a phone: what runs already, then what begins, day by day. */
export function CalendarList(props: CalendarListProps) {
  const format = useFormat();
  const days = createMemo(() => {
    const entries = props.rows
      .flatMap((row) => row.entries)
      .filter((entry) => place(entry, props.window, props.zone) !== null)
      .toSorted((a, b) => a.from.localeCompare(b.from));
    const startOf = (entry: Entry) => localDay(new Date(entry.from), entry.timeZone ?? props.zone);
    const { first } = props.window;
    const sections = new Map<string, Entry[]>();
    for (const entry of entries) {
      const section = startOf(entry) < first ? "" : startOf(entry);
      sections.set(section, [...(sections.get(section) ?? []), entry]);
    }
    return [...sections];
  });
  const until = (entry: Entry) =>
    entry.to === null
      ? t("calendar.open")
      : t("calendar.until", {
          day: format().day(localDay(new Date(Date.parse(entry.to) - 1), entry.timeZone ?? props.zone)),
        });
  return (
    <div class="flex flex-col gap-4">
      <For each={days()}>
        {([day, entries]) => (
          <Card title={day ? format().day(day) : t("calendar.running")} flush>
            <ul>
              <For each={entries}>
                {(entry) => (
                  <li class="border-b border-line last:border-b-0">
                    <button
                      type="button"
                      class="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-start hover:bg-hover"
                      onClick={() => props.onOpen(entry)}
                    >
                      <span
                        class={cn(
                          "grid size-10 shrink-0 place-items-center rounded-md border",
                          toneStyle({ tone: looks[entry.kind].tone }),
                        )}
                      >
                        <Dynamic component={looks[entry.kind].icon} aria-hidden="true" class="size-5" />
                      </span>
                      <span class="min-w-0 flex-1">
                        <span class="block truncate font-semibold">{entryWhat(entry)}</span>
                        <span class="block truncate text-sm text-muted">
                          {[entry.customerName, entry.siteName].filter(Boolean).join(", ")}
                        </span>
                      </span>
                      <span class="shrink-0 text-end text-sm">
                        <span class="block font-medium">{t(`calendar.kind.${entry.kind}`)}</span>
                        <span class="block text-muted">{until(entry)}</span>
                      </span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </Card>
        )}
      </For>
      <Show when={days().length === 0}>
        <p class="py-8 text-center text-muted">{t("calendar.emptyOwn")}</p>
      </Show>
    </div>
  );
}
