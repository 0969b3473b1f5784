import { For, type JSX } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "./cn.ts";

export interface Definition {
  term: string;
  /** Empty values show as "Unknown" instead of a gap. */
  value: JSX.Element;
}

/** Facts about one thing, in one column on the phone and two or three on a desk. */
export function DefinitionList(props: { items: readonly Definition[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl
      class={cn(
        "grid gap-x-6 gap-y-4",
        props.columns === 2 && "sm:grid-cols-2",
        props.columns === 3 && "sm:grid-cols-2 lg:grid-cols-3",
      )}
    >
      <For each={props.items}>
        {(item) => (
          <div class="min-w-0">
            <dt class="text-sm text-muted">{item.term}</dt>
            <dd class="mt-0.5 font-medium break-words">
              {item.value === null || item.value === undefined || item.value === "" ? (
                <span class="font-normal text-faint">{t("common.state.unknown")}</span>
              ) : (
                item.value
              )}
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}
