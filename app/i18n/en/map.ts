export const map = {
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show everything",
  legend: "What the marks mean",
  credit: "Map: Natural Earth, kept on this device",
  missing: {
    title: "No map here",
    hint: "This device cannot draw maps (WebGL is missing or off), or the map has not been loaded yet. The list shows the same machines and sites.",
  },
  gesture: {
    ctrl: "Use Ctrl + scroll to zoom the map",
    mac: "Use ⌘ + scroll to zoom the map",
    touch: "Use two fingers to move the map",
  },
};
