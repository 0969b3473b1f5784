/**
 * Makes a photograph fit to keep and send: turned upright, at most 2048 pixels on its longer side, as JPEG. Drawing it anew leaves
 * out all that the camera wrote into the file (EXIF: place, owner, serial number).
 */

export const LONGEST_SIDE = 2048;
const QUALITY = 0.85;

export type PreparedPhoto = { blob: Blob; sha256: string };

/** The size of a picture whose longer side is at most `longest`; small ones are not enlarged. */
export function fittedSize(width: number, height: number, longest = LONGEST_SIDE): { width: number; height: number } {
  const factor = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

/** Rejects with `media.unsupported_type` when the browser cannot read the file as a picture. */
export async function preparePhoto(file: Blob): Promise<PreparedPhoto> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch((cause: unknown) => {
    throw mediaError("media.unsupported_type", 415, cause);
  });
  try {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, fittedSize(bitmap.width, bitmap.height));
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw mediaError("media.unsupported_type", 415);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob) throw mediaError("media.unsupported_type", 415);
    return { blob, sha256: await sha256Hex(blob) };
  } finally {
    bitmap.close();
  }
}

/** 64 lower-case hexadecimal digits. */
export async function sha256Hex(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A refusal in the shape that `errorSentence` knows, for what did not come through tRPC. */
export function mediaError(appCode: string, httpStatus: number, cause?: unknown): Error {
  return Object.assign(new Error(appCode, { cause }), { data: { appCode, httpStatus } });
}
