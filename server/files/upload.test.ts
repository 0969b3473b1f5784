/** Uploads in parts over real connections: cut, gone on with, taken over, refused, swept. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../domain/errors.ts";
import { androidPlace, mp4, webm } from "../domain/media/testing-films.ts";
import { DiskStore } from "./disk-store.ts";
import { fileRoutes } from "./routes.ts";

let dataDir: string;
let store: DiskStore;
let server: ReturnType<typeof Bun.serve>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "smart-rental-upload-"));
  store = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl: "http://files.test" });
  const app = fileRoutes(store);
  app.onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    return c.json({ code: error.code, details: error.details }, error.status as 400);
  });
  server = Bun.serve({ port: 0, fetch: (request) => app.fetch(request) });
});
afterAll(async () => {
  await server.stop(true);
  await rm(dataDir, { recursive: true });
});

const film = new Uint8Array(mp4({ mediaBytes: 300_000 }));
type Link = { mediaId: string; path: string; content: Uint8Array; type: string };
function announce(content: Uint8Array = film, type = "video/mp4", sha256?: string): Link {
  const mediaId = Bun.randomUUIDv7();
  const hash = sha256 ?? new Bun.CryptoHasher("sha256").update(content).digest("hex");
  const { url } = store.uploadLink({
    mediaId,
    contentType: type,
    bytes: content.length,
    sha256: hash,
  });
  return { mediaId, path: url.replace("http://files.test", ""), content, type };
}
async function put(link: Link, body: Uint8Array | null, range?: string) {
  const answer = await fetch(new URL(link.path, server.url), {
    method: "PUT",
    headers: { "content-type": link.type, ...(range ? { "content-range": range } : {}) },
    body: body as BodyInit | null,
  });
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; details?: unknown };
  return { status: answer.status, offset: answer.headers.get("upload-offset"), ...problem };
}
const part = (link: Link, from: number, to: number) =>
  put(link, link.content.subarray(from, to), `bytes ${from}-${to - 1}/${link.content.length}`);
const ask = (link: Link) => put(link, null, `bytes */${link.content.length}`);
const kept = async ({ mediaId }: Link) => {
  const file = await store.read(mediaId);
  return file && new Uint8Array(await new Response(file.open()).arrayBuffer());
};

/** Sends a part's head and a piece of it; what then becomes of the connection is the caller's. */
function begin(link: Link, from: number, sent: number): Promise<ReturnType<typeof connect>> {
  const total = link.content.length;
  const head = [
    `PUT ${link.path} HTTP/1.1`,
    `Host: localhost`,
    `Content-Type: ${link.type}`,
    `Content-Length: ${total - from}`,
    `Content-Range: bytes ${from}-${total - 1}/${total}`,
  ].join("\r\n");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(server.port), "localhost", () => {
      socket.write(`${head}\r\n\r\n`);
      socket.write(link.content.subarray(from, from + sent), () => resolve(socket));
    });
    socket.on("error", reject);
  });
}
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition()) return;
    await Bun.sleep(10);
  }
  throw new Error("not within two seconds");
}

describe("an upload in parts", () => {
  test("is kept when the last part has come, and says so when asked again", async () => {
    const link = announce();
    expect(await ask(link)).toMatchObject({ status: 202, offset: "0" });
    expect(await part(link, 0, 100_000)).toMatchObject({ status: 202, offset: "100000" });
    expect(await kept(link)).toBeNull();
    expect(await part(link, 100_000, film.length)).toMatchObject({
      status: 204,
      offset: String(film.length),
    });
    expect(await kept(link)).toEqual(film);
    expect(await ask(link)).toMatchObject({ status: 204, offset: String(film.length) });
    expect(await store.parts.bytes(link.mediaId)).toBe(0);
  });

  test("cut in the middle goes on where the bytes ended that came", async () => {
    const link = announce();
    const socket = await begin(link, 0, 150_000);
    await until(async () => (await store.parts.bytes(link.mediaId)) === 150_000);
    socket.destroy();
    expect(await ask(link)).toMatchObject({ status: 202, offset: "150000" });
    expect(await part(link, 150_000, film.length)).toMatchObject({ status: 204 });
    expect(await kept(link)).toEqual(film);
  });

  test("is taken over from a connection that is dead without anybody knowing", async () => {
    const link = announce();
    const silent = await begin(link, 0, 70_000);
    await until(async () => (await store.parts.bytes(link.mediaId)) === 70_000);
    expect(await ask(link)).toMatchObject({ status: 202, offset: "70000" });
    expect(await part(link, 70_000, film.length)).toMatchObject({ status: 204 });
    silent.destroy();
    expect(await kept(link)).toEqual(film);
  });

  test("that does not follow on is told where it goes on", async () => {
    const link = announce();
    await part(link, 0, 1_000);
    for (const from of [0, 500, 2_000])
      expect(await part(link, from, from + 100)).toMatchObject({
        status: 409,
        code: "media.wrong_offset",
        details: { offset: 1_000 },
      });
  });

  test("of another length, longer than its range, or with a strange range is refused", async () => {
    const link = announce();
    expect(await put(link, film.subarray(0, 10), `bytes 0-9/${film.length + 1}`)).toMatchObject({
      status: 422,
      code: "media.mismatch",
    });
    expect(await put(link, film.subarray(0, 100), `bytes 0-9/${film.length}`)).toMatchObject({
      status: 413,
    });
    expect(await put(link, film.subarray(0, 10), "bytes 0-9/x")).toMatchObject({ status: 400 });
    expect(
      await put(
        { ...link, path: link.path.replace(/s=(.)/, (_whole, first) => (first === "_" ? "s=-" : "s=_")) },
        null,
        `bytes */${film.length}`,
      ),
    ).toMatchObject({ status: 403 });
  });

  test("that is not what was announced leaves nothing and may come again", async () => {
    const link = announce(film, "video/mp4", "0".repeat(64));
    await part(link, 0, 1_000);
    expect(await part(link, 1_000, film.length)).toMatchObject({
      status: 422,
      code: "media.mismatch",
    });
    expect(await ask(link)).toMatchObject({ status: 202, offset: "0" });
    const page = announce(new TextEncoder().encode("<script>alert(1)</script>".padEnd(500)));
    expect(await part(page, 0, 200)).toMatchObject({ status: 415, code: "media.unsupported_type" });
    expect(await store.parts.bytes(page.mediaId)).toBe(0);
  });
});

describe("a film", () => {
  test("that says where it was taken is refused, in parts and whole", async () => {
    const link = announce(mp4({ inMovie: androidPlace }));
    expect(await put(link, link.content)).toMatchObject({ status: 422, code: "media.tells_place" });
    expect(await part(link, 0, link.content.length)).toMatchObject({
      status: 422,
      code: "media.tells_place",
    });
    expect(await kept(link)).toBeNull();
    const track = announce(mp4({ entry: "gpmd" }));
    expect(await put(track, track.content)).toMatchObject({ code: "media.tells_place" });
  });

  test("of a recorder is taken, cut ones and QuickTime's are not", async () => {
    const recorded = announce(webm({ recorded: true }), "video/webm");
    expect(await put(recorded, recorded.content)).toMatchObject({ status: 204 });
    for (const content of [film.subarray(0, film.length - 9), mp4({ brand: "qt  " })]) {
      const link = announce(content);
      expect(await put(link, content)).toMatchObject({ status: 415 });
    }
  });

  test("is shown in parts, as players ask for it", async () => {
    const link = announce();
    await put(link, film);
    const { url } = store.downloadLink(link.mediaId, link.type);
    const get = (range: string) =>
      fetch(new URL(url.replace("http://files.test", ""), server.url), { headers: { range } });
    const some = await get("bytes=10-19");
    expect([some.status, some.headers.get("content-range"), some.headers.get("content-length")]).toEqual([
      206,
      `bytes 10-19/${film.length}`,
      "10",
    ]);
    expect(new Uint8Array(await some.arrayBuffer())).toEqual(film.slice(10, 20));
    expect((await get(`bytes=${film.length}-`)).status).toBe(416);
    expect((await get("bytes=oops")).status).toBe(200);
  });
});

test("uploads that were given up are swept, those under way and those that are young are not", async () => {
  const [old, young, active] = [announce(), announce(), announce()];
  await part(old, 0, 1_000);
  await part(young, 0, 1_000);
  const socket = await begin(active, 0, 1_000);
  await until(async () => (await store.parts.bytes(active.mediaId)) === 1_000);
  const folder = join(dataDir, "files", "parts");
  const weekAgo = new Date(Date.now() - 8 * 86_400_000);
  for (const { mediaId } of [old, active]) await utimes(join(folder, mediaId), weekAgo, weekAgo);
  expect(await store.sweepParts(new Date(Date.now() - 7 * 86_400_000))).toBe(1);
  const left = await readdir(folder);
  expect([left.includes(old.mediaId), left.includes(young.mediaId), left.includes(active.mediaId)]).toEqual([
    false,
    true,
    true,
  ]);
  socket.destroy();
  expect(await ask(old)).toMatchObject({ status: 202, offset: "0" });
});
