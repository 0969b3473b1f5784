import LocateFixed from "lucide-solid/icons/locate-fixed";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import Undo2 from "lucide-solid/icons/undo-2";
import { createSignal, Show } from "solid-js";
import { circleRing } from "~/lib/map/features.ts";
import { t } from "~/lib/i18n.ts";
import { MapView } from "~/lib/map/map-view.tsx";
import { Button } from "~/ui/button.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { type Corner, type FenceShape, readFenceText, writeFenceText } from "./fence-text.ts";
import type { Site } from "./sites.queries.ts";

const aroundMetres = 100;
const aroundCorners = 12;

const currentPosition = () =>
  new Promise<GeolocationPosition>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: 20_000,
      maximumAge: 30_000,
    }),
  );

/** Where the fence stands while it is made, and why the text cannot be read if so. */
export interface FenceState {
  shape: FenceShape;
  problem: string | null;
}

interface FenceEditorProps {
  value: FenceState;
  onChange: (value: FenceState) => void;
  /** What is wrong with the fence as a whole, once it was asked for. */
  error: string | null;
  /** Sites that are there already, to find the way. */
  sites: readonly Site[];
}

/** Draws a fence: corners by pressing on the map, or the same corners as text for keyboards, coordinates and GeoJSON. */
export function FenceEditor(props: FenceEditorProps) {
  const [text, setText] = createSignal("");
  const [here, setHere] = createSignal<{ lat: number; lon: number; accuracyM: number } | null>(null);
  const [locating, setLocating] = createSignal(false);
  const [locationFailed, setLocationFailed] = createSignal(false);

  function setOutline(outline: Corner[]) {
    const { holes } = props.value.shape;
    setText(writeFenceText(outline));
    props.onChange({ shape: { outline, holes: outline.length === 0 ? [] : holes }, problem: null });
  }
  function readText(next: string) {
    setText(next);
    const read = readFenceText(next);
    if (read.ok) props.onChange({ shape: read.shape, problem: null });
    else if (read.problem === "line") {
      props.onChange({ ...props.value, problem: t("sites.create.error.line", { line: read.line }) });
    } else props.onChange({ ...props.value, problem: t(`sites.create.error.${read.problem}`) });
  }
  async function locate() {
    setLocating(true);
    setLocationFailed(false);
    try {
      const { coords } = await currentPosition();
      const at = { lat: coords.latitude, lon: coords.longitude };
      setHere({ ...at, accuracyM: coords.accuracy });
      setOutline(
        circleRing(at, aroundMetres, aroundCorners)
          .slice(0, -1)
          .map(([lon, lat]): Corner => [Number(lon.toFixed(6)), Number(lat.toFixed(6))]),
      );
    } catch {
      setLocationFailed(true);
    } finally {
      setLocating(false);
    }
  }
  const outline = () => props.value.shape.outline;
  return (
    <div class="flex flex-col gap-4">
      <div class="overflow-hidden rounded-md border border-line">
        <MapView
          class="h-80 md:h-[26rem]"
          label={t("sites.create.mapLabel")}
          fences={props.sites}
          draft={{ points: outline(), onChange: setOutline }}
          here={here()}
          fitKey={props.sites.length > 0 ? "sites" : undefined}
        />
      </div>
      <p class="text-sm text-muted">{t("sites.create.drawHint")}</p>
      <div class="flex flex-wrap items-center gap-2">
        <Button onClick={() => void locate()} busy={locating()}>
          <LocateFixed aria-hidden="true" />
          {t("sites.create.around")}
        </Button>
        <Button onClick={() => setOutline(outline().slice(0, -1))} disabled={outline().length === 0}>
          <Undo2 aria-hidden="true" />
          {t("sites.create.undo")}
        </Button>
        <Button variant="ghost" onClick={() => setOutline([])} disabled={outline().length === 0}>
          <RotateCcw aria-hidden="true" />
          {t("sites.create.clear")}
        </Button>
        <p class="text-sm font-medium" role="status">
          {t("sites.create.corners", outline().length)}
          <Show when={props.value.shape.holes.length > 0}>
            , {t("sites.create.holes", props.value.shape.holes.length)}
          </Show>
        </p>
      </div>
      <Show when={locationFailed()}>
        <p role="alert" class="text-sm font-medium text-red">
          {t("sites.create.error.location")}
        </p>
      </Show>
      <TextArea
        label={t("sites.create.coordinates")}
        hint={t("sites.create.coordinatesHint")}
        placeholder={t("sites.create.placeholder")}
        error={props.value.problem ?? props.error}
        value={text()}
        rows={5}
        spellcheck={false}
        class="[&_textarea]:max-h-64 [&_textarea]:font-mono [&_textarea]:text-sm"
        onInput={(event) => readText(event.currentTarget.value)}
      />
    </div>
  );
}
