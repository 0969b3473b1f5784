import { AlertsCard } from "./alerts-card.tsx";
import { FleetTiles } from "./fleet-tiles.tsx";
import { GroupTable } from "./group-table.tsx";
import { HeatCard } from "./heat-card.tsx";
import type { Summary } from "./home.queries.ts";

/** Headquarters: the world first, then the dealers side by side. */
export function HqHome(props: { summary: Summary }) {
  return (
    <div class="flex flex-col gap-4">
      <FleetTiles summary={props.summary} own />
      <HeatCard />
      <div class="grid items-start gap-4 xl:grid-cols-3">
        <div class="min-w-0 xl:col-span-2">
          <GroupTable kind="DEALER" groups={props.summary.groups} />
        </div>
        <AlertsCard />
      </div>
    </div>
  );
}
