/**
 * What stands in for the network between an Inngest client and the embedded driver: a `fetch` that hands sent events to the
 * driver and refuses everything else. The signing key is random per process, so only this process can call its functions.
 */
import type { Inngest } from "inngest";
import { z } from "zod";

/** An event as taken in: `id` makes a second delivery of the same event harmless. */
export const incomingEventSchema = z.object({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  data: z.record(z.string(), z.unknown()).default({}),
  ts: z.number().optional(),
  v: z.string().nullish(),
  meta: z.unknown().optional(),
});
export type IncomingEvent = z.input<typeof incomingEventSchema>;
export type JobEvent = z.output<typeof incomingEventSchema> & { id: string; ts: number };

export type Wire = {
  origin: string;
  signingKey: string;
  fetch: typeof fetch;
  /** Set by the driver; until then sending fails. */
  deliver: ((events: JobEvent[]) => Promise<void>) | null;
};

const ORIGIN = "http://embedded-jobs.invalid";
const wires = new WeakMap<Inngest.Any, Wire>();

export const bindWire = (client: Inngest.Any, wire: Wire): void => void wires.set(client, wire);
export const wireOf = (client: Inngest.Any): Wire | undefined => wires.get(client);

export function openWire(): Wire {
  const wire: Wire = {
    origin: ORIGIN,
    signingKey: `signkey-embedded-${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex")}`,
    fetch: ((input: RequestInfo | URL, init?: RequestInit) => answer(wire, new Request(input, init))) as typeof fetch,
    deliver: null,
  };
  return wire;
}

async function answer(wire: Wire, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method !== "POST" || !pathname.startsWith("/e/")) {
    // Publishing, signals and metadata go to Inngest's API, which is not here.
    return Response.json({ error: `The embedded job driver has no ${pathname}.`, status: 501 }, { status: 501 });
  }
  const parsed = z.array(incomingEventSchema).safeParse(await request.json());
  if (!parsed.success) return Response.json({ status: 400, error: z.prettifyError(parsed.error) }, { status: 400 });
  if (!wire.deliver)
    return Response.json({ status: 503, error: "The embedded job driver is not running." }, { status: 503 });
  const events = named(parsed.data, request.headers.get("x-inngest-event-id-seed"));
  try {
    await wire.deliver(events);
  } catch (error) {
    return Response.json(
      { status: 500, error: error instanceof Error ? error.message : String(error) },
      { status: 500 },
    );
  }
  return Response.json({ status: 200, ids: events.map((event) => event.id) });
}

/** Checks events and gives each an id and a time. The SDK repeats a failed request under one seed, so ids from it make the repeat harmless. */
export function named(events: IncomingEvent[], seed?: string | null): JobEvent[] {
  const base = seed ?? Bun.randomUUIDv7();
  return z
    .array(incomingEventSchema)
    .parse(events)
    .map((event, index) => ({
      ...event,
      id: event.id ?? new Bun.CryptoHasher("sha256").update(`${base}/${index}`).digest("hex").slice(0, 32),
      ts: event.ts ?? Date.now(),
    }));
}
