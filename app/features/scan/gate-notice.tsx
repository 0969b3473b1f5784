import LoaderCircle from "lucide-solid/icons/loader-circle";
import LocateOff from "lucide-solid/icons/locate-off";
import MapPinCheck from "lucide-solid/icons/map-pin-check";
import MapPinX from "lucide-solid/icons/map-pin-x";
import { type JSX, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { type Tone, toneStyle } from "~/ui/tone.ts";
import type { GateText, GateWord } from "./gate-text.ts";
import type { PositionState } from "./position-watch.ts";

const tones: Record<GateWord, Tone> = {
  inside: "green",
  withinAccuracy: "green",
  noPosition: "amber",
  notRequired: "amber",
  outside: "red",
  nowhere: "red",
  positionRequired: "red",
  locating: "blue",
};

/** Our question before the browser's own. */
export function PositionQuestion(props: { onAsk: () => void; compact?: boolean }) {
  return (
    <div class={cn("rounded-md border p-3 text-sm", toneStyle({ tone: "blue" }))}>
      <p class="font-bold">{t("scan.position.title")}</p>
      <p class="mt-1">{t("scan.position.why")}</p>
      <Button size="lg" class="mt-3 w-full" onClick={() => props.onAsk()}>
        <MapPinCheck aria-hidden="true" />
        {t("scan.position.allow")}
      </Button>
    </div>
  );
}

/** What the geofence gate says about here and now, and what to do about it. */
export function GateNotice(props: { gate: GateText; position: PositionState["kind"]; onAsk: () => void }) {
  const format = useFormat();
  const text = () =>
    t(`scan.gate.${props.gate.word}`, { site: props.gate.site, distance: format().distance(props.gate.distanceM) });
  const icon = (): JSX.Element => (
    <Switch fallback={<MapPinX aria-hidden="true" />}>
      <Match when={props.gate.word === "locating"}>
        <LoaderCircle class="animate-spin" aria-hidden="true" />
      </Match>
      <Match when={props.gate.word === "noPosition" || props.gate.word === "positionRequired"}>
        <LocateOff aria-hidden="true" />
      </Match>
      <Match when={!props.gate.blocked}>
        <MapPinCheck aria-hidden="true" />
      </Match>
    </Switch>
  );
  return (
    <Show when={props.position !== "unasked"} fallback={<PositionQuestion onAsk={props.onAsk} />}>
      <div
        role="status"
        class={cn(
          "flex items-start gap-2 rounded-md border p-3 text-sm font-medium [&_svg]:size-5 [&_svg]:shrink-0",
          toneStyle({ tone: tones[props.gate.word] }),
        )}
      >
        {icon()}
        <div class="min-w-0 flex-1">
          <p class="break-words">{text()}</p>
          <Show when={props.position === "denied"}>
            <p class="mt-1 font-normal">{t("scan.position.denied")}</p>
          </Show>
          <Show when={props.position === "unavailable"}>
            <p class="mt-1 font-normal">{t("scan.position.unavailable")}</p>
            <Button size="sm" class="mt-2" onClick={() => props.onAsk()}>
              {t("scan.position.again")}
            </Button>
          </Show>
        </div>
      </div>
    </Show>
  );
}
