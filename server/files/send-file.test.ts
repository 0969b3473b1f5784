/** The app's way of sending in parts, against the routes on a real port behind a network that breaks off where the test says. */
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Announced, PART_BYTES, sendFile } from "../../app/features/media/send-file.ts";
import { AppError } from "../domain/errors.ts";
import { DiskStore } from "./disk-store.ts";
import { fileRoutes } from "./routes.ts";

let dataDir: string;
let store: DiskStore;
let server: ReturnType<typeof Bun.serve>;
const realFetch = globalThis.fetch;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "smart-rental-send-"));
  let app: ReturnType<typeof fileRoutes> | undefined;
  server = Bun.serve({ port: 0, fetch: (request) => app!.fetch(request) });
  store = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl: server.url.origin });
  app = fileRoutes(store).onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    return c.json({ code: error.code }, error.status as 400);
  });
});
afterEach(() => void (globalThis.fetch = realFetch));
afterAll(async () => {
  await server.stop(true);
  await rm(dataDir, { recursive: true });
});

const JPEG = [0xff, 0xd8, 0xff, 0xe0];
const photo = (bytes: number) =>
  new Blob([Uint8Array.from({ length: bytes }, (_, at) => JPEG[at] ?? (at * 7) % 256)], {
    type: "image/jpeg",
  });
async function announce(blob: Blob): Promise<Announced> {
  const mediaId = Bun.randomUUIDv7();
  const sha256 = new Bun.CryptoHasher("sha256").update(await blob.arrayBuffer()).digest("hex");
  const { url, headers } = store.uploadLink({
    mediaId,
    contentType: blob.type,
    bytes: blob.size,
    sha256,
  });
  return { mediaId, url, method: "PUT", headers };
}
/** Counts what goes out, and loses the n-th request: half of its body arrives, its answer never. */
function network(lose: readonly number[]) {
  const sent: { range: string | null; bytes: number }[] = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    const body = init.body as Blob | null;
    const range = new Headers(init.headers).get("content-range");
    sent.push({ range, bytes: body?.size ?? 0 });
    if (!lose.includes(sent.length)) return realFetch(url, init);
    if (body && range) {
      const half = body.slice(0, body.size / 2);
      const [, first, , total] = /bytes (\d+)-(\d+)\/(\d+)/.exec(range)!;
      const arrived = `bytes ${first}-${Number(first) + half.size - 1}/${total}`;
      await realFetch(url, {
        ...init,
        body: half,
        headers: { ...(init.headers as Record<string, string>), "content-range": arrived },
      });
    }
    throw new TypeError("the network broke off");
  }) as typeof fetch;
  return sent;
}
const noPause = async () => {};
const stored = async (mediaId: string) => {
  const file = await store.read(mediaId);
  return file && Buffer.from(await new Response(file.open()).arrayBuffer());
};

test("a small file goes in one piece", async () => {
  const blob = photo(2_000);
  const to = await announce(blob);
  const sent = network([]);
  const ratios: number[] = [];
  expect(await sendFile(to, blob, (ratio) => ratios.push(ratio), noPause)).toEqual({
    kind: "accepted",
    result: to.mediaId,
  });
  expect(sent).toEqual([{ range: null, bytes: 2_000 }]);
  expect(ratios).toEqual([1]);
});

test("a large one goes in parts and tells how far it is", async () => {
  const blob = photo(PART_BYTES * 2 + 100);
  const to = await announce(blob);
  const sent = network([]);
  const ratios: number[] = [];
  expect(await sendFile(to, blob, (ratio) => ratios.push(ratio), noPause)).toMatchObject({
    kind: "accepted",
  });
  expect(sent.map(({ bytes }) => bytes)).toEqual([0, PART_BYTES, PART_BYTES, 100]);
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  expect(ratios.at(-1)).toBe(1);
  expect(await stored(to.mediaId)).toEqual(Buffer.from(await blob.arrayBuffer()));
});

test("after a hole it asks and goes on there: nothing that came is sent again", async () => {
  const blob = photo(PART_BYTES * 3);
  const to = await announce(blob);
  const sent = network([3]);
  expect(await sendFile(to, blob, undefined, noPause)).toMatchObject({ kind: "accepted" });
  expect(sent.map(({ range }) => range?.split("/")[0])).toEqual([
    "bytes *",
    `bytes 0-${PART_BYTES - 1}`,
    `bytes ${PART_BYTES}-${2 * PART_BYTES - 1}`,
    "bytes *",
    `bytes ${1.5 * PART_BYTES}-${2.5 * PART_BYTES - 1}`,
    `bytes ${2.5 * PART_BYTES}-${3 * PART_BYTES - 1}`,
  ]);
  expect(await stored(to.mediaId)).toEqual(Buffer.from(await blob.arrayBuffer()));
});

test("a hole that lasts is left to whoever called, and the next call goes on", async () => {
  const blob = photo(PART_BYTES * 3);
  const to = await announce(blob);
  network([3, 4, 5, 6, 7]);
  expect(await sendFile(to, blob, undefined, noPause)).toEqual({ kind: "open", why: "network" });
  const sent = network([]);
  expect(await sendFile(to, blob, undefined, noPause)).toMatchObject({ kind: "accepted" });
  expect(sent[1]!.range).toStartWith(`bytes ${1.5 * PART_BYTES}-`);
  const again = network([]);
  expect(await sendFile(to, blob, undefined, noPause)).toMatchObject({ kind: "accepted" });
  expect(again).toHaveLength(1);
});

test("a refusal is told, a link that ran out is no refusal", async () => {
  const blob = photo(PART_BYTES + 5);
  const to = await announce(new Blob([Uint8Array.from({ length: blob.size }, () => 1)], { type: "image/jpeg" }));
  expect(await sendFile(to, blob, undefined, noPause)).toMatchObject({
    kind: "refused",
    refusal: { code: "media.mismatch" },
  });
  expect(await sendFile({ ...to, url: to.url.replace(/x=\d+/, "x=1") }, blob, undefined, noPause)).toEqual({
    kind: "open",
    why: "fault",
  });
});
