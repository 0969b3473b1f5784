import { Tabs as Kobalte } from "@kobalte/core/tabs";
import { For, type JSX } from "solid-js";

export interface Tab {
  value: string;
  label: string;
  content: () => JSX.Element;
}

/** Panels of one thing, switched by arrow keys. Only the open panel is mounted. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  onChange?: (value: string) => void;
}) {
  return (
    <Kobalte value={props.value} onChange={props.onChange} defaultValue={props.tabs[0]?.value}>
      <Kobalte.List aria-label={props.label} class="flex gap-6 overflow-x-auto border-b border-line">
        <For each={props.tabs}>
          {(tab) => (
            <Kobalte.Trigger
              value={tab.value}
              class="-mb-px min-h-12 border-b-4 border-transparent pt-1 text-sm font-semibold whitespace-nowrap text-muted outline-offset-[-3px] hover:text-ink data-selected:border-accent data-selected:text-ink"
            >
              {tab.label}
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content value={tab.value} class="pt-4">
            {tab.content()}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte>
  );
}
