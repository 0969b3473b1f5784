import type { map as en } from "../en/map.ts";

export const map: typeof en = {
  zoomIn: "Aproximar",
  zoomOut: "Afastar",
  fit: "Mostrar tudo",
  legend: "O que as marcas significam",
  credit: "Mapa: Natural Earth, guardado neste aparelho",
  missing: {
    title: "Sem mapa aqui",
    hint: "Este aparelho não consegue desenhar mapas (WebGL falta ou está desligado), ou o mapa ainda não foi carregado. A lista mostra as mesmas máquinas e locais.",
  },
  gesture: {
    ctrl: "Use Ctrl + rolagem para o zoom do mapa",
    mac: "Use ⌘ + rolagem para o zoom do mapa",
    touch: "Use dois dedos para mover o mapa",
  },
};
