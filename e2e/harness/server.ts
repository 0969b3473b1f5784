/** The app as a process of its own, on a throw-away data directory with the demo in it. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;
const READY_WITHIN_MS = 180_000;
const STOPS_WITHIN_MS = 20_000;

let shared: Promise<RunningServer> | undefined;

export type RunningServer = {
  /** `http://localhost:<port>`: the name that passkeys and service workers accept without a certificate. */
  url: string;
  dataDir: string;
  /** What it has written so far. */
  log: () => string;
  /** Stops it as a person would (SIGTERM), or with `kill` as a power cut does. Removes a data directory that it made itself. */
  stop: (how?: { kill?: boolean }) => Promise<void>;
};

export type ServerOptions = {
  /** Kept when the server stops, so that another can be started on it. Default: a new one, removed at the stop. */
  dataDir?: string | undefined;
  env?: Record<string, string> | undefined;
  /** For a server that takes the place of one that is gone: browsers keep what they store by address. Default: a free one. */
  port?: number | undefined;
};

/** Starts a server and returns when `/readyz` answers 200: with a new data directory, after the seed. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "smart-rental-e2e-")));
  const port = options.port ?? freePort();
  const url = `http://localhost:${port}`;
  const { PATH, HOME, TMPDIR, TZ } = process.env;
  const inherited = Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, TZ }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  const env = {
    ...inherited,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    ...options.env,
  };
  const child = Bun.spawn(["bun", "--no-orphans", "server/start.ts", "--no-build"], {
    cwd: root,
    env,
    stdout: "pipe",
    stderr: "pipe",
  });
  let log = "";
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) log += decoder.decode(chunk, { stream: true });
  };
  const collected = Promise.all([collect(child.stdout), collect(child.stderr)]);
  const cleanUp = async () => {
    await collected;
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  };

  const stop = async (how: { kill?: boolean } = {}) => {
    child.kill(how.kill ? "SIGKILL" : "SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
    await child.exited;
    clearTimeout(timer);
    await cleanUp();
  };
  try {
    await untilReady(url, child.exited);
  } catch (error) {
    await stop({ kill: true });
    throw new Error(`the server did not start\n${log}`, { cause: error });
  }
  return { url, dataDir, log: () => log, stop };
}

async function untilReady(url: string, exited: Promise<number>): Promise<void> {
  let gone = false;
  void exited.then(() => (gone = true));
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (gone) throw new Error("it ended by itself");
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.status === 200,
      () => false,
    );
    if (ready) return;
    await Bun.sleep(200);
  }
  throw new Error(`it was not ready within ${READY_WITHIN_MS / 1000} s`);
}

/**
 * The seeded server that all journeys of a run share: the one that `bun run test` has started, or else one of this process, up
 * to its end. Journeys leave it usable for each other; one that stops or breaks a server starts its own.
 */
export function sharedServer(): Promise<Pick<RunningServer, "url">> {
  const { E2E_SERVER_URL } = process.env;
  if (E2E_SERVER_URL) return Promise.resolve({ url: E2E_SERVER_URL });
  shared ??= startOwn();
  return shared;
}

async function startOwn(): Promise<RunningServer> {
  const server = await startServer();
  // The server ends with the process that started it; what it has written does not.
  process.on("exit", () => rmSync(server.dataDir, { recursive: true, force: true }));
  return server;
}

function freePort(): number {
  const probe = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
  const { port } = probe;
  void probe.stop(true);
  if (!port) throw new Error("no free port");
  return port;
}
