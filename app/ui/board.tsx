/**
 * Things in columns by state. A card moves by dragging with the mouse, and by its own menu for the keyboard and for thumbs. What a
 * move means is the caller's: it may ask first.
 */
import ArrowRightLeft from "lucide-solid/icons/arrow-right-left";
import { createSignal, For, type JSX, Show } from "solid-js";
import { Badge } from "./badge.tsx";
import { buttonStyle } from "./button.tsx";
import { cn } from "./cn.ts";
import { Menu, MenuItem } from "./menu.tsx";

export interface BoardColumn<T, C extends string> {
  id: C;
  title: string;
  items: readonly T[];
  /** A sentence under the cards, e.g. that there are more. */
  note?: string | null | undefined;
}

interface BoardProps<T, C extends string> {
  label: string;
  columns: readonly BoardColumn<T, C>[];
  itemId: (item: T) => string;
  /** What a screen reader calls the card. */
  itemName: (item: T) => string;
  /** Columns that the card may go to; none makes it stay. */
  targets: (item: T) => readonly C[];
  onMove: (item: T, to: C) => void;
  card: (item: T) => JSX.Element;
  emptyText: string;
  /** "Move X" for the menu's button. */
  moveLabel: (name: string) => string;
}

/** Columns side by side on a desk, one below the other on the phone. */
export function Board<T, C extends string>(props: BoardProps<T, C>) {
  const [dragged, setDragged] = createSignal<T | null>(null);
  const [over, setOver] = createSignal<C | null>(null);
  const accepts = (column: C) => {
    const item = dragged();
    return item !== null && props.targets(item).includes(column);
  };
  const drop = (column: C) => {
    const item = dragged();
    setOver(null);
    setDragged(null);
    if (item !== null && props.targets(item).includes(column)) props.onMove(item, column);
  };
  return (
    <div role="group" aria-label={props.label} class="grid items-start gap-4 md:auto-cols-fr md:grid-flow-col">
      <For each={props.columns}>
        {(column) => (
          <section
            aria-label={column.title}
            onDragOver={(event) => {
              if (!accepts(column.id)) return;
              event.preventDefault();
              setOver(() => column.id);
            }}
            onDragLeave={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
            }}
            onDrop={(event) => {
              event.preventDefault();
              drop(column.id);
            }}
            class={cn(
              "flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-sunken p-2",
              accepts(column.id) && "border-dashed border-line-strong",
              over() === column.id && "border-solid border-accent bg-hover",
            )}
          >
            <h2 class="flex items-center gap-2 px-2 pt-1 text-sm font-bold">
              {column.title}
              <Badge>{column.items.length}</Badge>
            </h2>
            <Show
              when={column.items.length > 0}
              fallback={<p class="px-2 py-6 text-center text-sm text-muted">{props.emptyText}</p>}
            >
              <ul class="flex flex-col gap-2">
                <For each={column.items}>
                  {(item) => (
                    <li
                      draggable={props.targets(item).length > 0}
                      onDragStart={(event) => {
                        event.dataTransfer?.setData("text/plain", props.itemId(item));
                        setDragged(() => item);
                      }}
                      onDragEnd={() => {
                        setDragged(null);
                        setOver(null);
                      }}
                      class={cn(
                        "relative rounded-md border border-line bg-surface p-3 pe-12 shadow-card",
                        props.targets(item).length > 0 && "md:cursor-grab",
                        dragged() === item && "opacity-50",
                      )}
                    >
                      {props.card(item)}
                      <Show when={props.targets(item).length > 0}>
                        <div class="absolute end-1 top-1">
                          <Menu
                            label={props.moveLabel(props.itemName(item))}
                            trigger={<ArrowRightLeft aria-hidden="true" />}
                            triggerClass={cn(buttonStyle({ variant: "ghost" }), "size-10 px-0 coarse:size-12")}
                          >
                            <For each={props.columns.filter(({ id }) => props.targets(item).includes(id))}>
                              {(target) => (
                                <MenuItem onSelect={() => props.onMove(item, target.id)}>{target.title}</MenuItem>
                              )}
                            </For>
                          </Menu>
                        </div>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
            <Show when={column.note}>
              <p class="px-2 pb-1 text-xs text-muted">{column.note}</p>
            </Show>
          </section>
        )}
      </For>
    </div>
  );
}
