import { common } from "../de/common.ts";
import { errors } from "../de/errors.ts";
import { shell } from "../de/shell.ts";

/** What the frame says around every screen: loaded before everything else. */
export const core = { common, errors, shell };
