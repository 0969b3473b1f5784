/** `/api/v1/realtime`: live events as JSON for API clients, at the pace at which the client reads. */
import type { ServerWebSocket } from "bun";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { answerable, problemOf } from "../problem.ts";
import type { EventHub } from "./hub.ts";
import { CLOSE, type Peer, type SocketData } from "./peer.ts";
import type { Subscription } from "./subscription.ts";

const messageSchema = z.strictObject({ lastEventId: z.string().max(64) });

/** Starts sending at once, from `lastEventId` of the address or from now; a message with another one starts again from there. */
export function eventPeer(socket: ServerWebSocket<SocketData>, hub: EventHub, claims: Claims): Peer {
  let current: Subscription | null = null;
  let starts = 0;
  let closed = false;
  let drained: (() => void) | null = null;

  async function send(message: unknown): Promise<void> {
    if (socket.send(JSON.stringify(message)) === -1) await new Promise<void>((resolve) => (drained = resolve));
  }

  async function stream(lastEventId: string | null): Promise<void> {
    const start = ++starts;
    current?.end();
    const subscription = await hub.subscribe(claims, { lastEventId });
    if (closed || start !== starts) return subscription.end();
    current = subscription;
    await send({ ready: true });
    for await (const [id, data] of subscription) {
      if (closed || start !== starts) return;
      await send({ id, data });
    }
  }

  function fail(error: unknown): void {
    if (closed) return;
    const refusal = answerable(error);
    socket.send(JSON.stringify({ error: problemOf(refusal, socket.data.requestId) }));
    socket.close(
      refusal.status < 429 ? (refusal.status === 401 ? CLOSE.signedOut : CLOSE.unreadable) : CLOSE.tooSlow,
      refusal.code,
    );
  }

  stream(new URL(socket.data.request.url).searchParams.get("lastEventId")).catch(fail);
  return {
    message: (message) => {
      try {
        stream(lastEventIdOf(message.toString())).catch(fail);
      } catch (error) {
        fail(error);
      }
    },
    drain: () => drained?.(),
    close: () => {
      closed = true;
      current?.end();
      drained?.();
    },
  };
}

function lastEventIdOf(text: string): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError("input.unparsable", { cause });
  }
  const message = messageSchema.safeParse(json);
  if (!message.success)
    throw new AppError("input.invalid", { fields: { lastEventId: "expected { lastEventId } and nothing else" } });
  return message.data.lastEventId;
}
