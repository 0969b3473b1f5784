import { auth } from "../en/auth.ts";
import { common } from "../en/common.ts";
import { errors } from "../en/errors.ts";
import { media } from "../en/media.ts";
import { scan } from "../en/scan.ts";
import { shell } from "../en/shell.ts";

/** What the frame, the sign-in and the scan screen say: loaded before everything else. */
export const core = { auth, common, errors, media, scan, shell };
