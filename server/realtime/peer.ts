/** What a socket is after its upgrade. */
import type { Caller } from "../context.ts";
import type { TokenBuckets } from "../http/token-buckets.ts";

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
  /** What is left of the calls that this socket may make. */
  calls: TokenBuckets;
  peer: Peer | null;
};

/** Close codes of RFC 6455 and IANA's list, and our own from 4000. */
export const CLOSE = {
  goingAway: 1001,
  flooding: 1008,
  restart: 1012,
  tooSlow: 1013,
  unreadable: 4400,
  signedOut: 4401,
} as const;
