import { A } from "@solidjs/router";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { For, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "./cn.ts";
import type { Column, TableView } from "./data-table.tsx";

/** Arrow up and down, Home and End move between the row links. */
function moveBetweenRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a[data-row-link]")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) return;
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (target === undefined) return;
  const link = links[target];
  if (!link) return;
  event.preventDefault();
  link.focus();
}

function HeaderCell<T>(props: { column: Column<T>; view: TableView<T> }) {
  const direction = () =>
    props.view.sort?.id === props.column.id ? (props.view.sort.desc ? "descending" : "ascending") : "none";
  const press = () => props.view.setSort({ id: props.column.id, desc: direction() === "ascending" });
  return (
    <th
      scope="col"
      aria-sort={props.column.sortValue ? direction() : undefined}
      class={cn(
        "sticky top-0 z-10 h-11 border-b border-line bg-sunken px-4 text-start text-xs font-semibold whitespace-nowrap text-muted",
        props.column.align === "end" && "text-end",
        props.column.class,
      )}
    >
      <Show when={props.column.sortValue} fallback={props.column.header}>
        <button
          type="button"
          onClick={press}
          title={t(direction() === "ascending" ? "common.table.sortDescending" : "common.table.sortAscending", {
            column: props.column.header,
          })}
          class={cn(
            "-mx-2 inline-flex h-9 items-center gap-1 rounded-sm px-2 hover:text-ink [&_svg]:size-3.5",
            direction() !== "none" && "text-ink",
            props.column.align === "end" && "flex-row-reverse",
          )}
        >
          {props.column.header}
          <Switch fallback={<ChevronsUpDown aria-hidden="true" class="opacity-50" />}>
            <Match when={direction() === "ascending"}>
              <ArrowUp aria-hidden="true" />
            </Match>
            <Match when={direction() === "descending"}>
              <ArrowDown aria-hidden="true" />
            </Match>
          </Switch>
        </button>
      </Show>
    </th>
  );
}

/** The table of a desk. */
export function DataTableGrid<T>(props: TableView<T>) {
  return (
    <div class="overflow-x-auto">
      <table class="w-full border-separate border-spacing-0 text-sm">
        <caption class="sr-only">{props.caption}</caption>
        <thead>
          <tr>
            <For each={props.columns}>{(column) => <HeaderCell column={column} view={props} />}</For>
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          <For each={props.rows}>
            {(row) => (
              <tr
                onPointerEnter={() => props.onRowHover(row)}
                onPointerLeave={() => props.onRowHover(null)}
                onFocusIn={() => props.onRowHover(row)}
                onFocusOut={() => props.onRowHover(null)}
                class={cn(
                  "relative",
                  props.rowHref && "hover:bg-hover has-[a[data-row-link]:focus-visible]:bg-hover",
                  props.isSelected(row) && "bg-amber-soft hover:bg-amber-soft",
                )}
              >
                <For each={props.columns}>
                  {(column, index) => (
                    <td
                      class={cn(
                        "h-14 border-b border-line px-4 py-2 in-[tr:last-child]:border-b-0",
                        column.align === "end" && "text-end",
                        column.class,
                      )}
                    >
                      <Show when={index() === 0 && props.rowHref} fallback={column.cell(row)}>
                        {(href) => (
                          <A
                            data-row-link=""
                            href={href()(row)}
                            class="font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-focus"
                          >
                            {column.cell(row)}
                          </A>
                        )}
                      </Show>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
