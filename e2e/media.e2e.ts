/** Photos and films of a hand-over: taken in the app, sent over a network that breaks off, stored without their place, looked at. */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { PART_BYTES } from "../app/features/media/send-file.ts";
import type { Asset } from "../server/domain/assets/schema.ts";
import { androidPlace, mp4, PLACE } from "../server/domain/media/testing-films.ts";
import { inside } from "./api-world.ts";
import { accessibilityFaults } from "./harness/axe.ts";
import { launchBrowser } from "./harness/browser.ts";
import { journey } from "./harness/journey.ts";
import { newPage, signInAs } from "./harness/page.ts";
import { sharedServer } from "./harness/server.ts";
import { filmOf } from "./pictures.ts";
import { DEALER, OPERATOR, openScan, sheetOf, typeNumber, withMachine } from "./scanning.ts";

const WITHIN_MS = 240_000;
const SQUARE =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='900' height='900'><path d='M1 1h7v7z'/></svg>";

/** A photograph that no codec makes small, with the place where it was taken as cameras write it (EXIF GPS). */
async function photoWithPlace(page: Page): Promise<Buffer> {
  const jpeg = Buffer.from(
    await page.evaluate(() => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 2600, height: 1800 });
      const brush = canvas.getContext("2d")!;
      const noise = brush.createImageData(2600, 1800);
      for (let at = 0; at < noise.data.length; at++) noise.data[at] = at % 4 === 3 ? 255 : (at * 2654435761) >>> 24;
      brush.putImageData(noise, 0, 0);
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
    }),
    "base64",
  );
  const tiff = Buffer.alloc(64);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  // One entry of the first directory: GPSInfo (0x8825), a long, at 26; there GPSLatitudeRef "N".
  tiff.writeUInt16LE(0x8825, 10);
  tiff.writeUInt16LE(4, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt32LE(26, 18);
  tiff.writeUInt16LE(1, 26);
  tiff.writeUInt16LE(1, 28);
  tiff.writeUInt16LE(2, 30);
  tiff.writeUInt32LE(2, 32);
  tiff.write("N\0", 36, "latin1");
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

/** The markers of a JPEG file before its picture, and its width. */
function segmentsOf(jpeg: Buffer): { markers: number[]; width: number } {
  const markers: number[] = [];
  let width = 0;
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    markers.push(jpeg[at + 1]!);
    if ([0xc0, 0xc2].includes(jpeg[at + 1]!)) width = jpeg.readUInt16BE(at + 7);
  }
  return { markers, width };
}

/** The bytes of the newest photo or film of a machine, as they are stored. */
async function storedOf(page: Page, humanId: string): Promise<Buffer> {
  const ask = async <T>(path: string, input: object) => {
    const answer = await page
      .context()
      .request.get(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
    return ((await answer.json()) as { result: { data: T } }).result.data;
  };
  const { photos } = await ask<{ photos: { mediaId: string }[] }>("assets.get", { humanId });
  const { url } = await ask<{ url: string }>("media.link", { mediaId: photos[0]!.mediaId });
  return (await page.context().request.get(url)).body();
}

async function openPhotos(page: Page, sheet: Locator): Promise<void> {
  await sheet.getByText("Photos and note").click();
  await sheet.getByRole("button", { name: "Photo or film" }).waitFor();
}

journey("a photo whose upload is cut in the middle goes on there, and is stored without its place", ({ open }) =>
  withMachine(async ({ machine, site }) => {
    const { page } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: [/ERR_FAILED|ERR_INTERNET/],
    });
    await openScan(page);
    const buffer = await photoWithPlace(page);
    expect(segmentsOf(buffer).markers).toContain(0xe1);
    expect(segmentsOf(buffer).width).toBe(2600);
    await typeNumber(page, machine.humanId);
    const sheet = sheetOf(page, machine);
    await openPhotos(page, sheet);

    const ranges: string[] = [];
    let isCut = true;
    await page.route("**/files/**", async (route) => {
      const range = route.request().headers()["content-range"] ?? "";
      ranges.push(range.split("/")[0]!);
      // The first part arrives, everything after it is lost.
      if (
        isCut &&
        range !== "" &&
        !range.startsWith("bytes 0-") &&
        !(range.startsWith("bytes *") && ranges.length === 1)
      )
        await route.abort();
      else await route.continue();
    });
    await sheet.getByLabel("Choose a file").setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer });
    await sheet.getByText("On this device", { exact: true }).waitFor({ timeout: 60_000 });
    await sheet.getByText(`You are at ${site.name}`).waitFor();
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText("goes out by itself as soon as there is signal").waitFor({ timeout: 60_000 });
    await sheet.getByRole("link", { name: "Open queue" }).click();
    // Nothing more is tried until somebody asks, or the timer does.
    await page.getByText("No connection. It is tried again by itself.").waitFor({ timeout: 60_000 });
    isCut = false;
    const before = ranges.length;
    await page.getByRole("button", { name: "Send now" }).click();
    await page.getByText("Everything is sent").waitFor({ timeout: 60_000 });
    expect(ranges.slice(before, before + 2)).toEqual(["bytes *", `bytes ${PART_BYTES}-${2 * PART_BYTES - 1}`]);

    const stored = await storedOf(page, machine.humanId);
    const { markers, width } = segmentsOf(stored);
    expect(markers).not.toContain(0xe1);
    expect(width).toBe(2048);
    expect(stored.includes("Exif")).toBe(false);
  }),
);

