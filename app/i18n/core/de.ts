import { auth } from "../de/auth.ts";
import { common } from "../de/common.ts";
import { errors } from "../de/errors.ts";
import { media } from "../de/media.ts";
import { scan } from "../de/scan.ts";
import { shell } from "../de/shell.ts";

/** What the frame, the sign-in and the scan screen say: loaded before everything else. */
export const core = { auth, common, errors, media, scan, shell };
