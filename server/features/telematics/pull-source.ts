/**
 * Fetches a source page by page. Each page is taken in together with where to go on, in one transaction: a pull that is cut off loses
 * nothing and repeats at most one page. The maker's limits hold across runs: requests a day, time between two, and Retry-After.
 */
import { and, eq, sql } from "drizzle-orm";
import { telemetrySources } from "../../../db/schema/telematics.ts";
import type { Database } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { nextPage } from "../../domain/telematics/assemble.ts";
import type { PullResult } from "../../domain/telematics/schema.ts";
import type { Sealer } from "../../sealing.ts";
import type { Source } from "./dealer-source.ts";
import { fetchPage, type FetchDeps } from "./fetch-page.ts";
import { ingestReadings } from "./ingest-readings.ts";
import { decodeDocument, readDocument } from "./read-document.ts";
import { signInHeader } from "./sign-in-header.ts";

export type PullDeps = FetchDeps & { db: Database; sealer: Sealer };
export type PullTask = { actor: Claims; source: Source; now: Date; maxPages: number };

const DAY_MS = 86_400_000;
const LONGEST_BACKOFF_MS = DAY_MS;
const ACCEPT = "application/xml, application/iso15143-snapshot+xml;q=0.9, application/json;q=0.5";

export async function pullSource(deps: PullDeps, { actor, source, now, maxPages }: PullTask): Promise<PullResult> {
  const result: PullResult = { state: "DONE", pages: 0, readings: 0, problems: 0, error: null };
  const at = { deps, actor, source, now };
  const first = source.resumeUrl ?? source.url;
  if (!first) return end(at, { ...result, state: "FAILED", error: "no_address" }, null);
  const signIn = await signInHeader(deps, source);
  if (!signIn.ok) return end(at, { ...result, state: "FAILED", error: signIn.error }, null);
  const headers = { accept: ACCEPT, ...(signIn.header ? { authorization: signIn.header } : {}) };
  const seen = new Set<string>();
  for (let url: string | null = first; url;) {
    if (result.pages >= maxPages) return end(at, { ...result, state: "CUT_OFF" }, 0);
    if (!(await mayAsk(at))) return end(at, { ...result, state: "LIMITED", error: "daily_limit" }, untilTomorrow(now));
    if (seen.size > 0 && source.minIntervalMs > 0) await Bun.sleep(source.minIntervalMs);
    seen.add(url);
    const page = await fetchPage(deps, url, { headers });
    if (!page.ok)
      return end(
        at,
        { ...result, state: page.state, error: page.error },
        page.retryAfterS === null ? null : page.retryAfterS * 1000,
      );
    const taken = await takePage(at, url, page.bytes, seen).catch((error: unknown) => error);
    if (taken instanceof AppError) return end(at, { ...result, state: "FAILED", error: taken.code }, null);
    if (taken instanceof Error) throw taken;
    const { readings, problems, next } = taken as Taken;
    result.pages += 1;
    result.readings += readings;
    result.problems += problems;
    // What we sign in with is for that server alone.
    if (next && new URL(next).origin !== new URL(first).origin)
      return end(at, { ...result, state: "FAILED", error: "next_page_elsewhere" }, null);
    url = next;
  }
  return end(at, result, null);
}

type At = { deps: PullDeps; actor: Claims; source: Source; now: Date };
type Taken = { readings: number; problems: number; next: string | null };
const mine = (source: Source) =>
  and(eq(telemetrySources.id, source.id), eq(telemetrySources.dealerId, source.dealerId));

async function takePage(
  { deps, actor, source, now }: At,
  url: string,
  bytes: Uint8Array,
  seen: ReadonlySet<string>,
): Promise<Taken> {
  const document = readDocument(decodeDocument(bytes), now);
  const next = nextPage(document.links, url, seen);
  const contentHash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  return deps.db.withTenant(actor, async (tenant) => {
    const { counts } = await ingestReadings(tenant, source, document.records, {
      now,
      contentHash,
      bytes: bytes.length,
    });
    await tenant.tx.update(telemetrySources).set({ resumeUrl: next }).where(mine(source));
    return { readings: counts.readings, problems: counts.problems, next };
  });
}

/** Counts a request before it is made, so that the limit holds however many run at once. */
async function mayAsk({ deps, actor, source, now }: At): Promise<boolean> {
  const today = now.toISOString().slice(0, 10);
  return deps.db.withTenant(actor, async ({ tx }) => {
    const counted = await tx
      .update(telemetrySources)
      .set({
        requestsDay: today,
        requestsMade: sql`case when requests_day = ${today}::date then requests_made + 1 else 1 end`,
      })
      .where(
        and(
          mine(source),
          sql`(requests_per_day is null or requests_day is distinct from ${today}::date or requests_made < requests_per_day)`,
        ),
      );
    return (counted.rowCount ?? 0) > 0;
  });
}

const untilTomorrow = (now: Date) => DAY_MS - (now.getTime() % DAY_MS);

/** Writes how it ended and when it is tried again: after `waitMs`, or by the cadence, or after a failure ever later. */
async function end({ deps, actor, source, now }: At, result: PullResult, waitMs: number | null): Promise<PullResult> {
  const isFailed = result.state === "FAILED";
  const failures = isFailed ? source.failures + 1 : 0;
  const backoffMs = Math.min(LONGEST_BACKOFF_MS, source.cadenceS * 1000 * 2 ** Math.min(10, failures - 1));
  const next = new Date(now.getTime() + (waitMs ?? (isFailed ? backoffMs : source.cadenceS * 1000)));
  await deps.db.withTenant(actor, async ({ tx }) => {
    await tx
      .update(telemetrySources)
      .set({
        failures,
        nextPullAt: next,
        lastError: result.error,
        lastErrorAt: result.error ? now : source.lastErrorAt,
        ...(result.state === "DONE" ? { resumeUrl: null } : {}),
        // A page that can not be read is not gone on at for ever.
        ...(isFailed && failures > 3 ? { resumeUrl: null } : {}),
      })
      .where(mine(source));
  });
  return result;
}
