/**
 * tRPC over Bun's own WebSocket: the socket is wrapped in the events and members that tRPC's connection handler uses of the
 * `ws` package, so that Bun's limits for slow readers hold.
 */
import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AnyRouter } from "@trpc/server";
import { getWSConnectionHandler, type WSSHandlerOptions } from "@trpc/server/adapters/ws";
import type { ServerWebSocket } from "bun";
import type { CallContext } from "../context.ts";
import { parseStrictJson } from "../http/strict-json.ts";
import { answerable } from "../problem.ts";
import { trpcErrorOf } from "../trpc.ts";
import type { Peer, SocketData } from "./peer.ts";

/** What tRPC's client sends beside JSON. */
const HEARTBEATS = new Set(["PING", "PONG"]);

class Bridge extends EventEmitter {
  readonly #socket: ServerWebSocket<SocketData>;

  constructor(socket: ServerWebSocket<SocketData>) {
    super();
    this.#socket = socket;
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    // 0 means that the message was dropped: then the client must not go on as if it had everything.
    if (this.readyState === WebSocket.OPEN && this.#socket.send(data) === 0) this.#socket.close(1013, "too slow");
  }

  close(code?: number): void {
    this.#socket.close(code);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

/** Makes the peer of a new socket, for the life of a connection and under one caller. */
export function trpcPeers(appRouter: AnyRouter): (socket: ServerWebSocket<SocketData>, ctx: CallContext) => Peer {
  const contexts = new WeakMap<object, CallContext>();
  const connected = getWSConnectionHandler({
    router: appRouter,
    createContext: ({ req }: { req: IncomingMessage }) => contexts.get(req),
  } as unknown as WSSHandlerOptions<AnyRouter>);
  return (socket, ctx) => {
    const bridge = new Bridge(socket);
    const { pathname, search } = new URL(socket.data.request.url);
    const request = {
      url: pathname + search,
      headers: { host: socket.data.request.headers.get("host") ?? "localhost" },
      socket: {},
    };
    contexts.set(request, ctx);
    connected(bridge, request as never);
    return {
      message: (message) => {
        const bytes = Buffer.from(message as Uint8Array);
        const isText = typeof message === "string";
        try {
          if (!isText || !HEARTBEATS.has(message)) parseStrictJson(bytes);
        } catch (error) {
          return bridge.send(JSON.stringify({ id: null, error: trpcErrorOf(answerable(error)) }));
        }
        bridge.emit("message", bytes, !isText);
      },
      drain: () => {},
      close: (code) => void bridge.emit("close", code),
    };
  };
}
