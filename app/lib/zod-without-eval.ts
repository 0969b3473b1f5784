/**
 * Zod for the browser: every `zod` in the app leads here. It compiles schemas with `new Function` where it may; our content security
 * policy forbids that, and even the attempt is reported.
 */
import { config } from "zod/v4/core";

config({ jitless: true });

export * from "zod/v4";
