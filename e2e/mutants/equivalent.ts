/** Breakages that change nothing which anybody could notice, by the start of their name, and why. As short as truth allows. */
export const EQUIVALENT: Record<string, string> = {
  "definer function: availability, app.is_hq() → true (line 8":
    "it only chooses among which dealers to look; two lines on, each is held against the claims",
  "guard: server/operate.ts: operate, an operation of anybody's with this id":
    "the policies of operations show and let change a person's own alone; the condition is there for the primary key",
};
