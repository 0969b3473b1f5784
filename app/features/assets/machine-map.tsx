import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { containsPoint } from "../../../server/domain/sites/geofence.ts";
import { t } from "~/lib/i18n.ts";
import { MapView } from "~/lib/map/map-view.tsx";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import type { AssetDetail } from "./assets.queries.ts";
import { toMapMachines } from "./map-machines.ts";

/** Where the machine is: a small map, and the same in words. */
export function MachineMap(props: { asset: AssetDetail }) {
  const format = useFormat();
  const fences = () => {
    const { siteId, siteName, siteGeofence } = props.asset;
    return siteId && siteGeofence
      ? [{ id: siteId, name: siteName ?? "", kind: "JOBSITE" as const, geofence: siteGeofence }]
      : [];
  };
  const place = () => {
    const { lastPosition, siteGeofence, siteName } = props.asset;
    if (!lastPosition) return t("assets.machine.noPosition");
    if (!siteGeofence) return null;
    const words = { site: siteName ?? "" };
    return containsPoint(siteGeofence, lastPosition)
      ? t("assets.machine.insideFence", words)
      : t("assets.machine.outsideFence", words);
  };
  return (
    <Card title={t("assets.machine.where")} flush>
      <Show when={props.asset.lastPosition || fences().length > 0}>
        <MapView
          class="h-72"
          label={t("assets.machine.mapLabel")}
          machines={toMapMachines([props.asset])}
          fences={fences()}
          fitKey={`${props.asset.humanId} ${props.asset.siteId ?? ""}`}
        />
      </Show>
      <div class="flex flex-col gap-1 border-t border-line p-4 text-sm">
        <Show when={props.asset.siteId} fallback={<p class="font-semibold">{t("assets.unplaced")}</p>}>
          {(siteId) => (
            <A href={`/sites/${siteId()}`} class="font-semibold underline-offset-2 hover:underline">
              {props.asset.siteName}
            </A>
          )}
        </Show>
        <Show when={place()}>
          <p>{place()}</p>
        </Show>
        <Show when={props.asset.lastPosition}>
          {(position) => (
            <p class="text-muted">
              {position().lat.toFixed(5)}, {position().lon.toFixed(5)}
              <Show when={position().accuracyM}>
                {(accuracy) => <>, {t("assets.machine.accuracy", { distance: format().distance(accuracy()) })}</>}
              </Show>
              <Show when={position().at}>
                {(at) => (
                  <time datetime={at()} class="block">
                    {format().dateTime(at(), props.asset.siteTimeZone ?? undefined)} ({format().relative(at())})
                  </time>
                )}
              </Show>
            </p>
          )}
        </Show>
      </div>
    </Card>
  );
}
