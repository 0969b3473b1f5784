/** Short signals that are noticed without looking: a tone and, on phones, a buzz. */
import { createSignal } from "solid-js";

const storageKey = "smart-rental:sound";

function stored(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

const [soundOn, setSoundSignal] = createSignal(stored());

/** Whether tones may be played; vibration is left to the phone's own setting. */
export { soundOn };

export function setSound(on: boolean): void {
  setSoundSignal(on);
  try {
    localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

const signals = {
  recognised: { tones: [[1320, 0.09]], buzz: [60] },
  done: {
    tones: [
      [880, 0.09],
      [1320, 0.14],
    ],
    buzz: [40, 60, 90],
  },
  refused: { tones: [[220, 0.28]], buzz: [200] },
} as const satisfies Record<string, { tones: readonly (readonly [hertz: number, seconds: number])[]; buzz: number[] }>;

let context: AudioContext | undefined;

/** Plays a signal. Before the first press on the page the browser keeps it silent; that is no failure. */
export function signal(kind: keyof typeof signals): void {
  const { tones, buzz } = signals[kind];
  // Chromium complains in the console about a buzz before the first press.
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.([...buzz]);
  if (!soundOn() || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  let at = context.currentTime + 0.01;
  for (const [hertz, seconds] of tones) {
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = "square";
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0.18, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
    at += seconds;
  }
}
