/** Pages as people have them, watched for what no journey may cause. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

const VIEWPORTS = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1440, height: 900 } },
} satisfies Record<string, BrowserContextOptions>;

export type PageOptions = {
  device?: keyof typeof VIEWPORTS;
  colorScheme?: "light" | "dark";
  /** BCP 47, such as `de-DE`. Default: `en-GB`. */
  locale?: string;
  /** IANA name. Default: `Europe/Berlin`. */
  timeZone?: string;
  /** Where the device is, in degrees and metres; it then may tell. */
  position?: { lat: number; lon: number; accuracyM?: number };
  /** Whether the pages keep the app for work offline, as they do for people: a new profile then fetches all of it. Default: true. */
  worker?: boolean;
  /** Problems that this journey causes on purpose; a problem whose text matches is not one. */
  expected?: RegExp[];
};

export type WatchedPage = {
  page: Page;
  context: BrowserContext;
  /** Console errors, uncaught errors, broken content security policy and answers from 500 up, in order. */
  problems: string[];
};

/** Opens a page of a new, empty browser profile. Paths given to `page.goto` are relative to `baseURL`. */
export async function newPage(browser: Browser, baseURL: string, options: PageOptions = {}): Promise<WatchedPage> {
  const { position } = options;
  const context = await browser.newContext({
    ...VIEWPORTS[options.device ?? "desktop"],
    baseURL,
    colorScheme: options.colorScheme ?? "light",
    locale: options.locale ?? "en-GB",
    timezoneId: options.timeZone ?? "Europe/Berlin",
    reducedMotion: "reduce",
    serviceWorkers: options.worker === false ? "block" : "allow",
    ...(position
      ? {
          permissions: ["geolocation"],
          geolocation: { latitude: position.lat, longitude: position.lon, accuracy: position.accuracyM ?? 8 },
        }
      : {}),
  });
  const problems: string[] = [];
  const note = (problem: string) => {
    if (!options.expected?.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`console.error: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (fault) => note(`uncaught: ${fault.error().message}`));
  context.on("response", (response) => {
    if (response.status() >= 500) note(`${response.status()} from ${response.request().method()} ${response.url()}`);
  });
  // Reports of broken policy reach the console by themselves only where the browser deems them errors.
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      console.error(`content security policy: ${effectiveDirective} refuses ${blockedURI}`);
    });
  });
  return { page: await context.newPage(), context, problems };
}

/** Signs in as one of the demo's people, by the endpoint behind the demo's buttons. The page's next visit is signed in. */
export async function signInAs(page: Page, email: string): Promise<void> {
  const response = await page.context().request.post("/api/auth/demo/sign-in", { data: { email } });
  if (!response.ok()) throw new Error(`${email} could not sign in: ${response.status()} ${await response.text()}`);
}
