import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { solidStart } from "@solidjs/start/config";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { VitePWA, type VitePluginPWAAPI } from "vite-plugin-pwa";
import { webManifest } from "./app/web-manifest.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const api = process.env["SMART_RENTAL_API"] ?? "http://127.0.0.1:3001";
const serverPaths = ["/api", "/dev", "/files", "/healthz", "/readyz", "/metrics"];
/** The map engine is big and only some roles need it: its chunks get a folder that the service worker does not precache. */
const mapEngine = /node_modules\/(maplibre-gl|@deck\.gl|@luma\.gl|terra-draw)/;

/**
 * With `ssr: false` the build emits assets but no page. This renders the shell once through the built entry, and only
 * then lets the PWA plugin make `sw.js`, so that the page itself is part of the precache list.
 */
function staticShell(): Plugin {
  return {
    name: "smart-rental:static-shell",
    apply: "build",
    buildApp: {
      order: "post",
      async handler(builder) {
        const entry = (await import(`${path("./dist/server/entry-server.js")}?${Date.now()}`)) as {
          default: { fetch(request: Request): Promise<Response> | Response };
        };
        const response = await entry.default.fetch(new Request("http://localhost/"));
        const html = await response.text();
        if (!response.ok || !html.includes('id="app"')) throw new Error(`The shell did not render: ${response.status}`);
        await writeFile(path("./dist/client/index.html"), html);
        // The build's own manifest names source files; it belongs beside the web root, not into it.
        await rename(path("./dist/client/.vite/manifest.json"), path("./dist/client-manifest.json"));
        await rm(path("./dist/client/.vite"), { recursive: true });
        const pwa = builder.config.plugins.find((plugin) => plugin.name === "vite-plugin-pwa");
        await (pwa?.api as VitePluginPWAAPI | undefined)?.generateSW();
        const worker = await readFile(path("./dist/client/sw.js"), "utf8");
        if (!worker.includes("index.html")) throw new Error("sw.js does not precache the shell");
      },
    },
  };
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    solidStart({
      ssr: false,
      appRoot: "./app",
      devOverlay: false,
      // Published JavaScript needs no second compilation; only `.jsx`/`.tsx` sources do.
      solid: { exclude: [/node_modules\/.*\.[cm]?[jt]s(\?.*)?$/] },
    }),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "app",
      filename: "sw.ts",
      outDir: "dist/client",
      injectRegister: false,
      registerType: "prompt",
      manifest: webManifest,
      includeManifestIcons: false,
      injectManifest: {
        minify: true,
        globDirectory: "dist/client",
        globPatterns: ["**/*.{js,mjs,css,html,svg,png,wasm}"],
        globIgnores: ["_build/assets/map/**", "**/maplibre-gl-worker*", "sw.js"],
        // Everything below has its hash in the name.
        dontCacheBustURLsMatching: /^_build\/assets\//,
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      },
    }),
    staticShell(),
  ],
  resolve: {
    alias: [
      { find: /^~\//, replacement: `${path("./app")}/` },
      { find: /^zod$/, replacement: path("./app/lib/zod-without-eval.ts") },
      { find: /^react$/, replacement: path("./app/lib/shims/react.ts") },
      { find: /^@tanstack\/react-query$/, replacement: path("./app/lib/shims/react-query.ts") },
    ],
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            chunkFileNames: (chunk) =>
              chunk.moduleIds.some((id) => mapEngine.test(id))
                ? "_build/assets/map/[name]-[hash].js"
                : "_build/assets/[name]-[hash].js",
          },
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      serverPaths.map((prefix) => [`^${prefix}(/|$)`, { target: api, changeOrigin: false, ws: prefix === "/api" }]),
    ),
  },
});
