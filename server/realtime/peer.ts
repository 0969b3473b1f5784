/** What a socket is after its upgrade. */
import type { Caller } from "../context.ts";

export type SocketKind = "trpc" | "events";

/** What takes the socket's messages. */
export type Peer = {
  message: (message: string | Buffer) => void;
  /** The socket takes messages again after it was full. */
  drain: () => void;
  close: (code: number) => void;
};

export type SocketData = {
  kind: SocketKind;
  /** The upgrade request, without a body: proves again and again who is there. */
  request: Request;
  requestId: string;
  ip: string;
  caller: Caller;
  peer: Peer | null;
};

/** Close codes beside those of RFC 6455. */
export const CLOSE = { unreadable: 4400, signedOut: 4401, tooSlow: 1013, goingAway: 1001, restart: 1012 } as const;
