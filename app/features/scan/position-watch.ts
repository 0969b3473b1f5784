/**
 * Where the phone is, for the geofence gate. The browser's question comes only after ours: `ask` is called by a press, or at once
 * where the person has agreed before. Watching ends with the component.
 */
import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import type { Position } from "../../../server/domain/sites/position.ts";

export type PositionState =
  | { kind: "unasked" }
  | { kind: "locating" }
  | { kind: "known"; position: Position }
  | { kind: "denied" }
  | { kind: "unavailable" };

/** A first fix by satellite may take this long; after it a coarse one is better than none. */
const FIRST_FIX_MS = 10_000;
const OPTIONS: PositionOptions = { enableHighAccuracy: true, timeout: FIRST_FIX_MS, maximumAge: 10_000 };
const COARSE: PositionOptions = { enableHighAccuracy: false, timeout: FIRST_FIX_MS, maximumAge: 60_000 };

/** A fix as the gate and the server take it. */
export function toPosition({ coords, timestamp }: GeolocationPosition): Position {
  return {
    lat: coords.latitude,
    lon: coords.longitude,
    accuracyM: Math.round(coords.accuracy * 10) / 10,
    at: new Date(timestamp).toISOString(),
  };
}

export function watchPosition(): { state: Accessor<PositionState>; ask: () => void } {
  const geolocation = navigator.geolocation as Geolocation | undefined;
  const [state, setState] = createSignal<PositionState>(geolocation ? { kind: "unasked" } : { kind: "unavailable" });
  let watchId: number | null = null;

  const found = (fix: GeolocationPosition) => setState({ kind: "known", position: toPosition(fix) });
  const giveUp = () => {
    if (state().kind === "locating") setState({ kind: "unavailable" });
  };
  // oxlint-disable-next-line solid/reactivity -- the browser calls it; it reads the state of that moment
  const failed = (error: GeolocationPositionError) => {
    if (error.code === error.PERMISSION_DENIED) {
      stop();
      setState({ kind: "denied" });
    } else if (state().kind === "locating") {
      // Indoors: try the coarse way once; the watch goes on and may still find a better one.
      geolocation?.getCurrentPosition(found, giveUp, COARSE);
    }
  };
  const stop = () => {
    if (watchId !== null) geolocation?.clearWatch(watchId);
    watchId = null;
  };
  const ask = () => {
    if (!geolocation) return;
    stop();
    setState({ kind: "locating" });
    watchId = geolocation.watchPosition(found, failed, OPTIONS);
  };

  // Older Safari has no Permissions API for this: then our question comes first, every time.
  const askWhereAllowed = async () => {
    const permission = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
    if (permission?.state === "granted" && state().kind === "unasked") ask();
    else if (permission?.state === "denied") setState({ kind: "denied" });
  };
  onMount(() => void askWhereAllowed());
  onCleanup(stop);
  return { state, ask };
}
