/** Photographs as a yard makes them: blurred by gloves, bleached by sun, smeared, shaded, turned, printed white on black. Seeded. */
import { rotated, type Rgba } from "../app/lib/scanner/raster.ts";
import type { Rng } from "../server/domain/prng.ts";

/** The picture with one or two of a yard's faults, each in a strength drawn from `random`. */
export function worn(image: Rgba, random: Rng): Rgba {
  const faults = [blurred, bleached, shaded, noisy, inverted, tilted, smeared];
  let made = image;
  const count = random() < 0.15 ? 2 : 1;
  for (let turn = 0; turn < count; turn++) {
    const [fault] = faults.splice(Math.floor(random() * faults.length), 1);
    made = fault!(made, random() * 0.5);
  }
  return made;
}

type Fault = (image: Rgba, strength: number) => Rgba;

function mapped({ data, width, height }: Rgba, change: (value: number, x: number, y: number) => number): Rgba {
  const out = new Uint8ClampedArray(data);
  for (let at = 0; at < data.length; at++) {
    if (at % 4 === 3) continue;
    const pixel = at >> 2;
    out[at] = change(data[at]!, pixel % width, Math.floor(pixel / width));
  }
  return { data: out, width, height };
}

/** Three box blurs come near a Gaussian; the radius grows with the picture. */
const blurred: Fault = (image, strength) => {
  const radius = Math.max(1, Math.round((strength * Math.min(image.width, image.height)) / 90));
  let made = image;
  for (let turn = 0; turn < 2; turn++) made = boxBlur(boxBlur(made, radius, 1), radius, made.width);
  return made;
};

function boxBlur({ data, width, height }: Rgba, radius: number, stride: number): Rgba {
  const out = new Uint8ClampedArray(data);
  const length = stride === 1 ? width : height;
  const lines = stride === 1 ? height : width;
  for (let line = 0; line < lines; line++) {
    const start = stride === 1 ? line * width : line;
    for (let channel = 0; channel < 3; channel++) {
      const at = (index: number) => 4 * (start + Math.min(length - 1, Math.max(0, index)) * stride) + channel;
      let sum = 0;
      for (let index = -radius; index <= radius; index++) sum += data[at(index)]!;
      for (let index = 0; index < length; index++) {
        out[at(index)] = sum / (2 * radius + 1);
        sum += data[at(index + radius + 1)]! - data[at(index - radius)]!;
      }
    }
  }
  return { data: out, width, height };
}

const bleached: Fault = (image, strength) => mapped(image, (value) => 235 - (235 - value) * (0.35 - 0.3 * strength));

const shaded: Fault = (image, strength) =>
  mapped(image, (value, x, y) => value * (1 - 0.95 * strength * ((x / image.width + y / image.height) / 2)));

const noisy: Fault = (image, strength) => {
  let state = 1 + Math.floor(strength * 1e9);
  return mapped(image, (value) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return value + (state / 2 ** 32 - 0.5) * 260 * strength;
  });
};

const inverted: Fault = (image) => mapped(image, (value) => 255 - value);

const tilted: Fault = (image, strength) => rotated(image, 5 + strength * 80);

/** A stripe of mud over a part of the picture. */
const smeared: Fault = (image, strength) => {
  const from = (0.3 + 0.3 * strength) * image.height;
  return mapped(image, (value, _x, y) => (y > from && y < from + (0.02 + 0.05 * strength) * image.height ? 96 : value));
};
