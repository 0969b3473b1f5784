/**
 * WebSockets on the server's one port: tRPC at /api/trpc, events for API clients at /api/v1/realtime. Who is there, and from
 * which page, is settled before a socket opens, and looked at again while it is open.
 */
import type { AnyRouter } from "@trpc/server";
import type { Server, ServerWebSocket, WebSocketHandler } from "bun";
import type { Caller, Services } from "../context.ts";
import { scopesAllow } from "../domain/credentials/scopes.ts";
import { AppError } from "../domain/errors.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { isTrustedOrigin } from "../http/same-origin.ts";
import { TokenBuckets } from "../http/token-buckets.ts";
import { refusalOf } from "../trpc.ts";
import { eventPeer } from "./event-socket.ts";
import { CLOSE, type Peer, type SocketData, type SocketKind } from "./peer.ts";
import { trpcPeers } from "./trpc-socket.ts";

const PATHS: Record<string, SocketKind> = { "/api/trpc": "trpc", "/api/v1/realtime": "events" };

/**
 * A reader that stands still costs at most the backpressure limit; Bun then closes its socket and the client resumes. What a
 * client says is short: a path, an input and the place where it was.
 */
const LIMITS = {
  maxPayloadLength: 64 * 1024,
  backpressureLimit: 4 * 1024 * 1024,
  closeOnBackpressureLimit: true,
  idleTimeout: 60,
  sendPings: true,
} as const;

/** A page opens one, and a person has so many pages open at most. */
const MAX_SOCKETS_PER_PERSON = 50;
/** Calls in messages that one socket may send at once, and then in each minute. */
const CALLS_PER_MINUTE = 300;

type Options = {
  appRouter: AnyRouter;
  callerOf: (request: Request) => Promise<Caller | null>;
  /** How often the callers behind open sockets are looked at again; at most a minute. */
  recheckMs?: number;
};

export class WebSockets {
  readonly handler: WebSocketHandler<SocketData>;
  readonly #services: Services;
  readonly #options: Options;
  readonly #open = new Set<ServerWebSocket<SocketData>>();
  /** Open sockets of each person. */
  readonly #counts = new Map<string, number>();
  readonly #timer: ReturnType<typeof setInterval>;
  #checking = false;

  constructor(services: Services, options: Options) {
    this.#services = services;
    this.#options = options;
    const newTrpcPeer = trpcPeers(options.appRouter);
    const newPeer = (socket: ServerWebSocket<SocketData>): Peer | null => {
      const { kind, caller, requestId, ip } = socket.data;
      if (kind === "trpc") return newTrpcPeer(socket, { services, caller, requestId, ip });
      return caller.claims && eventPeer(socket, services.hub, caller.claims);
    };
    this.handler = {
      ...LIMITS,
      open: (socket) => {
        this.#open.add(socket);
        // Not before: whoever leaves in the middle of the handshake is never closed either.
        this.#count(socket.data.caller, 1);
        socket.data.peer = newPeer(socket);
      },
      message: (socket, message) => {
        const { data } = socket;
        // A closed socket hands out what had already arrived.
        if (socket.readyState !== WebSocket.OPEN) return;
        if (data.calls.take("", callsIn(message), performance.now()).ok) data.peer?.message(message);
        else socket.close(CLOSE.flooding, "too many messages");
      },
      drain: (socket) => socket.data.peer?.drain(),
      close: (socket, code) => {
        this.#open.delete(socket);
        this.#count(socket.data.caller, -1);
        socket.data.peer?.close(code);
      },
    };
    this.#timer = setInterval(() => void this.#recheck(), options.recheckMs ?? 45_000);
    services.hub.onAccessEnded(() => void this.#recheck());
  }

  /** Whether a request asks for one of our sockets. */
  static isMeant(request: Request): boolean {
    return request.headers.get("upgrade")?.toLowerCase() === "websocket" && new URL(request.url).pathname in PATHS;
  }

  /** Opens the socket. Throws the refusal to answer with instead: `auth.required`, `auth.forbidden`, `auth.no_membership`. */
  async upgrade(request: Request, server: Server<SocketData>, edge: EdgeEnv["Bindings"]): Promise<void> {
    const kind = PATHS[new URL(request.url).pathname];
    if (!kind) throw new AppError("not_found");
    const origin = request.headers.get("origin");
    if (origin !== null && !isTrustedOrigin(origin, request, this.#services.config)) {
      throw new AppError("auth.forbidden", { message: "This was sent from a page of another site." });
    }
    // A browser always names its page; without that a cookie proves nothing about who asks.
    if (origin === null && !/^bearer /i.test(request.headers.get("authorization") ?? ""))
      throw new AppError("auth.required");
    const caller = await this.#options.callerOf(request);
    if (!caller) throw new AppError("auth.required");
    if (kind === "events") {
      if (!caller.claims) throw new AppError("auth.no_membership");
      if (!this.#services.authorizer.allows(caller.claims, "ledger.live", "subscription"))
        throw new AppError("auth.forbidden");
      if (caller.scopes && !scopesAllow(caller.scopes, "ledger.live", "subscription"))
        throw new AppError("auth.scope_missing");
    }
    const kept = new Request(request.url, { headers: new Headers(request.headers) });
    const calls = new TokenBuckets(CALLS_PER_MINUTE, 1);
    const data: SocketData = { kind, request: kept, ...edge, caller, calls, peer: null };
    if ((this.#counts.get(caller.userId) ?? 0) >= MAX_SOCKETS_PER_PERSON) throw new AppError("rate.limited");
    if (server.upgrade(request, { data })) return;
    throw new AppError("input.unparsable", { message: "This is no WebSocket handshake." });
  }

  #count({ userId }: Caller, change: 1 | -1): void {
    const count = (this.#counts.get(userId) ?? 0) + change;
    if (count > 0) this.#counts.set(userId, count);
    else this.#counts.delete(userId);
  }

  get size(): number {
    return this.#open.size;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const socket of this.#open) socket.close(CLOSE.goingAway, "the server stops");
  }

  /** Who the upgrade request would be now; null where it would be refused. */
  async #callerStill(request: Request): Promise<Caller | null> {
    try {
      return await this.#options.callerOf(request);
    } catch (error) {
      if (refusalOf(error)?.status === 401) return null;
      throw error;
    }
  }

  /** Closes sockets whose session has ended, and those that would now open under other claims. */
  async #recheck(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    try {
      for (const socket of this.#open) {
        const { caller, request } = socket.data;
        const now = await this.#callerStill(request);
        if (!now) socket.close(CLOSE.signedOut, "signed out");
        else if (keyOf(now) !== keyOf(caller)) socket.close(CLOSE.restart, "access changed");
      }
    } catch (error) {
      this.#services.log.warn({ err: error }, "callers behind open sockets could not be checked");
    } finally {
      this.#checking = false;
    }
  }
}

const keyOf = ({ userId, claims, scopes }: Caller) =>
  [userId, claims?.membershipId, claims?.membershipVersion, claims?.role, ...(scopes ?? [])].join("/");

/** A tRPC client may put several calls into one message. */
function callsIn(message: string | Buffer): number {
  const text = message.toString();
  if (!/^\s*\[/.test(text)) return 1;
  try {
    return Math.max(1, (JSON.parse(text) as unknown[]).length);
  } catch {
    return 1;
  }
}
