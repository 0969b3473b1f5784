/**
 * Speaks PostgreSQL's wire protocol for PGlite on a Unix socket. All connections share one session, so what one of them sends up
 * to its Sync runs in one piece, and while one stands inside a transaction the others wait.
 */
import type { PGlite } from "@electric-sql/pglite";
import { createServer, type Server, type Socket } from "node:net";
import { ReadyOnce } from "./embedded-ready.ts";

const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;
const [QUERY, SYNC, TERMINATE] = ["Q", "S", "X"].map((letter) => letter.charCodeAt(0)) as [number, number, number];
/** Messages of one extended query: Bind, Close, Describe, Execute, Flush, Parse. They run when their Sync is there. */
const UNTIL_SYNC = new Set(Buffer.from("BCDEHP"));

type Connection = { socket: Socket; unread: Buffer; started: boolean; batch: Buffer[]; units: Buffer[]; gone: boolean };

export type SocketServer = { stop: () => Promise<void> };

/** Serves `database` on `path`. `onFatal` is told when PGlite itself has failed; nothing more is answered then. */
export async function serveOnSocket(
  database: PGlite,
  path: string,
  maxConnections: number,
  onFatal: (error: unknown) => void,
): Promise<SocketServer> {
  const connections = new Set<Connection>();
  let holder: Connection | undefined;
  let running = false;

  const run = async () => {
    if (running) return;
    running = true;
    try {
      for (let next = nextOf(connections, holder); next; next = nextOf(connections, holder)) {
        // Whoever was served goes to the end of the line.
        connections.delete(next);
        if (next.gone) await database.exec("rollback");
        else {
          connections.add(next);
          await execute(database, next.units.shift()!, next.socket);
        }
        holder = database.isInTransaction() ? next : undefined;
      }
      running = false;
    } catch (error) {
      onFatal(error);
    }
  };

  const server = createServer((socket) => {
    const connection: Connection = {
      socket,
      unread: Buffer.alloc(0),
      started: false,
      batch: [],
      units: [],
      gone: false,
    };
    connections.add(connection);
    const leave = () => {
      connection.gone = true;
      if (connection !== holder) connections.delete(connection);
      void run();
    };
    socket.on("error", () => socket.destroy());
    socket.on("close", leave);
    socket.on("data", (data: Buffer) => {
      connection.unread = Buffer.concat([connection.unread, data]);
      takeIn(connection);
      void run();
    });
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  return { stop: () => stop(server, connections) };
}

/** The holder of the open transaction, or else the first that has something to do. */
function nextOf(connections: Set<Connection>, holder: Connection | undefined): Connection | undefined {
  if (holder) return holder.gone || holder.units.length > 0 ? holder : undefined;
  for (const connection of connections) if (connection.units.length > 0) return connection;
  return undefined;
}

/** Cuts what has arrived into messages, and messages into units that run in one piece. */
function takeIn(connection: Connection): void {
  while (connection.unread.length >= 8 || (connection.started && connection.unread.length >= 5)) {
    const { unread, started } = connection;
    const length = started ? 1 + unread.readInt32BE(1) : unread.readInt32BE(0);
    if (unread.length < length) return;
    const message = unread.subarray(0, length);
    connection.unread = unread.subarray(length);
    if (!started) greet(connection, message);
    else if (message[0] === TERMINATE) connection.socket.end();
    else if (UNTIL_SYNC.has(message[0]!)) connection.batch.push(message);
    else if (message[0] === SYNC) connection.units.push(Buffer.concat([...connection.batch.splice(0), message]));
    else if (message[0] === QUERY || connection.batch.length === 0) connection.units.push(message);
  }
}

function greet(connection: Connection, message: Buffer): void {
  const code = message.readInt32BE(4);
  if (code === SSL_REQUEST) connection.socket.write("N");
  else if (code === CANCEL_REQUEST) connection.socket.end();
  else {
    connection.started = true;
    connection.units.push(message);
  }
}

/**
 * PGlite leaves an error by a long jump that does not wind its stack back: without putting the pointer back, some 1,700 errors
 * would use the stack up.
 */
async function execute(database: PGlite, unit: Buffer, socket: Socket): Promise<void> {
  const { ___stack_pointer: stack } = (database as unknown as { mod: { ___stack_pointer: WebAssembly.Global } }).mod;
  const answer = new ReadyOnce((bytes) => void (socket.writable && socket.write(bytes)));
  socket.cork();
  await database.runExclusive(async () => {
    const at = stack.value;
    const done = database.execProtocolRawStream(new Uint8Array(unit), { onRawData: (data) => answer.feed(data) });
    stack.value = at;
    await done;
  });
  answer.end();
  socket.uncork();
}

async function stop(server: Server, connections: Set<Connection>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const { socket } of connections) socket.destroy();
  await closed;
}
