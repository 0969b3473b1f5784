import { auth } from "./en/auth.ts";
import { common } from "./en/common.ts";
import { components } from "./en/components.ts";
import { errors } from "./en/errors.ts";
import { shell } from "./en/shell.ts";

/** Every English string by feature; German must have the same keys (`typeof en`). */
export const en = { auth, common, components, errors, shell };
