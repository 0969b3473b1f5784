/** Calls a function the way an Inngest server does: a signed request to the SDK's own HTTP handler, mounted on a private app. */
import { Hono } from "hono";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/hono";
import { canonicalJson } from "../../server/domain/ledger/canonical.ts";
import type { Claim } from "./claim.ts";
import type { Plan } from "./plan.ts";
import { DISCOVERY_STEP, jobError, type Outcome, readOutcome } from "./protocol.ts";
import type { Wire } from "./wire.ts";

const PATH = "/jobs";
const EXECUTION_VERSION = 2;

export type Call = (claim: Claim) => Promise<Outcome>;

/** The app is never mounted or listened on; the random signing key keeps the handler's own checks in force all the same. */
export function caller(
  client: Inngest.Any,
  functions: InngestFunction.Any[],
  plan: Plan,
  wire: Wire,
  maxStepMs: number,
): Call {
  const app = new Hono().post(
    PATH,
    serve({ client, functions, servePath: PATH, serveOrigin: wire.origin, enableUnauthedSync: false }),
  );
  return async (claim) => {
    const maxAttempts = plan.get(claim.functionId)?.maxAttempts ?? 1;
    const body = canonicalJson(JSON.parse(JSON.stringify(requestBody(claim, maxAttempts))));
    const url = `${wire.origin}${PATH}?${new URLSearchParams({ fnId: claim.functionId, stepId: claim.stepId })}`;
    const headers = {
      "content-type": "application/json",
      "x-inngest-signature": signature(body, wire.signingKey),
      "x-run-id": claim.runId,
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve(hung(maxStepMs)), maxStepMs);
    });
    try {
      return await Promise.race([
        Promise.resolve(app.request(url, { method: "POST", headers, body })).then(readOutcome),
        late,
      ]);
    } catch (error) {
      return { kind: "failed", error: jobError(error), retriable: true, retryAt: null };
    } finally {
      clearTimeout(timer);
    }
  };
}

function requestBody(claim: Claim, maxAttempts: number) {
  const ids = claim.done.map((step) => step.id);
  return {
    version: EXECUTION_VERSION,
    event: claim.event,
    events: [claim.event],
    steps: Object.fromEntries(claim.done.map((step) => [step.id, step.result])),
    ctx: {
      run_id: claim.runId,
      attempt: claim.attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: claim.stepId === DISCOVERY_STEP && claim.pending,
      use_api: false,
      stack: { stack: ids, current: ids.length },
    },
  };
}

/** `t=<seconds>&s=<HMAC-SHA256 over the canonical body and the time>`, as Inngest signs. */
function signature(body: string, signingKey: string): string {
  const seconds = String(Math.floor(Date.now() / 1000));
  const mac = new Bun.CryptoHasher("sha256", signingKey.replace(/^signkey-\w+-/, ""))
    .update(body + seconds)
    .digest("hex");
  return `t=${seconds}&s=${mac}`;
}

const hung = (maxStepMs: number): Outcome => ({
  kind: "failed",
  error: { name: "Error", message: `A step took longer than ${Math.round(maxStepMs / 1000)} s.` },
  retriable: true,
  retryAt: null,
});
