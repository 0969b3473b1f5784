import type { map as english } from "../en/map.ts";

export const map: typeof english = {
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  fit: "Alles zeigen",
  legend: "Bedeutung der Zeichen",
  credit: "Karte: Natural Earth, auf diesem Gerät gespeichert",
  missing: {
    title: "Keine Karte",
    hint: "Dieses Gerät kann keine Karten zeichnen (WebGL fehlt oder ist aus), oder die Karte wurde noch nicht geladen. Die Liste zeigt dieselben Maschinen und Einsatzorte.",
  },
  gesture: {
    ctrl: "Strg + Mausrad vergrößert die Karte",
    mac: "⌘ + Mausrad vergrößert die Karte",
    touch: "Karte mit zwei Fingern bewegen",
  },
};
