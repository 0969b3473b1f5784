import { auth } from "./de/auth.ts";
import { common } from "./de/common.ts";
import { components } from "./de/components.ts";
import { errors } from "./de/errors.ts";
import { shell } from "./de/shell.ts";
import type { en } from "./en.ts";

export const de: typeof en = { auth, common, components, errors, shell };
