import { type Answer, readAnswer } from "./answers.ts";

const CALL_TIMEOUT_MS = 30_000;

/** The server refuses a call that names another person or organisation than its session does: nothing is sent in a stranger's name. */
const OWNER_HEADER = "x-person";

/** Carries out one mutation as `owner`, and as nobody else, by plain `fetch`: for pages and the service worker. Never rejects. */
export async function call(owner: string, procedure: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(`/api/trpc/${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json", [OWNER_HEADER]: owner },
      body,
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return readAnswer(response.status, answer, response.headers.get("retry-after"));
  } catch {
    return { kind: "open", why: "network" };
  }
}
