/** Breakages that change nothing which anybody could notice, by the start of their name, and why. As short as truth allows. */
export const EQUIVALENT: Record<string, string> = {
  "definer function: availability, app.is_hq() → true (line 5":
    "it only chooses among which dealers to look; two lines on, each is held against the claims",
};
