/** Photographs for journeys that show something to the app. */
import type { Page } from "playwright-core";
/** A photograph of a code lying on the ground, a little out of true, ready for a file field. */
export async function photoOf(page: Page, svg: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const png = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/svg+xml;base64,${btoa(source)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 960 });
    const brush = canvas.getContext("2d")!;
    brush.fillStyle = "#7a7468";
    brush.fillRect(0, 0, 1280, 960);
    brush.translate(640, 480);
    brush.rotate(0.12);
    brush.drawImage(image, -300, -300, 600, 600);
    return canvas.toDataURL("image/png").split(",")[1]!;
  }, svg);
  return { name: "photo.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") };
}

/** A film of a printed label, a little out of true, as a camera sees it: an `.mjpeg` file. */
export async function filmOf(page: Page, svg: string): Promise<Buffer> {
  const frames = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/svg+xml;base64,${btoa(source)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
    const brush = canvas.getContext("2d")!;
    return Array.from({ length: 12 }, (_, frame) => {
      brush.setTransform(1, 0, 0, 1, 0, 0);
      brush.fillStyle = "#7a7468";
      brush.fillRect(0, 0, 1280, 720);
      brush.translate(640, 360);
      brush.rotate(0.1 + frame * 0.005);
      brush.drawImage(image, -250, -250, 500, 500);
      return canvas.toDataURL("image/jpeg", 0.85).split(",")[1]!;
    });
  }, svg);
  return Buffer.concat(frames.map((frame) => Buffer.from(frame, "base64")));
}
