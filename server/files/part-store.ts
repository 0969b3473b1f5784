/**
 * Files that are still arriving. What has come is on the disk at once, so that an upload goes on where it was cut; one file has one
 * writer at a time, and a new one ends the one before, whose connection may be dead without anybody knowing.
 */
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

type Writer = { end: () => void; ended: Promise<void> };

export class PartStore {
  readonly #folder: string;
  readonly #writers = new Map<string, Writer>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  #path = (mediaId: string) => join(this.#folder, mediaId);

  /** How many bytes have arrived. */
  async bytes(mediaId: string): Promise<number> {
    return (await stat(this.#path(mediaId)).catch(() => null))?.size ?? 0;
  }

  /** All that has arrived. */
  async read(mediaId: string): Promise<Uint8Array> {
    return new Uint8Array(await Bun.file(this.#path(mediaId)).arrayBuffer());
  }

  async drop(mediaId: string): Promise<void> {
    await rm(this.#path(mediaId), { force: true });
  }

  /** Does the work as the only writer of this file; `signal` tells when another one takes over. */
  async alone<T>(mediaId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const ending = new AbortController();
    const ended = Promise.withResolvers<void>();
    const before = this.#writers.get(mediaId);
    const mine: Writer = { end: () => ending.abort(), ended: ended.promise };
    this.#writers.set(mediaId, mine);
    try {
      before?.end();
      await before?.ended;
      return await work(ending.signal);
    } finally {
      ended.resolve();
      if (this.#writers.get(mediaId) === mine) this.#writers.delete(mediaId);
    }
  }

  /** Writes pieces as they come, from byte `at` on, and returns where they ended. What came before a failure is kept. */
  async append(mediaId: string, at: number, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    await mkdir(this.#folder, { recursive: true });
    const file = await open(this.#path(mediaId), at === 0 ? "w" : "r+");
    let position = at;
    try {
      for await (const piece of pieces) {
        await file.write(piece, 0, piece.length, position);
        position += piece.length;
      }
      return position;
    } finally {
      await file.close();
    }
  }

  /** Removes what nobody has added to since `before`; returns how many files that were. */
  async sweep(before: Date): Promise<number> {
    let gone = 0;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const found = await stat(this.#path(name)).catch(() => null);
      if (!found?.isFile() || found.mtime >= before || this.#writers.has(name)) continue;
      await this.drop(name);
      gone++;
    }
    return gone;
  }
}
