import AlarmClock from "lucide-solid/icons/alarm-clock";
import Bell from "lucide-solid/icons/bell";
import CircleCheck from "lucide-solid/icons/circle-check";
import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import Clock from "lucide-solid/icons/clock";
import HardHat from "lucide-solid/icons/hard-hat";
import MapPinOff from "lucide-solid/icons/map-pin-off";
import Wrench from "lucide-solid/icons/wrench";
import { Show } from "solid-js";
import { fleetHref } from "~/features/assets/fleet-search.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { StatTile } from "~/ui/stat-tile.tsx";
import type { Summary } from "./home.queries.ts";

/** The fleet in figures; each leads to the machines behind it. `own` fleets also show what stands in the yard. */
export function FleetTiles(props: { summary: Summary; own: boolean }) {
  const format = useFormat();
  const count = (value: number) => format().number(value);
  const share = (value: number) =>
    props.own && props.summary.total > 0
      ? t("home.tile.share", { share: format().percent(value / props.summary.total) })
      : undefined;
  return (
    <div class="grid grid-cols-2 gap-3 md:grid-cols-4">
      <StatTile
        label={t("common.status.ON_RENT")}
        value={count(props.summary.byStatus.ON_RENT)}
        note={share(props.summary.byStatus.ON_RENT)}
        icon={<HardHat aria-hidden="true" />}
        emphasis="accent"
        href={fleetHref({ status: "ON_RENT" })}
      />
      <StatTile
        label={t("common.status.OVERDUE")}
        value={count(props.summary.overdue)}
        icon={<AlarmClock aria-hidden="true" />}
        emphasis={props.summary.overdue > 0 ? "alert" : "none"}
        href={fleetHref({ due: "OVERDUE" })}
      />
      <StatTile
        label={t("home.tile.dueSoon")}
        value={count(props.summary.dueSoon)}
        icon={<Clock aria-hidden="true" />}
        href={fleetHref({ due: "DUE_SOON" })}
      />
      <StatTile
        label={t("home.tile.alerts")}
        value={count(props.summary.openAlerts)}
        icon={<Bell aria-hidden="true" />}
        href="/alerts"
      />
      <Show when={props.own}>
        <StatTile
          label={t("common.status.AVAILABLE")}
          value={count(props.summary.byStatus.AVAILABLE)}
          note={share(props.summary.byStatus.AVAILABLE)}
          icon={<CircleCheck aria-hidden="true" />}
          href={fleetHref({ status: "AVAILABLE" })}
        />
        <StatTile
          label={t("common.status.IDLE")}
          value={count(props.summary.byStatus.IDLE)}
          icon={<ClipboardCheck aria-hidden="true" />}
          href={fleetHref({ status: "IDLE" })}
        />
        <StatTile
          label={t("common.status.MAINTENANCE")}
          value={count(props.summary.byStatus.MAINTENANCE)}
          icon={<Wrench aria-hidden="true" />}
          href={fleetHref({ status: "MAINTENANCE" })}
        />
        <StatTile
          label={t("common.status.LOST")}
          value={count(props.summary.byStatus.LOST)}
          icon={<MapPinOff aria-hidden="true" />}
          emphasis={props.summary.byStatus.LOST > 0 ? "alert" : "none"}
          href={fleetHref({ status: "LOST" })}
        />
      </Show>
    </div>
  );
}
