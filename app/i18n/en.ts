import { alerts } from "./en/alerts.ts";
import { assets } from "./en/assets.ts";
import { auth } from "./en/auth.ts";
import { common } from "./en/common.ts";
import { components } from "./en/components.ts";
import { errors } from "./en/errors.ts";
import { home } from "./en/home.ts";
import { labels } from "./en/labels.ts";
import { ledger } from "./en/ledger.ts";
import { map } from "./en/map.ts";
import { media } from "./en/media.ts";
import { rentals } from "./en/rentals.ts";
import { scan } from "./en/scan.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { sites } from "./en/sites.ts";

/** Every English string by feature; German must have the same keys (`typeof en`). */
export const en = {
  alerts,
  assets,
  auth,
  common,
  components,
  errors,
  home,
  labels,
  ledger,
  map,
  media,
  rentals,
  scan,
  settings,
  shell,
  sites,
};
