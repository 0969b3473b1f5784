/** The words of the SDK's wire protocol (execution version 2, one request per step) and their reading. Source: inngest 4.24, `InngestCommHandler`. */
import { z } from "zod";

/** The step id that asks for whatever comes next rather than for one planned step. */
export const DISCOVERY_STEP = "step";

export const opSchema = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.infer<typeof opSchema>;

/** What a call of a function came to. `failed` is the function itself; a failed step is one of the `ops`. */
export type Outcome =
  | { kind: "done"; data: unknown }
  | { kind: "ops"; ops: Op[]; retryAt: Date | null }
  | { kind: "failed"; error: JobError; retriable: boolean; retryAt: Date | null };

export type JobError = { name: string; message: string; stack?: string | undefined };

const jobErrorSchema = z.object({
  name: z.string().catch("Error"),
  message: z.string().catch("Unknown error"),
  stack: z.string().optional().catch(undefined),
});

/** Any value thrown or serialised by the SDK, as name, message and stack. */
export function jobError(value: unknown): JobError {
  const parsed = jobErrorSchema.safeParse(
    value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
  );
  if (parsed.success) return parsed.data;
  return { name: "Error", message: typeof value === "string" ? value : (JSON.stringify(value) ?? "Unknown error") };
}

/** Reads the handler's answer. Throws on a status that a function call can not have. */
export async function readOutcome(response: Response): Promise<Outcome> {
  const text = await response.text();
  const retryAt = readRetryAfter(response.headers.get("retry-after"));
  if (response.status === 200) return { kind: "done", data: text ? (JSON.parse(text) as unknown) : null };
  if (response.status === 206) return { kind: "ops", ops: z.array(opSchema).parse(JSON.parse(text)), retryAt };
  if (response.status !== 400 && response.status !== 500)
    throw new Error(`The job handler answered ${response.status}: ${text.slice(0, 500)}`);
  return {
    kind: "failed",
    error: failure(text),
    retriable: response.headers.get("x-inngest-no-retry") !== "true" && response.status !== 400,
    retryAt,
  };
}

function failure(text: string): JobError {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    return jobError(typeof body.message === "string" ? body : { message: body.error ?? text });
  } catch {
    return { name: "Error", message: text.slice(0, 500) || "Unknown error" };
  }
}

/** `Retry-After`: seconds, or a date. */
export function readRetryAfter(value: string | null): Date | null {
  if (!value) return null;
  const at = /^\d+$/.test(value) ? Date.now() + Number(value) * 1000 : Date.parse(value);
  return Number.isFinite(at) ? new Date(at) : null;
}

const UNIT_MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/** When a wait ends: `1d2h30m` from now (the SDK writes no time at all as an empty text), or an ISO 8601 instant. Throws on anything else. */
export function readUntil(text: string): Date {
  if (text === "") return new Date();
  const at = /^(\d+[wdhms])+$/.test(text)
    ? Date.now() +
      [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
        (sum, [, n, unit]) => sum + Number(n) * UNIT_MS[unit as keyof typeof UNIT_MS],
        0,
      )
    : Date.parse(text);
  if (!Number.isFinite(at)) throw new Error(`A job waits for "${text}", which is not a time.`);
  return new Date(at);
}

/** The path that `match: "data.x"` compares in both events; null for "any". Throws on expressions that only Inngest evaluates. */
export function readMatch(expression: unknown): string[] | null {
  if (expression === undefined || expression === null) return null;
  const text = typeof expression === "string" ? expression : JSON.stringify(expression);
  const [, path] = /^event\.([\w.]+) == async\.\1$/.exec(text) ?? [];
  if (!path) throw new Error(`The embedded job driver can not evaluate "${text}"; use match instead of if.`);
  return path.split(".");
}
