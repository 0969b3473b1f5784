import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { solidStart } from "@solidjs/start/config";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { VitePWA, type VitePluginPWAAPI } from "vite-plugin-pwa";
import { screenWords } from "./app/i18n/first-words.ts";
import { webManifest } from "./app/web-manifest.ts";
import { checkBundle } from "./server/tools/check-bundle.ts";
import { pureDefinitions } from "./server/tools/pure-definitions.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const api = process.env["SMART_RENTAL_API"] ?? "http://127.0.0.1:3001";
const serverPaths = ["/api", "/dev", "/files", "/healthz", "/readyz", "/metrics"];
/** The map engine is big and only some roles need it: its chunks get a folder that the service worker does not precache. */
/** All words of a language in one piece: kept by devices that use it. English and German are everybody's. */
const oneLanguage = /\/app\/i18n\/(fr|es|pt|hi|zh|ar)\.ts$/;
const mapEngine = /node_modules\/(maplibre-gl|@deck\.gl|@luma\.gl|terra-draw)/;
/**
 * What nearly every screen needs goes into few files: each file costs a request, a name in every list of files to preload, and what its
 * neighbours' words would have saved in compression.
 */
const chunkGroups = [
  // Needed by the very first code, which is to need nothing else.
  { name: "preload", test: /preload-helper|rolldown-runtime/, priority: 9 },
  {
    name: "first",
    test: /\/app\/lib\/(early-me|last-me|sign-out-waits|zod-without-eval|scanner\/(early-camera|camera-choice|decoder))\.ts/,
    priority: 9,
  },
  { name: "base", test: /node_modules\/(solid-js|@solidjs\/router|@solid-primitives\/i18n)\//, priority: 8 },
  {
    name: "wire",
    test: /@trpc\/(server\/|client\/dist\/(TRPCClientError|objectSpread|unstable-internals))/,
    priority: 8,
  },
  { name: "socket", test: /@trpc\/client\/dist\/wsLink/, priority: 7 },
  {
    name: "data",
    test: /node_modules\/(@tanstack\/(query-core|solid-query)|@trpc\/(client|react-query))\//,
    priority: 6,
  },
  {
    name: "frame",
    test: /\/app\/(routes\/\(app\)\.tsx|features\/shell\/(nav-items|crash-page)|lib\/(i18n|session|format|errors|page-title)\.ts|ui\/(app-shell|badge|button|card|cn|empty-state|error-state|icon-button|loaded|page-header|skeleton|status-badge|tone)\.tsx?)/,
    priority: 5,
  },
];

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
        await checkBundle(path("./dist"), screenWords);
      },
    },
  };
}

/** A hash over everything that says what the server's answers look like: what a device has kept under another one is not read. */
const wireVersion = createHash("sha256")
  .update(
    globSync("server/domain/**/*.ts", { cwd: path(".") })
      .sort()
      .map((file) => readFileSync(path(`./${file}`), "utf8"))
      .join(),
  )
  .digest("hex")
  .slice(0, 12);

export default defineConfig({
  define: { "import.meta.env.WIRE_VERSION": JSON.stringify(wireVersion) },
  plugins: [
    tailwindcss(),
    pureDefinitions(),
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
        globIgnores: ["sw.js"],
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
      { find: /^react$/, replacement: path("./app/lib/shims/react.ts") },
      { find: /^@tanstack\/react-query$/, replacement: path("./app/lib/shims/react-query.ts") },
    ],
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { groups: chunkGroups },
            chunkFileNames: (chunk) =>
              chunk.moduleIds.some((id) => mapEngine.test(id))
                ? "_build/assets/map/[name]-[hash].js"
                : chunk.moduleIds.some((id) => oneLanguage.test(id))
                  ? "_build/assets/words/[name]-[hash].js"
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
