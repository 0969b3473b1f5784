import { assets } from "./en/assets.ts";
import { auth } from "./en/auth.ts";
import { common } from "./en/common.ts";
import { components } from "./en/components.ts";
import { errors } from "./en/errors.ts";
import { home } from "./en/home.ts";
import { ledger } from "./en/ledger.ts";
import { map } from "./en/map.ts";
import { media } from "./en/media.ts";
import { scan } from "./en/scan.ts";
import { shell } from "./en/shell.ts";
import { sites } from "./en/sites.ts";

/** Every English string by feature; German must have the same keys (`typeof en`). */
export const en = {
  assets,
  auth,
  common,
  components,
  errors,
  home,
  ledger,
  map,
  media,
  scan,
  shell,
  sites,
};
