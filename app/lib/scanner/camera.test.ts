import { describe, expect, test } from "bun:test";
import { openCamera, type CameraState } from "./camera.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function fakeTrack(capabilities: object = {}) {
  const listeners: (() => void)[] = [];
  const applied: unknown[] = [];
  const track = {
    isStopped: false,
    applied,
    stop: () => void (track.isStopped = true),
    addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
    getCapabilities: () => capabilities,
    applyConstraints: async (constraints: unknown) => void applied.push(constraints),
    endBySystem: () => listeners.splice(0).forEach((listener) => listener()),
  };
  return track;
}

function setUp(getUserMedia?: () => Promise<MediaStream>, capabilities?: object) {
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
    play: async () => {},
    requestVideoFrameCallback: (callback: () => void) => ((frame = callback), 1),
    cancelVideoFrameCallback: () => void (frame = null),
  };
  const openTrack = async () => {
    const track = fakeTrack(capabilities);
    tracks.push(track);
    return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  };
  const camera = openCamera({
    video: video as unknown as HTMLVideoElement,
    onState: (state) => void states.push(state),
    onFrame: () => void frames++,
    browser: { mediaDevices: { getUserMedia: getUserMedia ?? openTrack }, page: page as never },
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
    expect(states.at(-1)).toEqual({ kind: "live", hasTorch: true, zoom: { min: 1, max: 8, step: 0.1 } });
    expect(await camera.setTorch(true)).toBe(true);
    expect(await camera.setZoom(2)).toBe(true);
    expect(tracks[0]!.applied).toEqual([{ advanced: [{ torch: true }] }, { advanced: [{ zoom: 2 }] }]);
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
    tracks[0]!.endBySystem();
    await settled();
    expect(kinds(states)).toEqual(["starting", "live", "starting", "live"]);
    expect(tracks).toHaveLength(2);
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
