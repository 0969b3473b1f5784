import { common } from "../en/common.ts";
import { errors } from "../en/errors.ts";
import { shell } from "../en/shell.ts";

/** What the frame says around every screen: loaded before everything else. */
export const core = { common, errors, shell };
