import { alerts } from "./de/alerts.ts";
import { assets } from "./de/assets.ts";
import { auth } from "./de/auth.ts";
import { common } from "./de/common.ts";
import { components } from "./de/components.ts";
import { errors } from "./de/errors.ts";
import { home } from "./de/home.ts";
import { labels } from "./de/labels.ts";
import { ledger } from "./de/ledger.ts";
import { map } from "./de/map.ts";
import { media } from "./de/media.ts";
import { rentals } from "./de/rentals.ts";
import { scan } from "./de/scan.ts";
import { settings } from "./de/settings.ts";
import { shell } from "./de/shell.ts";
import { sites } from "./de/sites.ts";
import type { en } from "./en.ts";

export const de: typeof en = {
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
