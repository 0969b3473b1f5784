/** Breakages that change nothing which anybody could notice, by the start of their name, and why. As short as truth allows. */
export const EQUIVALENT: Record<string, string> = {};
