/** Small drawn pictures in place of photographs: a machine on its site, in its maker's colour, as PNG. */
import { deflateSync } from "node:zlib";
import type { Dice } from "./random.ts";

const WIDTH = 480;
const HEIGHT = 320;
const COLOURS: Record<string, number> = {
  Caterpillar: 0xf2b21b,
  Komatsu: 0xe9c338,
  Volvo: 0xf0b323,
  Hitachi: 0xe8641b,
  Liebherr: 0xf4cf2c,
  "John Deere": 0xe3b02a,
  JCB: 0xf6b61e,
  Bobcat: 0xe9e6df,
  Kobelco: 0x2fa6a0,
};
const OTHER_COLOUR = 0xd9772b;

type Canvas = { pixels: Uint8Array };

/** A PNG of a machine of that make in front of hills; weather and ground by chance. */
export function drawMachine(make: string, chance: Dice): Uint8Array {
  const canvas: Canvas = { pixels: new Uint8Array(WIDTH * HEIGHT * 3) };
  const dull = chance.between(0, 0.5);
  for (let y = 0; y < HEIGHT; y++) box(canvas, 0, y, WIDTH, 1, mix(mix(0x7fb3dd, 0xdfeaf2, y / 200), 0xa9adb0, dull));
  const ground = chance.pick([0xb08c62, 0x9a7b58, 0xc2a27c, 0x8d8373]);
  const [peak, width] = [chance.int(100, 150), chance.int(130, 260)];
  for (let x = 0; x < WIDTH; x++)
    box(canvas, x, Math.round(peak + (Math.abs(x - width) * 70) / WIDTH), 1, HEIGHT, mix(0x6f8566, 0x9aa39b, dull));
  box(canvas, 0, 225, WIDTH, HEIGHT, ground);
  for (let i = 0; i < 60; i++)
    box(
      canvas,
      chance.int(0, WIDTH),
      chance.int(232, HEIGHT - 4),
      chance.int(4, 26),
      chance.int(1, 3),
      mix(ground, 0x4a3b2a, chance.between(0.1, 0.4)),
    );

  const body = COLOURS[make] ?? OTHER_COLOUR;
  const left = chance.int(110, 170);
  box(canvas, left + 6, 264, 190, 7, mix(ground, 0x000000, 0.45));
  box(canvas, left, 226, 196, 36, 0x2b2b2d);
  for (let wheel = 0; wheel < 5; wheel++) disc(canvas, left + 20 + wheel * 39, 244, 14, 0x55565a);
  box(canvas, left + 8, 172, 150, 54, body);
  box(canvas, left + 8, 212, 150, 14, mix(body, 0x000000, 0.35));
  box(canvas, left + 96, 116, 62, 72, 0x2f3236);
  box(canvas, left + 103, 123, 48, 42, mix(0xbfe0ee, 0xffffff, chance.between(0, 0.5)));
  line(canvas, left + 156, 190, left + 236, 96, 16, body);
  line(canvas, left + 236, 96, left + 280, 190, 12, body);
  box(canvas, left + 262, 188, 44, 32, 0x3a3a3c);
  return encode(canvas);
}

function box({ pixels }: Canvas, left: number, top: number, width: number, height: number, colour: number): void {
  for (let y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++)
    for (let x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++) {
      const at = (y * WIDTH + x) * 3;
      pixels[at] = colour >> 16;
      pixels[at + 1] = (colour >> 8) & 255;
      pixels[at + 2] = colour & 255;
    }
}

function disc(canvas: Canvas, x: number, y: number, radius: number, colour: number): void {
  for (let dy = -radius; dy <= radius; dy++) {
    const half = Math.round(Math.sqrt(radius * radius - dy * dy));
    box(canvas, x - half, y + dy, 2 * half + 1, 1, colour);
  }
}

function line(canvas: Canvas, x1: number, y1: number, x2: number, y2: number, width: number, colour: number): void {
  const steps = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1));
  for (let i = 0; i <= steps; i += 2)
    disc(
      canvas,
      Math.round(x1 + ((x2 - x1) * i) / steps),
      Math.round(y1 + ((y2 - y1) * i) / steps),
      width >> 1,
      colour,
    );
}

function mix(from: number, to: number, share: number): number {
  const part = Math.min(1, Math.max(0, share));
  const channel = (shift: number) =>
    Math.round(((from >> shift) & 255) * (1 - part) + ((to >> shift) & 255) * part) << shift;
  return channel(16) | channel(8) | channel(0);
}

/** PNG (ISO/IEC 15948): 8 bits a channel, no filter, one data chunk. */
function encode({ pixels }: Canvas): Uint8Array {
  const raw = new Uint8Array(HEIGHT * (WIDTH * 3 + 1));
  for (let y = 0; y < HEIGHT; y++)
    raw.set(pixels.subarray(y * WIDTH * 3, (y + 1) * WIDTH * 3), y * (WIDTH * 3 + 1) + 1);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, WIDTH);
  view.setUint32(4, HEIGHT);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(Bun.hash.crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
