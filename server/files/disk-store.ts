/**
 * Files on local disk behind signed links. A link binds method, file, expiry, type, size and content hash by an HMAC, so
 * that it can neither be pointed elsewhere nor outlive its purpose.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PartStore } from "./part-store.ts";
import type { AnnouncedFile, FileStore } from "./store.ts";

const UPLOAD_MINUTES = 15;
const DOWNLOAD_MINUTES = 10;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type SignedLink = {
  method: "GET" | "PUT";
  mediaId: string;
  expires: number;
  contentType: string;
  bytes: number;
  sha256: string;
};

export class DiskStore implements FileStore {
  readonly #folder: string;
  readonly #key: string;
  readonly #publicUrl: string;
  /** Uploads that are under way. */
  readonly parts: PartStore;

  constructor(options: { dataDir: string; secret: string; publicUrl: string }) {
    this.#folder = join(options.dataDir, "files");
    this.#key = `files:${options.secret}`;
    this.#publicUrl = options.publicUrl;
    this.parts = new PartStore(join(this.#folder, "parts"));
  }

  #path(mediaId: string): string {
    if (!UUID.test(mediaId)) throw new RangeError("a file is named by a UUID");
    return join(this.#folder, mediaId.slice(-2), mediaId);
  }

  async read(mediaId: string) {
    const file = Bun.file(this.#path(mediaId));
    return (await file.exists())
      ? { bytes: file.size, open: (start = 0, end = file.size) => file.slice(start, end).stream() }
      : null;
  }

  sweepParts(before: Date): Promise<number> {
    return this.parts.sweep(before);
  }

  async put(mediaId: string, content: Uint8Array): Promise<void> {
    const path = this.#path(mediaId);
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${Bun.randomUUIDv7()}`;
    try {
      await Bun.write(draft, content);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  uploadLink(file: AnnouncedFile) {
    const expiresAt = new Date(Date.now() + UPLOAD_MINUTES * 60_000);
    const { mediaId, contentType, bytes, sha256 } = file;
    const url = this.#sign({ method: "PUT", mediaId, expires: expiresAt.getTime(), contentType, bytes, sha256 });
    return { url, headers: { "content-type": contentType }, expiresAt };
  }

  downloadLink(mediaId: string, contentType: string) {
    const expiresAt = new Date(Date.now() + DOWNLOAD_MINUTES * 60_000);
    return {
      url: this.#sign({ method: "GET", mediaId, expires: expiresAt.getTime(), contentType, bytes: 0, sha256: "" }),
      expiresAt,
    };
  }

  #sign(link: SignedLink): string {
    const query = new URLSearchParams({
      x: String(link.expires),
      t: link.contentType,
      b: String(link.bytes),
      h: link.sha256,
      s: this.#macOf(link),
    });
    return `${this.#publicUrl}/files/${link.mediaId}?${query}`;
  }

  /** The link that a request was signed for, or null when it is forged, for another method, or past its time. */
  verify(method: string, mediaId: string, query: URLSearchParams, now: number): SignedLink | null {
    if ((method !== "GET" && method !== "PUT") || !UUID.test(mediaId)) return null;
    const link: SignedLink = {
      method,
      mediaId,
      expires: Number(query.get("x")),
      contentType: query.get("t") ?? "",
      bytes: Number(query.get("b")),
      sha256: query.get("h") ?? "",
    };
    const given = Buffer.from(query.get("s") ?? "");
    const wanted = Buffer.from(this.#macOf(link));
    return given.length === wanted.length && timingSafeEqual(given, wanted) && link.expires > now ? link : null;
  }

  #macOf(link: SignedLink): string {
    const text = [link.method, link.mediaId, link.expires, link.contentType, link.bytes, link.sha256].join("\n");
    return createHmac("sha256", this.#key).update(text).digest("base64url");
  }
}
