/**
 * What a person on a slow line waits for: the JavaScript of each screen's first load, from the build's own manifest. The build fails where
 * a bound is broken, with the table that says by whom.
 */

/** An entry of Vite's manifest, as far as it is read here. */
export interface Chunk {
  file: string;
  imports?: string[];
}
export type Manifest = Record<string, Chunk>;

/** Bytes after gzip of one file of the build. */
export type SizeOf = (file: string) => number;

/** Bounds in bytes after gzip; `precache` in bytes before. */
export const BOUNDS = { camera: 75_000, screen: 120_000, precache: 4_500_000 } as const;

/** The names of all chunks that these ones cannot run without, themselves included. What is imported later does not count. */
export function closure(manifest: Manifest, starts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build's manifest has no ${name}`);
    seen.add(name);
    chunk.imports?.forEach(visit);
  };
  starts.forEach(visit);
  return seen;
}

export interface ScreenSize {
  /** The route's file without its ending, such as `(app)/fleet/index`. */
  route: string;
  bytes: number;
  /** What it costs, dearest first. */
  parts: { file: string; bytes: number }[];
}

/** The first load of each screen: entry, app, the frame where it stands in one, the screen, and the words that it waits for. */
export function screenSizes(manifest: Manifest, sizeOf: SizeOf, wordsOf: (route: string) => string[]): ScreenSize[] {
  const names = Object.keys(manifest);
  const routes = new Map(
    names.flatMap((name) => {
      const route = /^app\/routes\/(.+)\.tsx\?/.exec(name)?.[1];
      return route ? [[route, name] as const] : [];
    }),
  );
  const frame = routes.get("(app)");
  return [...routes]
    .filter(([route]) => route !== "(app)")
    .map(([route, name]) => {
      const around = route.startsWith("(app)/") && frame ? [frame] : [];
      const starts = [ENTRY, "app/client.tsx", ...around, name, ...wordsOf(route)];
      return { route, ...weigh(manifest, sizeOf, starts) };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

/** What is on its way before the scan screen asks for the camera. */
export const cameraSize = (manifest: Manifest, sizeOf: SizeOf) => weigh(manifest, sizeOf, [ENTRY]);

/** Where a page starts. Route files are entries of the build as well, but not of a page. */
const ENTRY = "app/entry-client.tsx";

function weigh(manifest: Manifest, sizeOf: SizeOf, starts: readonly string[]) {
  const files = new Set([...closure(manifest, starts)].map((name) => manifest[name]!.file));
  const parts = [...files]
    .filter((file) => /\.m?js$/.test(file))
    .map((file) => ({ file, bytes: sizeOf(file) }))
    .sort((a, b) => b.bytes - a.bytes);
  return { bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

/** The table of a build, and what in it is too big. */
export function report(camera: { bytes: number }, screens: readonly ScreenSize[], precache: number) {
  const lines: { name: string; bytes: number; bound: number }[] = [
    { name: "scan, before its camera is asked for", bytes: camera.bytes, bound: BOUNDS.camera },
    ...screens.map(({ route, bytes }) => ({ name: route, bytes, bound: BOUNDS.screen })),
    { name: "kept for offline use (not compressed)", bytes: precache, bound: BOUNDS.precache },
  ];
  const over = lines.filter(({ bytes, bound }) => bytes > bound);
  const table = lines.map(
    ({ name, bytes, bound }) =>
      `${bytes > bound ? "over" : "ok  "} ${kilobytes(bytes)} of ${kilobytes(bound)}  ${name}`,
  );
  return { table, over: over.map(({ name }) => name) };
}
