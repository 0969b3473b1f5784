/**
 * Runs PGlite with PostGIS and serves it on a Unix socket, so that the process that answers requests keeps its event loop.
 * All connections share one PostgreSQL session: callers use transaction-local settings and unnamed statements only.
 */
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { serveOnSocket, type SocketServer } from "./embedded-socket.ts";
import { trimmedPostgis } from "./postgis-bundle.ts";

export type EmbeddedRequest =
  | { kind: "open"; dataDir: string | null; socketPath: string; cacheDir: string; template: string | null }
  | { kind: "dump"; file: string }
  | { kind: "close" };
export type EmbeddedReply = { kind: "ready" } | { kind: "done" } | { kind: "failed"; message: string };

const MAX_CONNECTIONS = 100;
let database: PGlite | undefined;
let server: SocketServer | undefined;

async function open(request: Extract<EmbeddedRequest, { kind: "open" }>): Promise<void> {
  const bundle = await trimmedPostgis(request.cacheDir);
  const template = request.template ? new Blob([await Bun.file(request.template).arrayBuffer()]) : undefined;
  database = await PGlite.create({
    ...(request.dataDir ? { dataDir: request.dataDir } : {}),
    ...(template ? { loadDataDir: template } : {}),
    extensions: {
      btree_gist,
      postgis: {
        name: "postgis",
        setup: async (_instance, emscriptenOpts) => {
          emscriptenOpts.PGLITE_ENV.PROJ_DATA = "/pglite/share/proj";
          return { emscriptenOpts, bundlePath: bundle };
        },
      },
    },
  });
  server = await serveOnSocket(database, request.socketPath, MAX_CONNECTIONS, (error) => {
    // Nothing sensible can be answered any more; the process is told through the worker's error event.
    setTimeout(() => {
      throw error;
    });
  });
}

async function dump(file: string): Promise<void> {
  if (!database) throw new Error("the embedded database is not open");
  await Bun.write(file, await database.dumpDataDir("gzip"));
}

async function close(): Promise<void> {
  await server?.stop();
  await database?.close();
}

self.onmessage = async ({ data }: MessageEvent<EmbeddedRequest>) => {
  try {
    if (data.kind === "open") await open(data);
    else if (data.kind === "dump") await dump(data.file);
    else await close();
    self.postMessage({ kind: "done" } satisfies EmbeddedReply);
  } catch (error) {
    self.postMessage({
      kind: "failed",
      message: error instanceof Error ? error.message : String(error),
    } satisfies EmbeddedReply);
  }
};
self.postMessage({ kind: "ready" } satisfies EmbeddedReply);
