import { A } from "@solidjs/router";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { TableView } from "./data-table.tsx";
import { IconButton } from "./icon-button.tsx";
import { Select } from "./select.tsx";

/** The phone's form of a table: one card a row, with the sort order in a picker. */
export function DataTableCards<T>(props: TableView<T>) {
  const title = () => props.columns[0];
  const badges = () => props.columns.slice(1).filter((column) => column.card === "badge");
  const body = () => props.columns.slice(1).filter(({ card = "body" }) => card === "body" || card === "wide");
  const sortable = () => props.columns.filter((column) => column.sortValue);
  return (
    <div>
      <Show when={sortable().length > 0}>
        <div class="flex items-end gap-2 border-b border-line p-4">
          <Select
            class="flex-1"
            label={t("common.table.sortBy")}
            placeholder={t("common.state.none")}
            value={props.sort?.id ?? null}
            options={sortable().map((column) => ({ value: column.id, label: column.header }))}
            onChange={(id) => props.setSort({ id, desc: props.sort?.desc ?? false })}
          />
          <IconButton
            variant="secondary"
            label={`${t("common.table.direction")}: ${t(props.sort?.desc ? "common.table.descending" : "common.table.ascending")}`}
            disabled={!props.sort}
            onClick={() => props.sort && props.setSort({ id: props.sort.id, desc: !props.sort.desc })}
          >
            <Show when={props.sort?.desc} fallback={<ArrowUp aria-hidden="true" />}>
              <ArrowDown aria-hidden="true" />
            </Show>
          </IconButton>
        </div>
      </Show>
      <ul aria-label={props.caption} class="divide-y divide-line">
        <For each={props.rows}>
          {(row) => (
            <li class="relative flex items-center gap-2 p-4 active:bg-hover">
              <div class="min-w-0 flex-1">
                <div class="flex flex-wrap items-start justify-between gap-2">
                  <Show when={props.rowHref} fallback={<span class="min-w-0 font-semibold">{title()?.cell(row)}</span>}>
                    {(href) => (
                      <A href={href()(row)} class="min-w-0 font-semibold after:absolute after:inset-0">
                        {title()?.cell(row)}
                      </A>
                    )}
                  </Show>
                  <span class="flex shrink-0 flex-wrap justify-end gap-1">
                    <For each={badges()}>{(column) => column.cell(row)}</For>
                  </span>
                </div>
                <dl class="mt-2 grid grid-cols-2 gap-x-4 gap-y-1 text-sm">
                  <For each={body()}>
                    {(column) => (
                      <div class="min-w-0" classList={{ "col-span-2": column.card === "wide" }}>
                        <dt class="text-xs text-muted">{column.header}</dt>
                        <dd class="break-words [&_.badge]:whitespace-normal">{column.cell(row)}</dd>
                      </div>
                    )}
                  </For>
                </dl>
              </div>
              <Show when={props.rowHref}>
                <ChevronRight class="size-5 shrink-0 text-faint" aria-hidden="true" />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
