/** `GET` and `HEAD /calendar/<token>.ics`: what a calendar program reads, without a session. */
import { Hono } from "hono";
import type { Database } from "../../db/tenancy.ts";
import { AppError } from "../domain/errors.ts";
import { feedReader, readFeed } from "../features/calendar-feeds/read-feed.ts";
import { networkOf } from "../iam/client-address.ts";
import type { RateLimits } from "../iam/rate-limit.ts";
import type { EdgeEnv } from "./edge-env.ts";

/** Programs read every quarter of an hour at most; more is a guess or a mistake. */
const READS_PER_FEED = 30;
const READS_PER_NETWORK = 120;

type Options = { db: Database; limits: RateLimits; publicUrl: string };

export function calendarRoutes({ db, limits, publicUrl }: Options): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  const count = async (key: string, most: number) => {
    if ((await limits.hit({ key, windowS: 60 })) > most) throw new AppError("rate.limited");
  };
  app.on(["GET", "HEAD"], "/calendar/:file{[^/]+\\.ics}", async (c) => {
    await count(`calendar-net:${networkOf(c.env.ip)}`, READS_PER_NETWORK);
    const reader = await feedReader(db, c.req.param("file").slice(0, -".ics".length));
    if (!reader) throw new AppError("not_found");
    await count(`calendar-feed:${reader.feedId}`, READS_PER_FEED);
    const { text, modifiedAt } = await readFeed(db, reader, publicUrl, new Date());
    const etag = `"${new Bun.CryptoHasher("sha256").update(text).digest("hex").slice(0, 32)}"`;
    const headers = {
      etag,
      "last-modified": modifiedAt.toUTCString(),
      "cache-control": "private, no-cache",
      "x-robots-tag": "noindex",
    };
    if (isUnchanged(c.req.raw.headers, etag, modifiedAt)) return new Response(null, { status: 304, headers });
    const bytes = new TextEncoder().encode(text);
    return new Response(c.req.method === "HEAD" ? null : bytes, {
      headers: {
        ...headers,
        "content-type": "text/calendar; charset=utf-8",
        "content-length": String(bytes.length),
        "content-disposition": 'inline; filename="calendar.ics"',
      },
    });
  });
  return app;
}

/** RFC 9110, 13.2.2: a tag decides where there is one, the date otherwise. */
function isUnchanged(asked: Headers, etag: string, modifiedAt: Date): boolean {
  const tags = asked.get("if-none-match");
  if (tags !== null) return tags.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
  const since = Date.parse(asked.get("if-modified-since") ?? "");
  return !Number.isNaN(since) && modifiedAt.getTime() <= since;
}
