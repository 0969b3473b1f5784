/**
 * What an operator holds besides the phone's own camera: a camera that goes away and comes back, hand scanners, NFC tags. Web NFC is in no
 * Chromium but Android's: there and only there a stand-in takes the radio's place, which shows the tags that the test holds to it.
 */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { scanWith } from "./hand-scanner.ts";
import { launchBrowser } from "./harness/browser.ts";
import { journey } from "./harness/journey.ts";
import { newPage, signInAs } from "./harness/page.ts";
import { sharedServer } from "./harness/server.ts";
import { filmOf } from "./pictures.ts";
import { DEALER, OPERATOR, openScan, sheetOf, withMachine } from "./scanning.ts";

const WITHIN_MS = 240_000;
const FOREIGN = "https://elsewhere.example/t/free-money";

/** An operator's phone whose camera shows the picture, over and over. */
async function withCamera(svg: string, walk: (page: Page) => Promise<void>, expected: RegExp[] = []): Promise<void> {
  const { url } = await sharedServer();
  const folder = await mkdtemp(join(tmpdir(), "smart-rental-camera-"));
  const cameraFile = join(folder, "camera.mjpeg");
  const browser = await launchBrowser({ cameraFile });
  try {
    const { page, problems } = await newPage(browser, url, { device: "phone", expected });
    await signInAs(page, OPERATOR);
    await page.goto("/settings");
    await Bun.write(cameraFile, await filmOf(page, svg));
    await walk(page);
    expect(problems).toEqual([]);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
const NOTHING =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='900' height='900'><path d='M1 1h7v7z'/></svg>";

/** The running camera's track, by an id that a new one does not have. */
const trackId = (page: Page) =>
  page.evaluate(() => {
    const stream = document.querySelector<HTMLVideoElement>("section video")?.srcObject as MediaStream | null;
    const track = stream?.getVideoTracks()[0];
    return track?.readyState === "live" ? track.id : null;
  });
const anotherTrack = (page: Page, than: string | null) =>
  page.waitForFunction((before) => {
    const video = document.querySelector<HTMLVideoElement>("section video");
    const track = (video?.srcObject as MediaStream | null)?.getVideoTracks()[0];
    return track?.readyState === "live" && track.id !== before && video!.currentTime > 0;
  }, than);
const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test(
  "a reader that does not start is told instead of a camera that sees nothing, and a press starts it again",
  () =>
    withCamera(
      NOTHING,
      async (page) => {
        await page.addInitScript(() => {
          const Real = Worker;
          window.Worker = class extends Real {
            constructor(url: string | URL, options?: WorkerOptions) {
              super("isWhole" in window || !String(url).includes("decoder") ? url : "/no-such-script.js", options);
            }
          };
        });
        await openScan(page);
        await page.getByText("Labels cannot be read here").waitFor();
        await page.evaluate(() => Object.assign(window, { isWhole: true }));
        await page.getByRole("button", { name: "Start the camera" }).click();
        await page.getByText("Hold the label in view").waitFor();
        await page.waitForTimeout(2_000);
        expect(await page.getByText("Labels cannot be read here").count()).toBe(0);
      },
      [/no-such-script/, /Failed to load resource/, /Refused to execute|MIME type/],
    ),
  WITHIN_MS,
);

test(
  "a camera that the system ends comes back by itself, and so does one that was in the background",
  () =>
    withCamera(NOTHING, async (page) => {
      await openScan(page);
      await page.getByText("Hold the label in view").waitFor();
      const first = await trackId(page);
      expect(first).not.toBeNull();
      // An installed iOS app: the track ends, and nothing else is said.
      await page.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>("section video")!;
        const [track] = (video.srcObject as MediaStream).getVideoTracks();
        track!.stop();
        track!.dispatchEvent(new Event("ended"));
      });
      await anotherTrack(page, first);
      const second = await trackId(page);

      await setHidden(page, true);
      await page.getByText("The camera rests while the app is in the background").waitFor();
      expect(await trackId(page)).toBeNull();
      await setHidden(page, false);
      await anotherTrack(page, second);
      await page.getByText("Hold the label in view").waitFor();

      // In the background of a call the track goes dark instead.
      const third = await trackId(page);
      await page.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>("section video")!;
        (video.srcObject as MediaStream).getVideoTracks()[0]!.dispatchEvent(new Event("mute"));
      });
      await anotherTrack(page, third);
    }),
  WITHIN_MS,
);

