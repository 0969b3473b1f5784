/** Which camera this device scans with: the one chosen by hand, else the one that looks away from the person. */

const storageKey = "smart-rental:camera";

/** The camera chosen last on this device, or null. */
export function rememberedCamera(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Keeps the choice; null goes back to the device's own. */
export function rememberCamera(deviceId: string | null): void {
  try {
    if (deviceId === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, deviceId);
  } catch {
    // Blocked storage: the choice lasts as long as the camera.
  }
}

/** What is asked of the camera: enough pixels for a label at arm's length, or for a picture that is kept. */
export function constraintsFor(use: "scan" | "picture", deviceId: string | null): MediaStreamConstraints {
  const [width, height] = use === "scan" ? [1280, 720] : [1920, 1080];
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } };
  return { audio: false, video: { ...which, width: { ideal: width }, height: { ideal: height } } };
}

export type CameraDevice = { id: string; label: string };

/** The device's cameras; browsers tell them only after one was allowed. Cameras without an id can not be chosen. */
export async function listCameras(
  mediaDevices: Partial<Pick<MediaDevices, "enumerateDevices">> | undefined,
): Promise<CameraDevice[]> {
  const devices = (await mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
