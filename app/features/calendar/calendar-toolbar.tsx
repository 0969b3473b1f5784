import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { daysIn, step, VIEWS, type View, type Window } from "./calendar-days.ts";
import { looks } from "./calendar-look.ts";
import type { EntryKind } from "./calendar-rows.ts";
import type { CalendarSearch } from "./calendar-search.ts";

interface CalendarToolbarProps {
  search: CalendarSearch;
  window: Window;
  /** The present day, as the reader's organisation has it. */
  today: string;
  showRows: boolean;
  onChange: (change: Partial<Record<keyof CalendarSearch, string | null>>) => void;
}

/** Which days, which rows, which machines. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const format = useFormat();
  const day = () => props.search.day ?? props.today;
  const go = (to: string) => props.onChange({ day: to === props.today ? null : to });
  const title = () => {
    const all = daysIn(props.window);
    const [first, last] = [format().day(all[0]!), format().day(all.at(-1)!)];
    return all.length === 1 ? first : t("reservations.period", { from: first, to: last });
  };
  let typing: ReturnType<typeof setTimeout> | undefined;
  return (
    <div class="mb-4 flex flex-col gap-3">
      <div class="flex flex-wrap items-center gap-2">
        <IconButton
          label={t(`calendar.previous.${props.search.view}`)}
          variant="secondary"
          onClick={() => go(step(props.search.view, day(), -1))}
        >
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <Button onClick={() => go(props.today)}>{t("calendar.today")}</Button>
        <IconButton
          label={t(`calendar.next.${props.search.view}`)}
          variant="secondary"
          onClick={() => go(step(props.search.view, day(), 1))}
        >
          <ChevronRight aria-hidden="true" />
        </IconButton>
        <p class="min-w-0 flex-1 basis-48 text-lg font-bold" aria-live="polite">
          {title()}
        </p>
        <SegmentedControl<View>
          label={t("calendar.view.label")}
          value={props.search.view}
          onChange={(view) => props.onChange({ view: view === "week" ? null : view })}
          options={VIEWS.map((value) => ({ value, label: t(`calendar.view.${value}`) }))}
        />
        <Show when={props.showRows}>
          <SegmentedControl<CalendarSearch["rows"]>
            label={t("calendar.rows.label")}
            value={props.search.rows}
            onChange={(rows) => props.onChange({ rows: rows === "machines" ? null : rows })}
            options={(["machines", "types"] as const).map((value) => ({ value, label: t(`calendar.rows.${value}`) }))}
          />
        </Show>
      </div>
      <div class="grid gap-2 sm:grid-cols-[minmax(0,16rem)_minmax(0,16rem)]">
        <Select<EquipmentType | "">
          label={t("calendar.type")}
          labelHidden
          value={props.search.type ?? ""}
          options={[
            { value: "", label: t("calendar.allTypes") },
            ...EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) })).sort((a, b) =>
              a.label.localeCompare(b.label),
            ),
          ]}
          onChange={(type) => props.onChange({ type: type || null })}
        />
        <TextField
          type="search"
          label={t("calendar.search")}
          labelHidden
          placeholder={t("calendar.search")}
          value={props.search.q}
          maxLength={100}
          onInput={(event) => {
            const { value } = event.currentTarget;
            clearTimeout(typing);
            typing = setTimeout(() => props.onChange({ q: value.trim() || null }), 250);
          }}
        />
      </div>
    </div>
  );
}

const KINDS: readonly EntryKind[] = [
  "promise",
  "REQUESTED",
  "RESERVED",
  "ON_RENT",
  "PICK_UP_READY",
  "OVERDUE",
  "WORKSHOP",
];

/** The colours with their words. */
export function CalendarLegend() {
  return (
    <ul class="mt-3 flex flex-wrap gap-2" aria-label={t("calendar.legend")}>
      <For each={KINDS}>
        {(kind) => (
          <li>
            <Badge
              tone={looks[kind].tone}
              icon={<Dynamic component={looks[kind].icon} aria-hidden="true" />}
              class={looks[kind].dashed ? "border-dashed" : ""}
            >
              {t(`calendar.kind.${kind}`)}
            </Badge>
          </li>
        )}
      </For>
    </ul>
  );
}