test(
  "a recognised label can be put away, stays away while it is in view, and is read again after the background",
  () =>
    withMachine(({ machine, label }) =>
      withCamera(label.svg, async (page) => {
        await openScan(page);
        const sheet = sheetOf(page, machine);
        await sheet.getByText("Label is genuine").waitFor({ timeout: 60_000 });
        await page.keyboard.press("Escape");
        await sheet.waitFor({ state: "hidden" });
        await page.waitForTimeout(2_500);
        expect(await sheet.count()).toBe(0);
        await setHidden(page, true);
        await page.waitForTimeout(2_000);
        await setHidden(page, false);
        await sheet.getByText("Label is genuine").waitFor({ timeout: 60_000 });
      }),
    ),
  WITHIN_MS,
);

type Counted = { counted: { sent: number; answered: number; most: number } };
type TraceEvent = {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  dur: number;
  tdur?: number;
  args: { name?: string };
};

/** Tasks of the page's thread that worked longer than 50 ms; those that only waited for a busy machine's processor did not. */
function longTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as { traceEvents: TraceEvent[] };
  const threads = new Map(
    traceEvents.filter(({ name }) => name === "thread_name").map(({ pid, tid, args }) => [`${pid}:${tid}`, args.name]),
  );
  const tasks = traceEvents.filter(
    ({ ph, name, pid, tid }) =>
      ph === "X" && name.endsWith("RunTask") && threads.get(`${pid}:${tid}`) === "CrRendererMain",
  );
  expect(tasks.length).toBeGreaterThan(50);
  return tasks.map(({ dur, tdur }) => (tdur ?? dur) / 1000).filter((ms) => ms > 50);
}

test(
  "the decoder leaves the page's thread free on a slow phone, and drops frames instead of queueing them",
  () =>
    withCamera(NOTHING, async (page) => {
      // Counts what the page hands to its workers and gets back.
      await page.addInitScript(() => {
        const counted = { sent: 0, answered: 0, most: 0 };
        Object.assign(window, { counted });
        const RealWorker = Worker;
        window.Worker = class extends RealWorker {
          constructor(...args: ConstructorParameters<typeof RealWorker>) {
            super(...args);
            this.addEventListener("message", ({ data }: MessageEvent<{ kind?: string }>) => {
              if (data.kind === "decoded") counted.answered++;
            });
          }
          override postMessage(message: unknown, transfer?: unknown) {
            counted.sent++;
            counted.most = Math.max(counted.most, counted.sent - counted.answered);
            super.postMessage(message, transfer as Transferable[]);
          }
        };
      });
      await openScan(page);
      await page.getByText("Hold the label in view").waitFor();
      await page.waitForFunction(() => (window as unknown as Counted).counted.answered > 5);
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await page.waitForTimeout(1_000);
      const browser = page.context().browser()!;
      await browser.startTracing(page, {
        categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"],
      });
      const { frames, decoded, most } = await page.evaluate(async () => {
        const { counted } = window as unknown as Counted;
        const video = document.querySelector<HTMLVideoElement>("section video")!;
        const before = { frames: video.getVideoPlaybackQuality().totalVideoFrames, answered: counted.answered };
        await new Promise((resolve) => setTimeout(resolve, 8_000));
        return {
          frames: video.getVideoPlaybackQuality().totalVideoFrames - before.frames,
          decoded: counted.answered - before.answered,
          most: counted.most,
        };
      });
      const long = longTasks(await browser.stopTracing());
      expect(decoded).toBeGreaterThan(5);
      expect(frames).toBeGreaterThan(decoded);
      expect(most).toBe(1);
      expect(long).toEqual([]);
    }),
  WITHIN_MS,
);

journey("a device without a camera says so and what to do instead", async ({ open }) => {
  const { page } = await open({ as: OPERATOR, device: "phone" });
  await openScan(page);
  const notice = page.getByRole("alert").filter({ hasText: "No camera here" });
  await notice.getByText("Type the number, use a hand scanner, or choose a photo of the label.").waitFor();
  await notice.getByRole("button", { name: "Start the camera" }).waitFor();
});

journey("a hand scanner opens the machine wherever the focus is, and presses no button", ({ open }) =>
  withMachine(async ({ machine, label }) => {
    const { page } = await open({ as: OPERATOR, device: "phone" });
    await openScan(page);
    const sheet = sheetOf(page, machine);
    await scanWith(page, label.url);
    await sheet.getByText("Label is genuine").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });

    const sound = page.getByRole("button", { name: "Sound on" });
    await sound.focus();
    await scanWith(page, label.url);
    await sheet.getByText("Label is genuine").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    await sound.waitFor();

    // A field keeps its keys; there the scanner's Tab sends what it has typed.
    await page.getByLabel("Machine number").focus();
    await scanWith(page, machine.humanId, { end: "Tab" });
    await sheet.getByText(`${machine.make} ${machine.model}`).waitFor();
  }),
);

