/** `POST /hooks/telematics/<token>`: what a broker sends of each message. It may send one twice, and it ignores the answer. */
import { Hono } from "hono";
import type { Database } from "../../db/tenancy.ts";
import { AppError } from "../domain/errors.ts";
import { readHookBody } from "../domain/telematics/hook-body.ts";
import { MessageBatches } from "../features/telematics/message-batches.ts";
import { hookSource, takeMessages } from "../features/telematics/take-messages.ts";
import { networkOf } from "../iam/client-address.ts";
import type { RateLimits } from "../iam/rate-limit.ts";
import type { EdgeEnv } from "./edge-env.ts";
import { readBytes } from "./read-body.ts";
import { parseStrictJson } from "./strict-json.ts";

const MAX_BYTES = 64 * 1024;
/** Guesses at an address, of one network in a minute. */
const STRANGERS_PER_NETWORK = 120;

type Options = { db: Database; limits: RateLimits; wake: () => void };

export function telemetryHooks({ db, limits, wake }: Options): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  const batches = new MessageBatches((source, messages, now) => takeMessages(db, source, messages, now));
  app.post("/hooks/telematics/:token", async (c) => {
    const source = await hookSource(db, c.req.param("token"));
    if (!source) {
      if ((await limits.hit({ key: `telemetry-hook:${networkOf(c.env.ip)}`, windowS: 60 })) > STRANGERS_PER_NETWORK)
        throw new AppError("rate.limited");
      throw new AppError("not_found");
    }
    const body: unknown = parseStrictJson(await readBytes(c.req.raw, { maxBytes: MAX_BYTES }));
    const messages = (Array.isArray(body) ? body : [body]).map(readHookBody);
    const readable = messages.flatMap((message) => message ?? []);
    if (readable.length === 0)
      throw new AppError("input.invalid", { message: "Send the broker's message with its payload." });
    const { readings, unreadable } = await batches.add(source, readable);
    if (readings > 0) wake();
    return c.json(
      { received: messages.length, batch: { readings, unreadable: unreadable + messages.length - readable.length } },
      200,
      { "cache-control": "no-store" },
    );
  });
  return app;
}
