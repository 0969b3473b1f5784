/**
 * Sends a hand-over so that nothing is lost and nothing happens twice: what may have reached the server is on disk before it goes,
 * and is repeated word for word until there is an answer.
 */
import { errorCode, isNetworkError, isUnauthorized } from "../../lib/errors.ts";
import type { Attempt, Draft, DraftPhoto, Rental } from "./draft.ts";

export type Outcome =
  | { kind: "accepted"; rental: Rental }
  /** No answer: it may be tried again as it stands. */
  | { kind: "unsent"; error: unknown; draft: Draft }
  /** The server said no and changed nothing: the person may correct it. */
  | { kind: "refused"; error: unknown; draft: Draft };

export type SendDeps = {
  save: (draft: Draft) => Promise<void>;
  drop: (key: string) => Promise<void>;
  /** Resolves to the media id. */
  upload: (photo: DraftPhoto) => Promise<string>;
  send: (attempt: Attempt) => Promise<Rental>;
};

/** Whether the call may have taken effect all the same, or never got there: then the same contents are sent again. */
export function isUnsettled(error: unknown): boolean {
  return isNetworkError(error) || isUnauthorized(error) || UNSETTLED.has(errorCode(error) ?? "");
}
const UNSETTLED = new Set(["unavailable", "internal", "rate.limited"]);

/** `build` makes the input once all photographs have their ids; it is not called again while an attempt is open. */
export async function sendHandOver(draft: Draft, build: (draft: Draft) => Attempt, deps: SendDeps): Promise<Outcome> {
  let current = draft;
  const keep = async (change: Partial<Draft>) => {
    current = { ...current, ...change };
    await deps.save(current);
  };
  try {
    await keep({});
    if (!current.attempt) {
      for (const photo of current.photos.filter(({ mediaId }) => mediaId === null)) {
        const mediaId = await deps.upload(photo);
        await keep({ photos: current.photos.map((each) => (each.id === photo.id ? { ...each, mediaId } : each)) });
      }
      await keep({ attempt: build(current) });
    }
    const rental = await deps.send(current.attempt!);
    // It is done whatever the disk says; a draft that stays is answered with the same result when it is sent again.
    await deps.drop(current.key).catch(() => undefined);
    return { kind: "accepted", rental };
  } catch (error) {
    if (isUnsettled(error)) return { kind: "unsent", error, draft: current };
    // Photographs that the server has cleared away meanwhile are sent again with the next try.
    const lost = errorCode(error) === "media.not_stored";
    const photos = lost ? current.photos.map((photo) => ({ ...photo, mediaId: null })) : current.photos;
    await keep({ attempt: null, photos }).catch(() => undefined);
    return { kind: "refused", error, draft: current };
  }
}
