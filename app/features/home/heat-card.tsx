import { useQuery } from "@tanstack/solid-query";
import { createMemo, createSignal } from "solid-js";
import { everyMachine } from "~/features/assets/assets.queries.ts";
import { toMapMachines } from "~/features/assets/map-machines.ts";
import { t } from "~/lib/i18n.ts";
import { MapView } from "~/lib/map/map-view.tsx";
import type { MapMachine } from "~/lib/map/types.ts";
import { Card } from "~/ui/card.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";

type Use = "earning" | "standing" | "all";

/** Whole numbers only: phones accumulate the heat in 8 bits. */
const weights: Record<Use, (machine: MapMachine) => number> = {
  earning: (machine) => (machine.status === "ON_RENT" ? 1 : 0),
  standing: (machine) => (machine.status === "AVAILABLE" || machine.status === "IDLE" ? 1 : 0),
  all: () => 1,
};

/** Time utilisation on the world map: where machines are on rent now, and where they stand. */
export function HeatCard() {
  const machines = useQuery(() => everyMachine({}));
  const [use, setUse] = createSignal<Use>("earning");
  const placed = createMemo(() => (machines.isSuccess ? toMapMachines(machines.data.items) : []));
  const heat = createMemo(() =>
    placed().flatMap((machine) => {
      const weight = weights[use()](machine);
      return weight > 0 ? [{ lat: machine.lat, lon: machine.lon, weight }] : [];
    }),
  );
  return (
    <Card
      title={t("home.heat.title")}
      flush
      actions={
        <SegmentedControl<Use>
          label={t("home.heat.show")}
          value={use()}
          onChange={setUse}
          options={(["earning", "standing", "all"] as const).map((value) => ({
            value,
            label: t(`home.heat.${value}`),
          }))}
        />
      }
    >
      <p class="px-4 py-2 text-sm text-muted">{t(`home.heat.${use()}Hint`)}</p>
      <MapView
        class="h-80 md:h-[26rem]"
        label={t("home.heat.label")}
        heat={heat()}
        machines={placed()}
        fitKey={placed().length > 0 ? "world" : undefined}
      />
    </Card>
  );
}
