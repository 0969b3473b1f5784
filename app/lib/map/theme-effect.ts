import { createEffect, on } from "solid-js";
import { createMediaQuery } from "~/lib/media-query.ts";
import { theme } from "~/lib/theme.ts";

/** Runs `repaint` after the colours on screen have changed, by choice or with the device. */
export function createThemeEffect(repaint: () => void): void {
  const dark = createMediaQuery("(prefers-color-scheme: dark)");
  createEffect(on([theme, dark], () => queueMicrotask(repaint), { defer: true }));
}
