/** The map's colours, taken from the design tokens as they are resolved in the theme on screen. */
const names = [
  "canvas",
  "surface",
  "sunken",
  "line",
  "line-strong",
  "ink",
  "muted",
  "faint",
  "accent",
  "on-accent",
  "danger",
  "green",
  "blue",
  "blue-line",
  "grey",
  "violet",
  "red",
  "amber",
] as const;
export type Palette = Record<(typeof names)[number], string>;

/** Reads the tokens through a probe: `light-dark()` resolves only in a computed colour. */
export function readPalette(): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--color-${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(names.map((name) => [name, colour(name)])) as Palette;
  probe.remove();
  return palette;
}
