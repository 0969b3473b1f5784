/** 1 where lines run from left to right, -1 where they run from right to left: what a step to the right means along a line. */
export const alongLine = (): 1 | -1 => (document.documentElement.dir === "rtl" ? -1 : 1);
