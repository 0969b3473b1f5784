/** Pixel work for the decoder, in plain arrays so that a worker and a test runner share it. */

/** Opaque 8-bit RGBA, row by row. */
export type Rgba = { data: Uint8ClampedArray; width: number; height: number };

/** An image that can be had in any size: `longSide` is the length of its longer side in pixels. */
export type ImageSource = { width: number; height: number; scaledTo(longSide: number): Rgba };

export type Point = { x: number; y: number };

/** A source over pixels in memory; scales by area average downwards and linearly upwards. */
export function rasterSource(image: Rgba): ImageSource {
  return {
    width: image.width,
    height: image.height,
    scaledTo: (longSide) => scale(image, longSide / Math.max(image.width, image.height)),
  };
}

/** The size of an image whose longer side gets `longSide` pixels. */
export function fitted(width: number, height: number, longSide: number): { width: number; height: number } {
  const factor = longSide / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

/**
 * Black and white by the darkest channel, so that coloured ink counts as ink. `cut` is the threshold between the image's
 * dark (0) and light (1) end, each end leaving out one pixel in a hundred.
 */
export function binarised(image: Rgba, cut: number): Rgba {
  const { data, width, height } = image;
  const darkest = new Uint8Array(width * height);
  const counts = new Uint32Array(256);
  for (let i = 0; i < darkest.length; i++) {
    const value = Math.min(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!);
    darkest[i] = value;
    counts[value]! += 1;
  }
  const dark = quantile(counts, darkest.length * 0.01);
  const light = quantile(counts, darkest.length * 0.99);
  const threshold = dark + cut * (light - dark);
  const out = new Uint8ClampedArray(data.length).fill(255);
  for (let i = 0; i < darkest.length; i++) if (darkest[i]! < threshold) out.fill(0, 4 * i, 4 * i + 3);
  return { data: out, width, height };
}

/** The image turned clockwise about its centre on a white ground, linearly interpolated; the size grows to hold it all. */
export function rotated(image: Rgba, degrees: number): Rgba {
  const { width: oldWidth, height: oldHeight } = image;
  const { cosine, sine, width, height } = turn(oldWidth, oldHeight, degrees);
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = x + 0.5 - width / 2;
      const dy = y + 0.5 - height / 2;
      const fromX = cosine * dx + sine * dy + oldWidth / 2 - 0.5;
      const fromY = cosine * dy - sine * dx + oldHeight / 2 - 0.5;
      if (fromX < -0.5 || fromY < -0.5 || fromX > oldWidth - 0.5 || fromY > oldHeight - 0.5) continue;
      sample(image, fromX, fromY, out, 4 * (y * width + x));
    }
  }
  return { data: out, width, height };
}

/** Where a point of the turned image lies in the image before `rotated`. */
export function unrotated(point: Point, before: { width: number; height: number }, degrees: number): Point {
  const { cosine, sine, width, height } = turn(before.width, before.height, degrees);
  const dx = point.x - width / 2;
  const dy = point.y - height / 2;
  return { x: cosine * dx + sine * dy + before.width / 2, y: cosine * dy - sine * dx + before.height / 2 };
}

function turn(oldWidth: number, oldHeight: number, degrees: number) {
  const cosine = Math.cos((degrees * Math.PI) / 180);
  const sine = Math.sin((degrees * Math.PI) / 180);
  // A right angle's cosine is not quite zero: that must not cost a pixel.
  const width = Math.ceil(Math.abs(oldWidth * cosine) + Math.abs(oldHeight * sine) - 1e-6);
  const height = Math.ceil(Math.abs(oldWidth * sine) + Math.abs(oldHeight * cosine) - 1e-6);
  return { cosine, sine, width, height };
}

function scale(image: Rgba, factor: number): Rgba {
  if (factor === 1) return image;
  const { width, height } = fitted(image.width, image.height, factor * Math.max(image.width, image.height));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const [stepX, stepY] = [image.width / width, image.height / height];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      if (factor > 1) sample(image, (x + 0.5) * stepX - 0.5, (y + 0.5) * stepY - 0.5, data, at);
      else
        average(
          image,
          Math.floor(x * stepX),
          Math.floor((x + 1) * stepX),
          Math.floor(y * stepY),
          Math.floor((y + 1) * stepY),
          data,
          at,
        );
    }
  }
  return { data, width, height };
}

function average(
  image: Rgba,
  left: number,
  right: number,
  top: number,
  bottom: number,
  out: Uint8ClampedArray,
  at: number,
): void {
  const [xEnd, yEnd] = [
    Math.min(image.width, Math.max(right, left + 1)),
    Math.min(image.height, Math.max(bottom, top + 1)),
  ];
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < yEnd; y++) {
    for (let x = left; x < xEnd; x++) {
      const from = 4 * (y * image.width + x);
      red += image.data[from]!;
      green += image.data[from + 1]!;
      blue += image.data[from + 2]!;
    }
  }
  const count = (xEnd - left) * (yEnd - top);
  out[at] = red / count;
  out[at + 1] = green / count;
  out[at + 2] = blue / count;
}

function sample(image: Rgba, x: number, y: number, out: Uint8ClampedArray, at: number): void {
  const { data, width } = image;
  const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(image.height - 1, Math.max(0, Math.floor(y)));
  const toRight = left + 1 < width ? 4 : 0;
  const toBottom = top + 1 < image.height ? 4 * width : 0;
  const alongX = Math.min(1, Math.max(0, x - left));
  const alongY = Math.min(1, Math.max(0, y - top));
  const from = 4 * (top * width + left);
  for (let pixel = from; pixel < from + 3; pixel++) {
    const upper = data[pixel]! * (1 - alongX) + data[pixel + toRight]! * alongX;
    const lower = data[pixel + toBottom]! * (1 - alongX) + data[pixel + toRight + toBottom]! * alongX;
    out[at + pixel - from] = upper * (1 - alongY) + lower * alongY;
  }
}

function quantile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value]!;
    if (seen > rank) return value;
  }
  return counts.length - 1;
}
