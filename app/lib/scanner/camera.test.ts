import { describe, expect, test } from "bun:test";
import { openCamera } from "./camera.ts";
import type { CameraState } from "./camera-state.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function fakeTrack(capabilities: object = {}) {
  const listeners: Record<string, (() => void)[]> = {};
  const applied: unknown[] = [];
  const track = {
    isStopped: false,
    applied,
    stop: () => void (track.isStopped = true),
    addEventListener: (type: string, listener: () => void) => void (listeners[type] ??= []).push(listener),
    getCapabilities: () => capabilities,
    getSettings: () => ({ deviceId: "rear" }),
    applyConstraints: async (constraints: unknown) => void applied.push(constraints),
    /** What the system does to it: `ended`, `mute`, `unmute`. */
    happen: (type: string) => listeners[type]?.forEach((listener) => listener()),
  };
  return track;
}

type Wanted = { video: { deviceId?: { exact: string }; facingMode?: unknown } };
const CAMERAS = [
  { kind: "audioinput", deviceId: "mic", label: "Microphone" },
  { kind: "videoinput", deviceId: "rear", label: "Rear" },
  { kind: "videoinput", deviceId: "front", label: "Front" },
];

function setUp(
  getUserMedia?: (wanted: Wanted) => Promise<MediaStream>,
  capabilities?: object,
  more: { play?: () => Promise<void>; isSecure?: boolean; noDevices?: boolean } = {},
) {
  const states: CameraState[] = [];
  const tracks: ReturnType<typeof fakeTrack>[] = [];
  let frame: (() => void) | null = null;
  let frames = 0;
  let visibility: (() => void) | null = null;
  const page = {
    hidden: false,
    addEventListener: (_: string, listener: () => void) => void (visibility = listener),
    removeEventListener: () => void (visibility = null),
  };
  const video = {
    srcObject: null as unknown,
    muted: false,
    currentTime: 0,
    videoWidth: 640,
    setAttribute: () => {},
    play: more.play ?? (async () => {}),
    requestVideoFrameCallback: (callback: () => void) => ((frame = callback), 1),
    cancelVideoFrameCallback: () => void (frame = null),
  };
  const wanted: Wanted[] = [];
  const openTrack = async (constraints?: Wanted) => {
    if (constraints) wanted.push(constraints);
    if (constraints?.video.deviceId?.exact === "gone") throw new DOMException("no", "OverconstrainedError");
    const track = fakeTrack(capabilities);
    tracks.push(track);
    return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  };
  const camera = openCamera({
    video: video as unknown as HTMLVideoElement,
    onState: (state) => void states.push(state),
    onFrame: () => void frames++,
    darkForMs: 20,
    browser: {
      mediaDevices: more.noDevices
        ? undefined
        : { getUserMedia: (getUserMedia ?? openTrack) as never, enumerateDevices: async () => CAMERAS as never },
      page: page as never,
      isSecure: more.isSecure ?? true,
    },
  });
  const show = (isShown: boolean) => {
    page.hidden = !isShown;
    visibility?.();
  };
  const showFrame = async () => {
    video.currentTime += 0.03;
    frame?.();
    await settled();
  };
  return {
    camera,
    states,
    tracks,
    video,
    show,
    showFrame,
    openTrack,
    wanted,
    frames: () => frames,
    isListening: () => visibility !== null,
  };
}
const kinds = (states: CameraState[]) => states.map((state) => state.kind);

