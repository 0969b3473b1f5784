import { For, Show } from "solid-js";
import { EQUIPMENT_STATUSES } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { cn } from "~/ui/cn.ts";
import { markClasses, markGlyphs, markShapes } from "./marks.ts";

function Marks() {
  return (
    <ul aria-label={t("map.legend")} class="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      <For each={EQUIPMENT_STATUSES.filter((status) => status !== "RETIRED")}>
        {(status) => (
          <li class="flex items-center gap-1.5">
            <svg viewBox="0 0 24 24" class={cn("size-4", markClasses[status])} aria-hidden="true">
              <path d={markShapes[status]} fill="currentColor" />
              <path
                d={markGlyphs[status]}
                fill="none"
                class="stroke-surface"
                stroke-width="2.2"
                stroke-linecap="round"
                stroke-linejoin="round"
              />
            </svg>
            {t(`common.status.${status}`)}
          </li>
        )}
      </For>
      <li class="flex items-center gap-1.5">
        <span class="size-2.5 rounded-full bg-danger" aria-hidden="true" />
        {t("common.status.OVERDUE")}
      </li>
    </ul>
  );
}

/** What the shapes on the map mean; folded on the phone, where the map needs the room. */
export function MapLegend() {
  const roomy = createMediaQuery("(min-width: 40rem)");
  return (
    <Show
      when={roomy()}
      fallback={
        <details class="w-full">
          <summary class="rounded-sm py-1 text-xs font-semibold coarse:py-3">{t("map.legend")}</summary>
          <Marks />
        </details>
      }
    >
      <Marks />
    </Show>
  );
}
