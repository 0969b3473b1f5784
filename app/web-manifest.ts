import type { ManifestOptions } from "vite-plugin-pwa";

const icons = [{ src: "/icon-192.png", type: "image/png", sizes: "192x192" }];

/** The web app manifest; its colours repeat `--color-frame` and `--color-canvas` of `app/ui/tokens.css`. */
export const webManifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Smart Rental",
  short_name: "Smart Rental",
  description: "Track rented construction machines: send out, take back, hours, alerts.",
  start_url: "/",
  scope: "/",
  display: "standalone",
  lang: "en",
  dir: "ltr",
  theme_color: "#1a1814",
  background_color: "#f4f2ed",
  categories: ["business", "productivity"],
  icons: [
    { src: "/icon.svg", type: "image/svg+xml", sizes: "any", purpose: "any" },
    { src: "/icon-192.png", type: "image/png", sizes: "192x192", purpose: "any" },
    { src: "/icon-512.png", type: "image/png", sizes: "512x512", purpose: "any" },
    { src: "/icon-maskable-512.png", type: "image/png", sizes: "512x512", purpose: "maskable" },
  ],
  shortcuts: [
    { name: "Scan a machine", short_name: "Scan", url: "/scan", icons },
    { name: "Tasks", url: "/tasks", icons },
    { name: "Waiting to be sent", short_name: "Queue", url: "/queue", icons },
  ],
  // Answered by the service worker: photographs from the phone's gallery or camera app for the next machine.
  share_target: {
    action: "/share",
    method: "POST",
    enctype: "multipart/form-data",
    params: { files: [{ name: "photos", accept: ["image/*"] }] },
  },
  // A shortcut or a label's address never takes away a form that somebody is filling in.
  launch_handler: { client_mode: ["navigate-new", "auto"] },
};
