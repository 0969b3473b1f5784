/**
 * The screens' answers on this device: `restoreAnswers` before the first screen, `keepAnswers` while somebody works, `forgetAnswers` when
 * they leave. The code for it comes with the first use.
 */
import { queryClient } from "../trpc.ts";
import { noteLostChunk } from "../lost-chunk.ts";

/** The form of what the server tells: a hash over `server/domain`, made by the build. */
const version: string = import.meta.env["WIRE_VERSION"] ?? "";

/** A disk that does not answer keeps nobody from their work. */
const ANSWERS_WITHIN_MS = 1_500;

/** Brings back what was kept of this owner's. */
export async function restoreAnswers(owner: string): Promise<void> {
  const restored = import("./keep.ts").then(({ restore }) => restore({ queryClient, owner, version }));
  await inTime(restored.catch(noteLostChunk));
}

/** Keeps answers from now on, and asks for those that no screen has asked for yet; returns how to stop. */
export function keepAnswers(owner: string, can: (procedure: string) => boolean): () => void {
  let isOver = false;
  let stop = () => {};
  const start = async () => {
    const [{ keep }, { warmUp }] = await Promise.all([import("./keep.ts"), import("./warm-up.ts")]);
    if (isOver) return;
    stop = keep({ queryClient, owner, version });
    await warmUp(queryClient, can);
  };
  start().catch(noteLostChunk);
  return () => {
    isOver = true;
    stop();
  };
}

/** Forgets what was kept: the next person at this device finds nothing of it. */
export const forgetAnswers = (): Promise<void> =>
  inTime(import("./keep.ts").then(({ forgetKept }) => forgetKept()).catch(() => undefined));

const inTime = (work: Promise<unknown>): Promise<void> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, ANSWERS_WITHIN_MS))]).then(() => undefined);
