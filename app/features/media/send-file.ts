/** Brings an announced file to its address: small ones whole, larger ones in parts that go on where they were cut. */
import { type Answer, BUSY } from "../../lib/outbox/answers.ts";

export type Announced = {
  mediaId: string;
  url: string;
  method: string;
  headers: Record<string, string>;
};
export type OnProgress = (ratio: number) => void;

/** Small enough to be seen moving on a slow network, large enough not to be slowed by waiting for answers. */
export const PART_BYTES = 512 * 1024;
const PART_TIMEOUT_MS = 2 * 60_000;
/** A short hole in the network is waited out here; a longer one is for whoever called. */
const PAUSES_MS = [500, 2_000, 5_000];

type Sent = { offset: number } | { answer: Answer };

/** Never rejects. `accepted` carries the media id; `open` may be tried again with the same announcement. `pause` is for tests. */
export async function sendFile(
  to: Announced,
  blob: Blob,
  onProgress: OnProgress = () => {},
  pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Answer> {
  const inParts = blob.size > PART_BYTES;
  let offset = 0;
  let isKnown = !inParts;
  let failures = 0;
  while (offset < blob.size) {
    const sent = !inParts
      ? await put(to, blob, null, blob.size)
      : isKnown
        ? await put(to, blob.slice(offset, offset + PART_BYTES), rangeOf(offset, blob.size), blob.size)
        : await put(to, null, `bytes */${blob.size}`, blob.size);
    if ("offset" in sent) {
      // A part that was taken moves on; a question does not have to.
      if (isKnown && sent.offset <= offset) return { kind: "open", why: "fault" };
      isKnown = true;
      offset = sent.offset;
      failures = 0;
      onProgress(offset / blob.size);
      continue;
    }
    const { answer } = sent;
    const isHole = answer.kind === "open" && answer.why === "network";
    const isElsewhere = answer.kind === "refused" && answer.refusal.code === "media.wrong_offset";
    const wait = PAUSES_MS[failures++];
    if ((!isHole && !isElsewhere) || wait === undefined) return isElsewhere ? { kind: "open", why: "busy" } : answer;
    await pause(wait);
    // How much of it came before the cut only the server knows.
    isKnown = !inParts;
  }
  return { kind: "accepted", result: to.mediaId };
}

const rangeOf = (at: number, total: number) => `bytes ${at}-${Math.min(total, at + PART_BYTES) - 1}/${total}`;

async function put(to: Announced, body: Blob | null, range: string | null, total: number): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch(to.url, {
      method: to.method,
      headers: { ...to.headers, ...(range ? { "content-range": range } : {}) },
      body,
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PART_TIMEOUT_MS),
    });
  } catch {
    return { answer: { kind: "open", why: "network" } };
  }
  const offset = Number(response.headers.get("upload-offset") ?? Number.NaN);
  if (response.status === 202 && range && offset <= total) return { offset };
  if (response.ok) return { offset: total };
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  if (BUSY.includes(response.status)) return { answer: { kind: "open", why: "busy" } };
  // Over one file a server may fail for ever; a link that ran out is asked for anew.
  if (response.status >= 500 || !problem.code || response.status === 403)
    return { answer: { kind: "open", why: "fault" } };
  const refusal = {
    code: problem.code,
    status: response.status,
    message: problem.detail ?? problem.code,
  };
  return { answer: { kind: "refused", refusal, settled: false } };
}
