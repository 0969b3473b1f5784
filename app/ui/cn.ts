import { createTailwindMerge, validators } from "tailwind-merge";

const { isAny, isArbitraryLength } = validators;

/** A group by its prefix alone: whatever follows sets the same property. */
const by = (...prefixes: string[]) => Object.fromEntries(prefixes.map((prefix) => [prefix, [{ [prefix]: [isAny] }]]));

const sides = ["", "-x", "-y", "-t", "-b", "-s", "-e", "-l", "-r"];
const borders = sides.flatMap((side) => [
  [`border-width${side}`, [{ [`border${side}`]: ["", "0", "2", "4", "8"] }]],
  [`border-color${side}`, [{ [`border${side}`]: [isAny] }]],
  [`rounded${side}`, [{ [`rounded${side}`]: ["", isAny] }]],
]) as [string, { [prefix: string]: (string | typeof isAny)[] }[]][];

/**
 * The properties that this app's class names set, which is far less than Tailwind knows: the table of everything would be a tenth of what
 * a screen may weigh. `cn.test.ts` compares it with that table for the classes that can meet.
 */
const config = {
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ["block", "inline-block", "inline", "flex", "inline-flex", "grid", "inline-grid", "contents", "hidden"],
    position: ["static", "fixed", "absolute", "relative", "sticky"],
    animate: [{ animate: ["spin", "ping", "pulse", "bounce", "none"] }],
    transition: [{ transition: ["", isAny] }],
    reading: ["sr-only", "not-sr-only"],
    ...by("line-clamp"),
    ...by("p", "px", "py", "ps", "pe", "pt", "pb", "m", "mx", "my", "ms", "me", "mt", "mb"),
    ...by("size", "w", "h", "min-w", "min-h", "max-w", "max-h", "aspect", "opacity", "cursor", "z", "order"),
    ...by("inset", "inset-x", "inset-y", "start", "end", "top", "bottom", "translate-x", "translate-y"),
    ...by("gap", "gap-x", "gap-y", "basis", "shrink", "items", "justify", "self", "place-items", "grid-cols"),
    ...by("col-span", "whitespace", "tracking", "leading", "overflow", "overflow-x", "overflow-y"),
    ...by("outline-offset", "stroke", "fill"),
    flex: [{ flex: ["1", "auto", "initial", "none"] }],
    "flex-direction": [{ flex: ["row", "row-reverse", "col", "col-reverse"] }],
    "flex-wrap": [{ flex: ["wrap", "nowrap"] }],
    "font-size": [{ text: ["xs", "sm", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl", isArbitraryLength] }],
    "text-align": [{ text: ["start", "end", "center", "left", "right"] }],
    "text-wrap": [{ text: ["wrap", "nowrap", "balance", "pretty"] }],
    "text-color": [{ text: [isAny] }],
    "font-family": [{ font: ["sans", "mono"] }],
    "font-weight": [{ font: [isAny] }],
    bg: [{ bg: [isAny] }],
    shadow: [{ shadow: ["", isAny] }],
    "border-style": [{ border: ["solid", "dashed", "dotted", "none"] }],
    "border-collapse": [{ border: ["collapse", "separate"] }],
    "border-spacing": [{ "border-spacing": [isAny] }],
    ...Object.fromEntries(borders),
  },
  conflictingClassGroups: {
    p: ["px", "py", "ps", "pe", "pt", "pb"],
    px: ["ps", "pe"],
    py: ["pt", "pb"],
    m: ["mx", "my", "ms", "me", "mt", "mb"],
    mx: ["ms", "me"],
    my: ["mt", "mb"],
    size: ["w", "h"],
    inset: ["inset-x", "inset-y", "start", "end", "top", "bottom"],
    "inset-x": ["start", "end"],
    "inset-y": ["top", "bottom"],
    flex: ["basis", "shrink"],
    gap: ["gap-x", "gap-y"],
    "line-clamp": ["display", "overflow"],
    overflow: ["overflow-x", "overflow-y"],
    "font-size": ["leading"],
    rounded: ["rounded-t", "rounded-b", "rounded-s", "rounded-e"],
    "border-width": [
      "border-width-x",
      "border-width-y",
      "border-width-t",
      "border-width-b",
      "border-width-s",
      "border-width-e",
    ],
    "border-color": [
      "border-color-x",
      "border-color-y",
      "border-color-t",
      "border-color-b",
      "border-color-s",
      "border-color-e",
    ],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ["*", "**", "after", "before", "marker"],
};

/** Joins class names; of two utilities that set the same property the later one wins. */
export const cn = createTailwindMerge(() => config);
