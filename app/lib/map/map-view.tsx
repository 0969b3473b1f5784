import { ErrorBoundary, lazy, Show, Suspense } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "~/ui/cn.ts";
import { Skeleton } from "~/ui/skeleton.tsx";
import { MapLegend } from "./map-legend.tsx";
import { MapNotice } from "./map-notice.tsx";
import type { MapViewProps } from "./types.ts";

// Types do not name the map's chunk: nothing of it loads before a map is on screen.
const MapCanvas = lazy(() => import("./map-canvas.tsx").then((module) => ({ default: module.MapCanvas })));

/**
 * A map of machines and sites on an offline basemap. Give it a height by `class`. Where WebGL or the map's chunk is
 * missing a notice stands in its place, so put the same facts into a list beside it.
 */
export function MapView(props: MapViewProps) {
  return (
    <div class={cn("flex min-h-0 flex-col", props.class)}>
      <div class="relative min-h-0 flex-1 overflow-hidden bg-sunken">
        <ErrorBoundary fallback={<MapNotice />}>
          <Suspense fallback={<Skeleton class="h-full w-full rounded-none" />}>
            <MapCanvas {...props} />
          </Suspense>
        </ErrorBoundary>
      </div>
      <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line bg-surface px-3 py-2">
        <Show when={props.legend}>
          <MapLegend />
        </Show>
        <p class="text-xs text-faint">{t("map.credit")}</p>
      </div>
    </div>
  );
}
