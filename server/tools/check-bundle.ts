/** Weighs a finished build against its bounds. */
import { readFile, stat } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { cameraSize, type Manifest, report, screenSizes } from "./bundle-sizes.ts";

const kebab = (feature: string) => feature.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The dictionary's chunks that a screen waits for, in English. German is a tenth longer. */
function wordsOf(route: string, screenWords: Record<string, readonly string[]>): string[] {
  const parts = screenWords[route];
  return ["app/i18n/core/en.ts", ...(parts ?? []).map((part) => `app/i18n/en/${kebab(part)}.ts`)];
}

/**
 * Prints what each screen's first load weighs; throws where a bound is broken. `dist` holds `client-manifest.json` and `client/`,
 * `screenWords` the dictionary's parts by route.
 */
export async function checkBundle(dist: string, screenWords: Record<string, readonly string[]>): Promise<void> {
  const manifest = JSON.parse(await readFile(join(dist, "client-manifest.json"), "utf8")) as Manifest;
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(dist, "client", file))).length;
    sizes.set(file, known);
    return known;
  };
  const camera = cameraSize(manifest, sizeOf);
  // The review pages show every component at once, which no screen does.
  const screens = screenSizes(manifest, sizeOf, (route) => wordsOf(route, screenWords)).filter(
    ({ route }) => !route.startsWith("components/"),
  );
  const { table, over } = report(camera, screens, await precacheBytes(dist));
  console.log(["", "First loads, JavaScript after gzip:", ...table, ""].join("\n"));
  if (over.length === 0) return;
  const heaviest = screens.filter(({ route }) => over.includes(route)).slice(0, 3);
  for (const { route, parts } of heaviest)
    console.log([route, ...parts.slice(0, 12).map(({ file, bytes }) => `  ${bytes}  ${file}`)].join("\n"));
  throw new Error(`Too big: ${over.join(", ")}`);
}

/** In the worker's list by name alone: kept from their first use on, as `app/sw.ts` has it. */
const ON_DEMAND = /_build\/assets\/(map\/|words\/|maplibre-gl-worker)/;

/** Bytes of everything that the service worker fetches when it is installed. */
async function precacheBytes(dist: string): Promise<number> {
  const worker = await readFile(join(dist, "client", "sw.js"), "utf8");
  const urls = [...worker.matchAll(/["']?url["']?:\s*["'`]([^"'`]+)["'`]/g)].map(([, url]) => url!);
  if (urls.length < 10) throw new Error("The list of what is kept was not found in sw.js");
  const files = await Promise.all(
    urls.filter((url) => !ON_DEMAND.test(url)).map((url) => stat(join(dist, "client", url)).catch(() => null)),
  );
  return files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
}
