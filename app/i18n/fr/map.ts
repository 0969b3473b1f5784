import type { map as en } from "../en/map.ts";

export const map: typeof en = {
  zoomIn: "Zoom avant",
  zoomOut: "Zoom arrière",
  fit: "Tout montrer",
  legend: "Sens des repères",
  credit: "Carte : Natural Earth, gardée sur cet appareil",
  missing: {
    title: "Pas de carte ici",
    hint: "Cet appareil ne peut pas dessiner de cartes (WebGL manque ou est désactivé), ou la carte n’est pas encore chargée. La liste montre les mêmes machines et sites.",
  },
  gesture: {
    ctrl: "Ctrl + défilement pour zoomer sur la carte",
    mac: "⌘ + défilement pour zoomer sur la carte",
    touch: "Déplacez la carte avec deux doigts",
  },
};
