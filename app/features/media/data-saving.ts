import { mayFollow } from "../../../server/domain/media/late.ts";

/** Phones whose owner saves data send large files by Wi-Fi only, unless the person says otherwise. Pages and the service worker ask here. */

/** The part of the Network Information API that is used; iOS and Firefox have none of it and hold nothing back. */
type Connection = { saveData?: boolean; type?: string };

/** These cost nothing by the byte. */
const FREE = new Set(["wifi", "ethernet"]);

let isAllowed = false;

/** Sends large files on this page whatever they cost, until it is closed. */
export const sendLargeNow = (): void => void (isAllowed = true);

/** Whether a file of so many bytes had better wait. `connection` is for tests. */
export function waitsForWifi(
  bytes: number,
  connection = (navigator as { connection?: Connection }).connection,
): boolean {
  return !isAllowed && mayFollow(bytes) && connection?.saveData === true && !FREE.has(connection.type ?? "");
}
