/** A new version on the server: whoever has the old one open goes on working, and is asked before anything is loaded anew. */
import { afterAll, beforeAll, expect } from "bun:test";
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { journey } from "./harness/journey.ts";
import { sharedServer } from "./harness/server.ts";

const DEALER = "admin@dealer1.example";
const built = new URL("../dist/client", import.meta.url).pathname;
/** The stand-in server carries no socket, and what a build has lost answers 404. */
const EXPECTED = [/WebSocket/, /status of 404/, /ERR_/, /dynamically imported module/];
const HASHED = /^_build\/assets\/.+-[\w-]{8}\.js$/;

let home = "";
let shown: "old" | "new" = "old";
let server: ReturnType<typeof Bun.serve>;

/** The same app as another build: every chunk under another name. */
async function makeNewBuild(directory: string): Promise<void> {
  const files = await readdir(directory, { recursive: true });
  const chunks = new Map(files.filter((name) => HASHED.test(name)).map((name) => [basename(name), renamed(name)]));
  for (const name of files) {
    if (!/\.(js|mjs|html)$/.test(name)) continue;
    const file = join(directory, name);
    const text = await readFile(file, "utf8");
    // Chunks name each other by file name alone.
    let moved = text.replaceAll(/[\w()[\].-]+-[\w-]{8}\.js/g, (chunk) => chunks.get(chunk) ?? chunk);
    if (name === "sw.js") moved = moved.replaceAll(/(["']?revision["']?:\s*["'`][0-9a-f]{31})[0-9a-f]/g, "$1x");
    if (moved !== text) await writeFile(file, moved);
    if (HASHED.test(name)) await rename(file, join(dirname(file), renamed(name)));
  }
}

/** The file's name with another last letter of its hash. */
const renamed = (name: string) => basename(name).replace(/.(?=\.js$)/, (letter) => (letter === "0" ? "1" : "0"));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "smart-rental-builds-"));
  await cp(built, join(home, "old"), { recursive: true });
  await cp(built, join(home, "new"), { recursive: true });
  await makeNewBuild(join(home, "new"));
  const { url } = await sharedServer();
  server = Bun.serve({
    port: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      if (/^\/(api|files|dev)\//.test(pathname)) {
        const headers = new Headers(request.headers);
        headers.set("origin", url);
        headers.set("host", new URL(url).host);
        return fetch(url + pathname + search, {
          method: request.method,
          headers,
          body: request.body,
          decompress: false,
        });
      }
      const isFile = /\.\w+$/.test(pathname);
      const file = Bun.file(join(home, shown, isFile ? pathname : "index.html"));
      return (await file.exists())
        ? new Response(file, { headers: { "cache-control": "no-cache" } })
        : new Response(null, { status: 404 });
    },
  });
});
afterAll(async () => {
  await server.stop(true);
  await rm(home, { recursive: true, force: true });
});

const at = (path: string) => `http://localhost:${server.port}${path}`;
const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const follow = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();

journey("an old tab keeps what is typed and finds its screens after the update in another tab", async ({ open }) => {
  shown = "old";
  const { page: old, context } = await open({ as: DEALER, expected: EXPECTED });
  await old.goto(at("/"));
  await old.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await old.goto(at("/scan"));
  await old.getByLabel("Machine number").fill("half a num");
  const other = await context.newPage();
  await other.goto(at("/settings"));
  await title(other, "Settings").waitFor();

  shown = "new";
  await other.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  await other.getByRole("button", { name: "Update now" }).click();
  await other.waitForFunction(
    () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).type === "reload",
  );
  await title(other, "Settings").waitFor();
  const scripts = await other.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(scripts.filter((name) => /-[\w-]{7}[01]\.js$/.test(name)).length).toBeGreaterThan(5);

  expect(await old.getByLabel("Machine number").inputValue()).toBe("half a num");
  for (const name of ["Audit trail", "Rates", "Fleet"]) {
    await follow(old, name);
    await title(old, name).waitFor();
  }
});

journey("the language in use is there without a network after an update too", async ({ open }) => {
  shown = "old";
  const { page } = await open({ as: DEALER, locale: "fr-FR", expected: EXPECTED });
  await page.goto(at("/settings"));
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await page.reload();
  await title(page, "Réglages").waitFor();
  const words = () =>
    page.evaluate(async () => (await (await caches.open("assets")).keys()).map(({ url }) => url.split("/words/")[1]));
  const before = (await words()).filter(Boolean);
  expect(before).toHaveLength(1);

  shown = "new";
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.waiting);
  expect(new Set((await words()).filter(Boolean))).toEqual(new Set([...before, renamed(before[0]!)]));
});

journey(
  "without a worker a screen that the server has lost offers a reload, and is there after it",
  async ({ open }) => {
    shown = "old";
    const { page, context } = await open({ as: DEALER, expected: EXPECTED });
    await context.addInitScript(() => Object.defineProperty(navigator, "serviceWorker", { value: undefined }));
    await page.goto(at("/settings"));
    await title(page, "Settings").waitFor();
    shown = "new";
    await follow(page, "Audit trail");
    await title(page, "A part of the app could not be loaded").waitFor();
    await page.getByRole("main").getByRole("button", { name: "Reload" }).click();
    await title(page, "Audit trail").waitFor();
  },
);
