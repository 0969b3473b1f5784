import type { RouterInputs } from "~/lib/app-router.ts";
import { client } from "~/lib/trpc.ts";
import { mediaError, type PreparedPhoto } from "./prepare-photo.ts";

export type PhotoPurpose = RouterInputs["media"]["sign"]["purpose"];

/**
 * Announces a photo and sends it. Resolves to its media id, to be named in the record that it belongs to. Rejects with what
 * `errorSentence` understands: a network failure may be tried again, 413 and 415 may not.
 */
export async function uploadPhoto(
  photo: PreparedPhoto,
  purpose: PhotoPurpose,
  onProgress: (ratio: number) => void = () => {},
): Promise<string> {
  const { mediaId, url, method, headers } = await client.media.sign.mutate({
    contentType: photo.blob.type,
    bytes: photo.blob.size,
    sha256: photo.sha256,
    purpose,
  });
  await put({ url, method, headers, body: photo.blob, onProgress });
  return mediaId;
}

/** XMLHttpRequest, because fetch does not tell how far an upload is. */
function put(request: {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Blob;
  onProgress: (ratio: number) => void;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    xhr.upload.addEventListener("progress", ({ loaded, total }) => request.onProgress(total > 0 ? loaded / total : 0));
    xhr.addEventListener("load", () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve();
      else reject(mediaError(codeOf(xhr), xhr.status));
    });
    for (const event of ["error", "abort", "timeout"] as const)
      xhr.addEventListener(event, () => reject(new Error("the upload did not get through")));
    xhr.send(request.body);
  });
}

function codeOf(xhr: XMLHttpRequest): string {
  try {
    const { code } = JSON.parse(xhr.responseText) as { code?: unknown };
    if (typeof code === "string") return code;
  } catch {
    // A proxy's own page instead of a problem document: the status has to do.
  }
  return { 413: "media.too_large", 415: "media.unsupported_type" }[xhr.status] ?? "internal";
}
