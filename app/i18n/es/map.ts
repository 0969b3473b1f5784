import type { map as en } from "../en/map.ts";

export const map: typeof en = {
  zoomIn: "Acercar",
  zoomOut: "Alejar",
  fit: "Ver todo",
  legend: "Qué significan las marcas",
  credit: "Mapa: Natural Earth, guardado en este dispositivo",
  missing: {
    title: "No hay mapa aquí",
    hint: "Este dispositivo no puede dibujar mapas (falta WebGL o está desactivado), o el mapa aún no se ha cargado. La lista muestra las mismas máquinas y sitios.",
  },
  gesture: {
    ctrl: "Use Ctrl + desplazamiento para acercar el mapa",
    mac: "Use ⌘ + desplazamiento para acercar el mapa",
    touch: "Use dos dedos para mover el mapa",
  },
};