journey("a hand scanner is understood on a device that is set to a German keyboard", ({ open }) =>
  withMachine(async ({ machine, label }) => {
    const { page } = await open({ as: OPERATOR, locale: "de-DE" });
    await openScan(page);
    await scanWith(page, label.url, {
      layout: { y: "z", z: "y", Y: "Z", Z: "Y", "-": "ß", _: "?", ":": "Ö", "/": "-" },
    });
    await sheetOf(page, machine).getByText("Etikett ist echt").waitFor();
  }),
);

journey("a slow hand's number goes into its field", async ({ open }) => {
  const { page } = await open({ as: OPERATOR });
  await openScan(page);
  await page.keyboard.press("7");
  const field = page.getByLabel("Machine number");
  await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
  await page.keyboard.type("42");
  expect(await field.inputValue()).toBe("742");
});

journey("a foreign address from a hand scanner is shown as text and asked of nobody", async ({ open }) => {
  const { page } = await open({ as: OPERATOR, device: "phone" });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openScan(page);
  await scanWith(page, FOREIGN);
  const notice = page.getByRole("alert").filter({ hasText: "It was not opened." });
  await notice.getByText(FOREIGN).waitFor();
  expect(await page.locator(`a[href*="elsewhere"]`).count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe("/scan");
  expect(asked.filter((url) => url.includes("elsewhere"))).toEqual([]);
});

/** Puts a radio into browsers that have none. `window.radio` shows a tag and tells what was written. */
const plugInRadio = (page: Page) =>
  page.addInitScript(() => {
    if ("NDEFReader" in window) return;
    type Message = { records: { recordType: string; data: string }[] };
    const readers = new Set<EventTarget>();
    const radio = {
      written: [] as Message[],
      reading: () => readers.size > 0,
      show(url: string | null) {
        const records =
          url === null ? [] : [{ recordType: "url", data: new DataView(new TextEncoder().encode(url).buffer) }];
        for (const reader of readers)
          reader.dispatchEvent(Object.assign(new Event("reading"), { message: { records } }));
      },
    };
    class NDEFReader extends EventTarget {
      async scan({ signal }: { signal?: AbortSignal } = {}) {
        readers.add(this);
        signal?.addEventListener("abort", () => readers.delete(this));
      }
      async write(message: Message) {
        radio.written.push(message);
      }
    }
    Object.assign(window, { NDEFReader, radio });
  });
type Radio = {
  radio: {
    show: (url: string | null) => void;
    reading: () => boolean;
    written: { records: { recordType: string; data: string }[] }[];
  };
};
const showTag = (page: Page, url: string | null) =>
  page.evaluate((text) => (window as unknown as Radio).radio.show(text), url);

journey("an NFC tag opens its machine, a foreign or empty one is told", ({ open }) =>
  withMachine(async ({ machine, label }) => {
    const { page } = await open({ as: OPERATOR, device: "phone" });
    await plugInRadio(page);
    await openScan(page);
    await page.getByRole("button", { name: "Read NFC tags" }).click();
    await page.getByText("Hold an NFC tag to the phone at any time.").waitFor();
    await showTag(page, null);
    await page.getByText("There is no label on that tag.").waitFor();
    await showTag(page, FOREIGN);
    await page.getByRole("alert").getByText(FOREIGN).waitFor();
    await showTag(page, label.url);
    await sheetOf(page, machine).getByText("Label is genuine").waitFor();
  }),
);

journey("a machine's label is written to a tag and read back", ({ open }) =>
  withMachine(async ({ machine, label }) => {
    const { page } = await open({ as: DEALER });
    await plugInRadio(page);
    await page.goto(`/fleet/${machine.humanId}`);
    const write = page.getByRole("button", { name: `Write an NFC tag for ${machine.humanId}` });
    const dialog = page.getByRole("dialog");
    await write.click();
    await dialog.getByText("Take it away and hold it to the phone again").waitFor();
    const [written] = await page.evaluate(() => (window as unknown as Radio).radio.written);
    expect(written).toEqual({ records: [{ recordType: "url", data: label.url }] });
    await page.waitForFunction(() => (window as unknown as Radio).radio.reading());
    await showTag(page, FOREIGN);
    await dialog.getByText("The tag does not hold what was written.").waitFor();
    await dialog.getByRole("button", { name: "Try again" }).click();
    await dialog.getByText("Take it away and hold it to the phone again").waitFor();
    await page.waitForFunction(() => (window as unknown as Radio).radio.reading());
    await showTag(page, label.url);
    await dialog.getByText(`The tag carries the label of ${machine.humanId}`).waitFor();
  }),
);
