import { For } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "./cn.ts";

/** One grey bar in the shape of what will come, e.g. `<Skeleton class="h-6 w-40" />`. */
export function Skeleton(props: { class?: string }) {
  return <div aria-hidden="true" class={cn("h-4 animate-pulse rounded-sm bg-line/60", props.class)} />;
}

/** Several rows for a list or a card that loads; says so to screen readers. */
export function SkeletonRows(props: { rows?: number; class?: string }) {
  return (
    <div role="status" class={cn("flex flex-col gap-4 p-4", props.class)}>
      <span class="sr-only">{t("common.state.loading")}</span>
      <For each={Array.from({ length: props.rows ?? 4 })}>
        {(_, index) => (
          <div class="flex items-center gap-4">
            <Skeleton class="size-10 rounded-md" />
            <div class="flex flex-1 flex-col gap-2">
              <Skeleton class={index() % 2 ? "w-1/2" : "w-2/3"} />
              <Skeleton class="h-3 w-1/3" />
            </div>
          </div>
        )}
      </For>
    </div>
  );
}
