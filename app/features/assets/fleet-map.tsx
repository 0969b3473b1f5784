import { A, useNavigate } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import X from "lucide-solid/icons/x";
import { createMemo, Show } from "solid-js";
import { everySite } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { MapView } from "~/lib/map/map-view.tsx";
import { useFormat } from "~/lib/session.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { type AssetRow, mapLimit } from "./assets.queries.ts";
import { DueCell } from "./due-cell.tsx";
import { toMapMachines } from "./map-machines.ts";

interface FleetMapProps {
  machines: readonly AssetRow[];
  complete: boolean;
  fitKey: string | undefined;
  selected: string | null;
  highlighted: string | null;
  onSelect: (humanId: string | null) => void;
  onHighlight: (humanId: string | null) => void;
  /** Alone on the screen, without the list beside it. */
  alone: boolean;
}

/** The map half of the fleet screen, with a card for the selected machine. */
export function FleetMap(props: FleetMapProps) {
  const format = useFormat();
  const navigate = useNavigate();
  const sites = useQuery(everySite);
  const placed = createMemo(() => toMapMachines(props.machines));
  const unplaced = () => props.machines.length - placed().length;
  const chosen = createMemo(() => props.machines.find((machine) => machine.humanId === props.selected));
  return (
    <div
      class={cn(
        "relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-card",
        "h-[calc(100dvh-var(--top-bar)-var(--bottom-bar)-12rem)] min-h-96 md:h-[calc(100dvh-var(--top-bar)-2rem)]",
        "min-[85rem]:h-[calc(100dvh-var(--top-bar)-15rem)]",
        props.alone
          ? "min-[85rem]:flex-1"
          : "min-[85rem]:sticky min-[85rem]:top-[calc(var(--top-bar)+1rem)] min-[85rem]:w-[37%]",
      )}
    >
      <MapView
        class="min-h-0 flex-1"
        label={t("assets.mapLabel")}
        machines={placed()}
        fences={sites.isSuccess ? sites.data : []}
        selected={props.selected}
        highlighted={props.highlighted}
        onSelect={props.onSelect}
        onHighlight={props.onHighlight}
        onSelectFence={(id) => navigate(`/sites/${id}`)}
        fitKey={props.fitKey}
        legend
      />
      <Show when={!props.complete || unplaced() > 0}>
        <p class="border-t border-line px-3 py-2 text-xs text-muted">
          {props.complete
            ? t("assets.notOnMap", unplaced(), format().number(unplaced()))
            : t("assets.mapCapped", { count: format().number(mapLimit) })}
        </p>
      </Show>
      <Show when={chosen()}>
        {(machine) => (
          <div class="absolute inset-x-3 bottom-20 z-10 flex flex-col gap-1 rounded-lg border border-line bg-raised sm:gap-2 p-3 shadow-pop sm:top-3 sm:end-auto sm:bottom-auto sm:w-72">
            <div class="flex items-start gap-2">
              <div class="min-w-0 flex-1">
                <A href={`/fleet/${machine().humanId}`} class="font-bold after:absolute after:inset-0 after:rounded-lg">
                  {machine().humanId}
                </A>
                <p class="truncate text-sm text-muted">
                  {machine().make} {machine().model}
                </p>
              </div>
              <StatusBadge status={machine().status} />
              <IconButton
                label={t("assets.selected.close")}
                class="z-10 -mt-2 -me-2"
                onClick={() => props.onSelect(null)}
              >
                <X aria-hidden="true" />
              </IconButton>
            </div>
            <p class="truncate text-sm">{machine().siteName ?? t("assets.unplaced")}</p>
            <Show when={machine().dueAt}>
              <p class="text-sm">
                <DueCell asset={machine()} />
              </p>
            </Show>
            <ButtonLink
              href={`/fleet/${machine().humanId}`}
              variant="primary"
              class="relative z-10 hidden sm:inline-flex"
            >
              {t("assets.selected.open")}
            </ButtonLink>
          </div>
        )}
      </Show>
    </div>
  );
}
