import type { RouterInputs } from "~/lib/app-router.ts";
import { client } from "~/lib/trpc.ts";
import { mediaError, type PreparedPhoto } from "./prepare-photo.ts";
import { sendFile } from "./send-file.ts";
import { announcementOf } from "./upload-file.ts";

export type PhotoPurpose = RouterInputs["media"]["sign"]["purpose"];

/**
 * Announces a photo or film and sends it. Resolves to its media id, to be named in the record that it belongs to. With the same `id`
 * again it goes on where it was cut. Rejects with what `errorSentence` understands: a network failure may be tried again, 413 and 415
 * may not.
 */
export async function uploadPhoto(
  photo: PreparedPhoto & { id: string },
  purpose: PhotoPurpose,
  onProgress: (ratio: number) => void = () => {},
): Promise<string> {
  const announced = await client.media.sign.mutate({
    ...announcementOf({ ...photo, purpose }),
    purpose,
  });
  const answer = await sendFile(announced, photo.blob, onProgress);
  if (answer.kind === "accepted") return announced.mediaId;
  if (answer.kind === "refused") throw mediaError(answer.refusal.code, answer.refusal.status);
  throw new Error("the upload did not get through");
}