describe("the camera", () => {
  test("goes live and hands out each new frame", async () => {
    const { states, showFrame, frames, video } = setUp();
    await settled();
    expect(kinds(states)).toEqual(["starting", "live"]);
    expect(video.muted).toBe(true);
    await showFrame();
    await showFrame();
    expect(frames()).toBe(2);
  });

  test("tells lamp and zoom and sets them", async () => {
    const { camera, states, tracks } = setUp(undefined, { torch: [true, false], zoom: { min: 1, max: 8, step: 0.1 } });
    await settled();
    expect(states.at(-1)).toMatchObject({ kind: "live", hasTorch: true, zoom: { min: 1, max: 8, step: 0.1 } });
    expect(await camera.setTorch(true)).toBe(true);
    expect(await camera.setZoom(2)).toBe(true);
    // Each call says everything: a camera that is only told its zoom puts the lamp out.
    expect(tracks[0]!.applied).toEqual([{ advanced: [{ torch: true }] }, { advanced: [{ torch: true }, { zoom: 2 }] }]);
    camera.stop();
    expect(await camera.setTorch(true)).toBe(false);
  });

  test("is given back while the page is hidden and acquired again after", async () => {
    const { states, tracks, show, showFrame, frames } = setUp();
    await settled();
    show(false);
    expect(tracks[0]!.isStopped).toBe(true);
    await showFrame();
    expect(frames()).toBe(0);
    show(true);
    await settled();
    expect(kinds(states)).toEqual(["starting", "live", "paused", "starting", "live"]);
    expect(tracks).toHaveLength(2);
    await showFrame();
    expect(frames()).toBe(1);
  });

  test("is acquired again when the system ends it", async () => {
    const { states, tracks } = setUp();
    await settled();
    tracks[0]!.happen("ended");
    await settled();
    expect(kinds(states)).toEqual(["starting", "live", "starting", "live"]);
    expect(tracks).toHaveLength(2);
  });

  test("is acquired again when it stays dark, and not when it comes back by itself", async () => {
    const { states, tracks } = setUp();
    await settled();
    tracks[0]!.happen("mute");
    tracks[0]!.happen("unmute");
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(tracks).toHaveLength(1);
    tracks[0]!.happen("mute");
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(tracks[0]!.isStopped).toBe(true);
    expect(kinds(states)).toEqual(["starting", "live", "starting", "live"]);
  });

  test("that the system ends again and again waits for a press", async () => {
    const { camera, states, tracks } = setUp();
    for (let life = 0; life < 3; life++) {
      await settled();
      tracks.at(-1)!.happen("ended");
    }
    await settled();
    expect(states.at(-1)).toEqual({ kind: "failed", code: "camera.interrupted" });
    expect(tracks).toHaveLength(3);
    camera.retry();
    await settled();
    expect(states.at(-1)).toMatchObject({ kind: "live" });
  });

  test("that plays nothing before a press says so, and that is no refusal", async () => {
    const { states, tracks } = setUp(
      undefined,
      {},
      { play: () => Promise.reject(new DOMException("no", "NotAllowedError")) },
    );
    await settled();
    expect(states.at(-1)).toEqual({ kind: "failed", code: "camera.interrupted" });
    expect(tracks[0]!.isStopped).toBe(true);
  });

  test("looks away from the person unless another one is chosen; one that is gone is no failure", async () => {
    const { camera, states, wanted } = setUp();
    await settled();
    expect(states.at(-1)).toMatchObject({
      cameras: [
        { id: "rear", label: "Rear" },
        { id: "front", label: "Front" },
      ],
      cameraId: "rear",
    });
    camera.choose("front");
    await settled();
    camera.choose("gone");
    await settled();
    expect(wanted.map(({ video }) => video.deviceId?.exact ?? video.facingMode)).toEqual([
      { ideal: "environment" },
      "front",
      "gone",
      { ideal: "environment" },
    ]);
    expect(states.at(-1)).toMatchObject({ kind: "live" });
  });

  test("without https is told apart from a browser without cameras", async () => {
    expect(setUp(undefined, {}, { noDevices: true, isSecure: false }).states.at(-1)).toMatchObject({
      code: "camera.insecure",
    });
    expect(setUp(undefined, {}, { noDevices: true }).states.at(-1)).toMatchObject({ code: "camera.unsupported" });
  });

  test("that arrives after it was stopped is given back", async () => {
    const late = Promise.withResolvers<MediaStream>();
    const { camera, states, openTrack, tracks, isListening } = setUp(() => late.promise);
    camera.stop();
    late.resolve(await openTrack());
    await settled();
    expect(tracks[0]!.isStopped).toBe(true);
    expect(kinds(states)).toEqual(["starting", "stopped"]);
    expect(isListening()).toBe(false);
    camera.retry();
    await settled();
    expect(kinds(states)).toEqual(["starting", "stopped"]);
  });

  test.each([
    ["NotAllowedError", "camera.denied"],
    ["NotFoundError", "camera.absent"],
    ["NotReadableError", "camera.busy"],
    ["TypeError", "camera.unsupported"],
  ] as const)("tells a %s as %s, and can be tried again", async (name, code) => {
    let tries = 0;
    const refuse = () => (tries++, Promise.reject(Object.assign(new Error("no"), { name })));
    const { camera, states } = setUp(refuse);
    await settled();
    expect(states.at(-1)).toEqual({ kind: "failed", code });
    camera.retry();
    await settled();
    expect(tries).toBe(2);
  });
});