journey("a chosen film is stored without its place, and one that is no film is told", ({ open }) =>
  withMachine(async ({ machine, site }) => {
    const { page } = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
    await openScan(page);
    await typeNumber(page, machine.humanId);
    const sheet = sheetOf(page, machine);
    await openPhotos(page, sheet);
    const film = (bytes: Uint8Array) => ({ name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from(bytes) });
    await sheet.getByLabel("Choose a file").setInputFiles(film(mp4({ entry: "gpmd" })));
    await sheet
      .getByText("This film says where it was taken, and that cannot be taken out.", { exact: false })
      .waitFor();
    await sheet.getByRole("button", { name: "Remove photo 1" }).click();

    const bytes = mp4({ inMovie: androidPlace, mediaBytes: 5_000 });
    expect(Buffer.from(bytes).includes(PLACE)).toBe(true);
    await sheet.getByLabel("Choose a file").setInputFiles(film(bytes));
    await sheet.getByText("On this device", { exact: true }).waitFor();
    await sheet.getByText(`You are at ${site.name}`).waitFor();
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
    const stored = await storedOf(page, machine.humanId);
    expect(stored.length).toBe(bytes.length);
    expect(stored.includes(PLACE)).toBe(false);
    expect(stored.subarray(0, 5_000)).toEqual(Buffer.from(bytes).subarray(0, 5_000));
  }),
);

