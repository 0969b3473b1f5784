/** A browser test: pages of one shared browser on the shared server, and no problem on any of them. */
import { afterAll, expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { newPage, signInAs, type PageOptions, type WatchedPage } from "./page.ts";
import { sharedServer } from "./server.ts";

const JOURNEY_WITHIN_MS = 90_000;
/** The browser and, where this process starts it, the seeded server. */
const OPENS_WITHIN_MS = 240_000;
const resultsDir = new URL("../../test-results", import.meta.url).pathname;

export type Journey = {
  /** Address of the shared server. */
  url: string;
  /** Opens another person's page, signed in where `as` (an e-mail address of the demo) is given. */
  open: (options?: PageOptions & { as?: string }) => Promise<WatchedPage>;
};

let browser: Promise<Browser> | undefined;

async function closeBrowser(): Promise<void> {
  const open = browser;
  browser = undefined;
  await (await open?.catch(() => undefined))?.close();
}

/**
 * Declares a test. It fails when `walk` throws, and when any page that it opened had a problem (see {@link WatchedPage}); then
 * pictures of its pages are in `test-results/`.
 */
export function journey(name: string, walk: (journey: Journey) => Promise<void>, defaults: PageOptions = {}): void {
  // Of every file and group with a journey in it; the next one opens another browser.
  afterAll(closeBrowser);
  test(
    name,
    async () => {
      const { url } = await sharedServer();
      browser ??= launchBrowser();
      const opened: WatchedPage[] = [];
      const open: Journey["open"] = async ({ as, ...options } = {}) => {
        const watched = await newPage(await browser!, url, { ...defaults, ...options });
        opened.push(watched);
        if (as) await signInAs(watched.page, as);
        return watched;
      };
      const walked = walk({ url, open });
      const timely = Promise.race([
        walked,
        Bun.sleep(JOURNEY_WITHIN_MS).then(() => {
          throw new Error(`"${name}" was not done within ${JOURNEY_WITHIN_MS / 1000} s`);
        }),
      ]);
      try {
        await timely;
        expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
      } catch (error) {
        await takePictures(name, opened);
        throw error;
      } finally {
        await Promise.all(opened.map(({ context }) => context.close()));
        await walked.catch(() => {});
      }
    },
    OPENS_WITHIN_MS + JOURNEY_WITHIN_MS,
  );
}

/** As {@link journey}, where nothing depends on work offline: its pages do not fetch the app ahead, which takes as long as the rest. */
export const onlineJourney = (name: string, walk: (journey: Journey) => Promise<void>): void =>
  journey(name, walk, { worker: false });

async function takePictures(name: string, opened: WatchedPage[]): Promise<void> {
  await mkdir(resultsDir, { recursive: true });
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80);
  for (const [at, { page }] of opened.entries()) {
    // A page that has crashed has no picture; the journey's own error is the one to tell.
    await page.screenshot({ path: join(resultsDir, `${slug}-${at + 1}.png`) }).catch(() => {});
  }
}
