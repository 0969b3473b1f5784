import { extendTailwindMerge } from "tailwind-merge";

/** Joins class names; of two utilities that set the same property the later one wins. */
export const cn = extendTailwindMerge({});
