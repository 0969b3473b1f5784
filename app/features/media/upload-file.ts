import type { Answer } from "../../lib/outbox/answers.ts";
import { call } from "../../lib/outbox/call.ts";
import type { NewFile } from "../../lib/outbox/entry.ts";
import { waitsForWifi } from "./data-saving.ts";
import { type Announced, type OnProgress, sendFile } from "./send-file.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the server has to know before a file is sent. The file's own id names the upload, so that it goes on where it was cut. */
export const announcementOf = ({ id, blob, sha256, purpose }: Pick<NewFile, "id" | "blob" | "sha256" | "purpose">) => ({
  ...(UUID.test(id) ? { operationId: id } : {}),
  contentType: blob.type,
  bytes: blob.size,
  sha256,
  purpose,
});

/** Tells the server of a file without bringing it. Never rejects: `accepted` carries the media id, the same for every call. */
export async function announceFile(
  owner: string,
  file: Pick<NewFile, "id" | "blob" | "sha256" | "purpose">,
): Promise<Answer> {
  const announced = await call(owner, "media.sign", JSON.stringify(announcementOf(file)));
  if (announced.kind !== "accepted") return announced;
  return { ...announced, result: (announced.result as Announced).mediaId };
}

/**
 * Brings a file to the server as `owner` (`<user>:<organisation>`), from a page or the service worker. Called again with the same file,
 * after any failure or a restart, it goes on where it was. Never rejects: `accepted` carries the media id, `open` with `saving` says that
 * the file waits for Wi-Fi.
 */
export async function uploadFile(
  owner: string,
  file: Pick<NewFile, "id" | "blob" | "sha256" | "purpose">,
  onProgress?: OnProgress,
): Promise<Answer> {
  if (waitsForWifi(file.blob.size)) return { kind: "open", why: "saving" };
  const announced = await call(owner, "media.sign", JSON.stringify(announcementOf(file)));
  if (announced.kind !== "accepted") return announced;
  return sendFile(announced.result as Announced, file.blob, onProgress);
}
