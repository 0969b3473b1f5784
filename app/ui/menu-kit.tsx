import { DropdownMenu as Kobalte } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { createUniqueId, For, type JSX, onMount, Show } from "solid-js";
import { cn } from "./cn.ts";
import type { MenuProps } from "./menu.tsx";
import type { Option } from "./select.tsx";

const itemStyle =
  "flex min-h-10 cursor-pointer items-center gap-3 rounded-sm px-3 text-sm outline-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:opacity-50 coarse:min-h-12 coarse:text-base [&_svg]:size-5 [&_svg]:shrink-0";

export interface MenuItemProps {
  icon?: JSX.Element;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: JSX.Element;
}

export interface MenuChoiceProps<T extends string> {
  label: string;
  options: readonly (Option<T> & { detail?: string })[];
  value: T;
  onChange: (value: T) => void;
}

/** The menu with its button, open from the start: the press that asked for it has been. */
export function MenuView(props: MenuProps & { byKey: boolean }) {
  const id = createUniqueId();
  // A key that opens a menu leads to its first entry: the press is repeated where it is understood.
  onMount(() => {
    if (!props.byKey) return;
    const trigger = document.getElementById(id);
    trigger?.focus();
    trigger?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
  });
  return (
    <Kobalte placement={props.placement ?? "bottom-end"} gutter={8} modal={false} defaultOpen={!props.byKey}>
      <Kobalte.Trigger id={id} class={props.triggerClass}>
        <Show when={props.label}>
          <span class="sr-only">{props.label} </span>
        </Show>
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="z-50 max-h-[min(32rem,var(--kb-popper-content-available-height))] min-w-56 max-w-[calc(100vw-1rem)] animate-fade overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-pop outline-none">
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}

/** Something to do. */
export function MenuItemView(props: MenuItemProps) {
  return (
    <Kobalte.Item disabled={props.disabled} onSelect={props.onSelect} class={cn(itemStyle, props.danger && "text-red")}>
      {props.icon}
      <span class="min-w-0 flex-1">{props.children}</span>
    </Kobalte.Item>
  );
}

/** One of several, with a tick at the chosen one. */
export function MenuChoiceView<T extends string>(props: MenuChoiceProps<T>) {
  return (
    <Kobalte.Group>
      <Kobalte.GroupLabel class="px-3 pt-2 pb-1 text-xs font-semibold text-muted">{props.label}</Kobalte.GroupLabel>
      <Kobalte.RadioGroup value={props.value} onChange={(value) => props.onChange(value)}>
        <For each={props.options}>
          {(option) => (
            <Kobalte.RadioItem value={option.value} class={cn(itemStyle, "py-1")}>
              <span class="min-w-0 flex-1">
                <span class="block truncate">{option.label}</span>
                <span class="block truncate text-xs text-muted">{option.detail}</span>
              </span>
              <Kobalte.ItemIndicator>
                <Check aria-hidden="true" />
              </Kobalte.ItemIndicator>
            </Kobalte.RadioItem>
          )}
        </For>
      </Kobalte.RadioGroup>
    </Kobalte.Group>
  );
}

/** A line between groups. */
export function MenuSeparatorView() {
  return <Kobalte.Separator class="mx-1 my-1 border-line" />;
}
