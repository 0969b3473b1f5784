/** The body of EMQX's HTTP action: a message as the broker took it. The payload is text, or text in base64 where the rule says so. */
import { z } from "zod";
import type { Message } from "./read-message.ts";

const milliseconds = z.number().int().min(0).max(8_640_000_000_000_000);

const body = z.object({
  topic: z.string().max(1000).nullish(),
  clientid: z.string().max(300).nullish(),
  payload: z.unknown(),
  payload_encoding: z.string().nullish(),
  timestamp: milliseconds.nullish(),
  publish_received_at: milliseconds.nullish(),
});

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Null for what is no such body. */
export function readHookBody(value: unknown): Message | null {
  const read = body.safeParse(value);
  if (!read.success) return null;
  const {
    topic = null,
    clientid = null,
    payload,
    payload_encoding: encoding,
    timestamp,
    publish_received_at: received,
  } = read.data;
  const text =
    typeof payload === "string"
      ? payload.trim()
      : payload === undefined || payload === null
        ? ""
        : JSON.stringify(payload);
  if (text === "") return null;
  // JSON never looks like base64: it begins with a bracket.
  const isPacked = encoding === "base64" || (BASE64.test(text) && text.length % 4 === 0);
  const at = timestamp ?? received;
  return {
    topic,
    clientId: clientid,
    payload: isPacked ? unpack(text) : text,
    receivedAt: at === null || at === undefined ? null : new Date(at),
  };
}

function unpack(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  } catch {
    return text;
  }
}