test(
  "photos and a film are taken in the app, played, and before and after are compared",
  () =>
    withMachine(async ({ machine, site }) => {
      const { url } = await sharedServer();
      const folder = await mkdtemp(join(tmpdir(), "smart-rental-media-"));
      const cameraFile = join(folder, "camera.mjpeg");
      const browser = await launchBrowser({ cameraFile });
      try {
        const { page, problems } = await newPage(browser, url, { device: "phone", position: inside(site.geofence) });
        await signInAs(page, OPERATOR);
        await page.goto("/settings");
        await Bun.write(cameraFile, await filmOf(page, SQUARE));
        await openScan(page);
        const sheet = sheetOf(page, machine);
        const camera = page.getByRole("dialog", { name: "Camera" });
        const take = async (shots: () => Promise<void>) => {
          await sheet.getByRole("button", { name: /^(Photo or film|Add another)$/ }).click();
          await shots();
          await camera.getByRole("button", { name: "Use it" }).click();
          await camera.waitFor({ state: "hidden" });
        };
        const photo = () => camera.getByRole("button", { name: "Take the photo" }).click({ timeout: 60_000 });

        await typeNumber(page, machine.humanId);
        await openPhotos(page, sheet);
        await take(photo);
        await take(async () => {
          await camera.getByRole("button", { name: "Take the photo" }).waitFor({ timeout: 60_000 });
          expect(await accessibilityFaults(page)).toEqual([]);
          await camera.getByRole("radio", { name: "Film" }).check();
          await camera.getByRole("button", { name: "Start the film" }).click({ timeout: 60_000 });
          await camera
            .getByRole("timer")
            .getByText(/^2\d s left$/)
            .waitFor();
          await page.waitForTimeout(1_500);
          await camera.getByRole("button", { name: "End the film" }).click();
        });
        await sheet.getByText("On this device", { exact: true }).nth(1).waitFor();
        await sheet.getByText(`You are at ${site.name}`).waitFor();
        await sheet.getByRole("button", { name: "Send out", exact: true }).click();
        await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
        await sheet.getByRole("button", { name: "Take it back now" }).click();
        await openPhotos(page, sheet);
        await take(photo);
        await sheet.getByRole("button", { name: "Take back", exact: true }).last().click();
        await sheet.getByText(`${machine.humanId} is back`).waitFor();

        // Back in the yard it is in the dealer's sight alone.
        const desk = await newPage(browser, url);
        await signInAs(desk.page, DEALER);
        await desk.page.goto(`/fleet/${machine.humanId}`);
        const first = desk.page.getByRole("button", { name: /^Photo: Take back, / }).first();
        await first.click();
        const viewer = desk.page.getByRole("dialog");
        await viewer.getByRole("img").first().waitFor();
        await viewer.getByText(/^1 of \d+$/).waitFor();
        expect(await accessibilityFaults(desk.page)).toEqual([]);
        const film = viewer.locator("video");
        for (let step = 0; step < 2 && (await film.count()) === 0; step++) {
          await desk.page.keyboard.press("ArrowRight");
          await viewer.getByText(`${step + 2} of`, { exact: false }).waitFor();
          await desk.page.waitForTimeout(1_000);
        }
        const played = await film.evaluate(async (video: HTMLVideoElement) => {
          await video.play();
          await new Promise((resolve) => setTimeout(resolve, 700));
          return { at: video.currentTime, width: video.videoWidth };
        });
        expect(played.at).toBeGreaterThan(0);
        expect(played.width).toBeGreaterThan(300);
        await desk.page.keyboard.press("Escape");
        await viewer.waitFor({ state: "hidden" });
        expect(await first.evaluate((button) => button === document.activeElement)).toBe(true);

        await first.click();
        await viewer.getByRole("button", { name: "Before and after" }).click();
        const line = viewer.getByRole("slider", { name: "Where before ends and after begins" });
        await line.focus();
        await desk.page.keyboard.press("ArrowRight");
        expect(await line.inputValue()).toBe("51");
        expect(await viewer.getByRole("img").count()).toBe(2);
        expect(await accessibilityFaults(desk.page)).toEqual([]);
        // The focus stays within.
        for (let press = 0; press < 6; press++) {
          await desk.page.keyboard.press("Tab");
          expect(await viewer.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
        }
        expect([...problems, ...desk.problems]).toEqual([]);
      } finally {
        await browser.close();
        await rm(folder, { recursive: true });
      }
    }),
  WITHIN_MS,
);

journey("a large film waits for Wi-Fi while data is saved, its record does not", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: [/status of 409/],
    });
    // No browser here has a mobile network: this is what a phone's says of itself.
    await page.addInitScript(() =>
      Object.defineProperty(navigator, "connection", {
        value: { saveData: true, type: "cellular", addEventListener: () => {} },
      }),
    );
    await openScan(page);
    await typeNumber(page, machine.humanId);
    const sheet = sheetOf(page, machine);
    await openPhotos(page, sheet);
    const asked: string[] = [];
    page.on("request", (request) => request.method() === "PUT" && asked.push(request.url()));
    const film = Buffer.from(mp4({ mediaBytes: 1_800_000 }));
    await sheet.getByLabel("Choose a file").setInputFiles({ name: "film.mp4", mimeType: "video/mp4", buffer: film });
    await sheet.getByText("Waits for Wi-Fi, because data saving is on").waitFor();
    await sheet.getByText(`You are at ${site.name}`).waitFor();
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
    expect(await api.get<Asset>(DEALER, `/assets/${machine.humanId}`)).toMatchObject({ status: "ON_RENT" });
    expect(asked).toEqual([]);

    // Whoever looks at the machine is told where the film is; here it waits alone, over a reload.
    await page.goto(`/fleet/${machine.humanId}`);
    await page.getByRole("heading", { name: "Photos" }).scrollIntoViewIfNeeded();
    await page.getByText("Film is still on the device it was taken with").first().waitFor();
    await page.goto("/queue");
    await page.getByText("Send out: film or photo").waitFor();
    await page.getByText("Waits for Wi-Fi", { exact: true }).waitFor();
    expect(asked).toEqual([]);
    await page.getByRole("button", { name: "Send now anyway" }).click();
    await page.getByText("Everything is sent").waitFor();
    expect(asked.length).toBeGreaterThan(3);
    expect((await storedOf(page, machine.humanId)).length).toBe(film.length);
  }),
);
