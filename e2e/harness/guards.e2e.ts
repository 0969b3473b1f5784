/** The harness sees what it promises to see: a journey can not pass over any of these. */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessibilityFaults } from "./axe.ts";
import { launchBrowser } from "./browser.ts";
import { journey } from "./journey.ts";
import { newPage } from "./page.ts";
import { sharedServer } from "./server.ts";

const WITHIN_MS = 240_000;

test(
  "console errors, uncaught errors and broken policy are problems, and expected ones are not",
  async () => {
    const { url } = await sharedServer();
    const browser = await launchBrowser();
    try {
      const { page, problems } = await newPage(browser, url, { expected: [/on purpose/] });
      await page.goto("/sign-in");
      await page.evaluate(() => {
        console.error("boom");
        console.error("boom on purpose");
        setTimeout(() => {
          throw new Error("bang");
        });
        const image = document.createElement("img");
        image.src = "https://elsewhere.example/pixel.png";
        document.body.append(image);
      });
      await page.waitForTimeout(500);
      const text = problems.join("\n");
      expect(text).toContain("console.error: boom (");
      expect(text).not.toContain("on purpose");
      expect(text).toContain("uncaught: bang");
      expect(text).toContain("content security policy: img-src refuses https://elsewhere.example");
    } finally {
      await browser.close();
    }
  },
  WITHIN_MS,
);

journey("a phone in the dark in another country is what the page sees", async ({ open }) => {
  const { page } = await open({
    device: "phone",
    colorScheme: "dark",
    locale: "de-DE",
    timeZone: "Pacific/Auckland",
    position: { lat: 48.1, lon: 11.5 },
  });
  await page.goto("/sign-in");
  const seen = await page.evaluate(async () => ({
    width: window.innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    lat: await new Promise<number>((resolve, reject) =>
      navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords.latitude), reject),
    ),
  }));
  expect(seen).toEqual({ width: 360, dark: true, language: "de-DE", timeZone: "Pacific/Auckland", lat: 48.1 });
});

journey("one tap signs in, and each page is a person of its own", async ({ open }) => {
  const [dealer, customer] = [
    await open({ as: "admin@dealer1.example" }),
    await open({ as: "operator@customer1.example", device: "phone" }),
  ];
  const whoIs = async ({ page }: typeof dealer) => {
    const answer = await page.context().request.get("/api/trpc/iam.me");
    return ((await answer.json()) as { result: { data: { role: string } } }).result.data;
  };
  expect(await whoIs(dealer)).toMatchObject({ user: { email: "admin@dealer1.example" } });
  expect(await whoIs(customer)).toMatchObject({ user: { email: "operator@customer1.example" } });
});

test(
  "a picture without a name is an accessibility fault, and the camera shows the given film",
  async () => {
    const { url } = await sharedServer();
    const folder = await mkdtemp(join(tmpdir(), "smart-rental-film-"));
    const browser = await launchBrowser({ cameraFile: join(folder, "red.mjpeg") });
    try {
      const { page } = await newPage(browser, url);
      await page.goto("/sign-in");
      // The film: red pictures, one after the other, which is what an .mjpeg file is.
      const frame = await page.evaluate(() => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
        const brush = canvas.getContext("2d")!;
        brush.fillStyle = "red";
        brush.fillRect(0, 0, 320, 240);
        return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
      });
      await Bun.write(
        join(folder, "red.mjpeg"),
        Buffer.concat(Array.from({ length: 10 }, () => Buffer.from(frame, "base64"))),
      );
      const seen = await page.evaluate(async () => {
        const video = document.createElement("video");
        video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
        await video.play();
        const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
        const brush = canvas.getContext("2d")!;
        brush.drawImage(video, 0, 0, 1, 1);
        return [...brush.getImageData(0, 0, 1, 1).data];
      });
      expect(seen[0]).toBeGreaterThan(200);
      expect(Math.max(seen[1]!, seen[2]!)).toBeLessThan(60);

      await page.evaluate(() => document.body.append(document.createElement("img")));
      expect(await accessibilityFaults(page)).toContainEqual(expect.stringMatching(/^image-alt: /));
    } finally {
      await browser.close();
      await rm(folder, { recursive: true });
    }
  },
  WITHIN_MS,
);
