/** The embedded PostgreSQL: one worker, one data directory, one process at a time. */
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { EmbeddedReply, EmbeddedRequest } from "./embedded.worker.ts";
import { lockDirectory } from "./lock.ts";

export type Embedded = {
  /** Directory of the Unix socket, as `pg` wants it in `host`. */
  host: string;
  /** Writes a gzipped copy of the data directory. */
  dump: (file: string) => Promise<void>;
  close: () => Promise<void>;
};

/** Where a server on `dataDir` listens; command-line tools reach a running one there. */
export const socketDirectory = (dataDir: string) => {
  const name = new Bun.CryptoHasher("sha256").update(resolve(dataDir)).digest("hex").slice(0, 16);
  return join(tmpdir(), `smart-rental-${process.getuid?.() ?? 0}-${name}`);
};

/**
 * Opens (or makes) the database in `dataDir`, or a private one in memory where it is null, optionally from a dumped `template`.
 * Throws {@link DirectoryLockedError} when another process has the directory.
 */
export async function openEmbedded(options: {
  dataDir: string | null;
  cacheDir: string;
  template?: string;
  /** The database has failed for good and answers nothing more. */
  onFatal?: (error: Error) => void;
}): Promise<Embedded> {
  const dataDir = options.dataDir ? resolve(options.dataDir) : null;
  const unlock = dataDir ? await lockDirectory(dataDir) : async () => {};
  const host = dataDir ? socketDirectory(dataDir) : join(tmpdir(), `smart-rental-${Bun.randomUUIDv7()}`);
  await mkdir(host, { recursive: true, mode: 0o700 });
  const socketPath = join(host, ".s.PGSQL.5432");
  await rm(socketPath, { force: true });

  let opened = false;
  const worker = new Worker(new URL("./embedded.worker.ts", import.meta.url).href, { type: "module" });
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const answered = () => new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  worker.onmessage = ({ data }: MessageEvent<EmbeddedReply>) =>
    data.kind === "failed" ? settle?.reject(new Error(data.message)) : settle?.resolve();
  worker.onerror = (event) => {
    const error = new Error(`The embedded database has failed: ${event.message}`);
    if (opened) options.onFatal?.(error);
    settle?.reject(error);
  };

  let queue: Promise<void> = answered();
  const ask = (request: EmbeddedRequest): Promise<void> => {
    const turn = queue.then(() => {
      const reply = answered();
      worker.postMessage(request);
      return reply;
    });
    queue = turn.catch(() => {});
    return turn;
  };

  const release = async () => {
    worker.terminate();
    await rm(host, { recursive: true, force: true });
    await unlock();
  };
  try {
    await ask({
      kind: "open",
      dataDir: dataDir && join(dataDir, "postgres"),
      socketPath,
      cacheDir: options.cacheDir,
      template: options.template ?? null,
    });
  } catch (error) {
    await release();
    throw error;
  }
  opened = true;
  return {
    host,
    dump: (file) => ask({ kind: "dump", file }),
    close: async () => {
      await ask({ kind: "close" });
      await release();
    },
  };
}
