import { AtRiskCard } from "~/features/rentals/at-risk-card.tsx";
import { AlertsCard } from "./alerts-card.tsx";
import { DueCard } from "./due-list.tsx";
import { FleetTiles } from "./fleet-tiles.tsx";
import { GroupTable } from "./group-table.tsx";
import type { Summary } from "./home.queries.ts";

/** A dealer's day: the fleet in figures, what is late, alerts, and the customers. */
export function DealerHome(props: { summary: Summary }) {
  return (
    <div class="flex flex-col gap-4">
      <FleetTiles summary={props.summary} own />
      <AtRiskCard />
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <div class="min-w-0">
          <DueCard />
        </div>
        <AlertsCard />
      </div>
      <GroupTable kind="CUSTOMER" groups={props.summary.groups} />
    </div>
  );
}
