/**
 * Which features' words a screen needs before it is shown, beside the core.
 * `first-words.test.ts` reads from the screens' sources that nothing is missing here.
 */
import type { WordPart } from "./parts.ts";

/** By the route's file without its ending; `[x]` stands for any one step of the path. */
export const screenWords: Record<string, readonly WordPart[]> = {
  "(app)/alerts/index": ["alertPage", "alerts"],
  "(app)/api-clients": ["credentials", "permissions"],
  "(app)/calendar": ["assets", "calendar", "reservations"],
  "(app)/check-lists": ["assets", "inspections"],
  "(app)/customers": ["credentials", "members", "organizations"],
  "(app)/dealers": ["credentials", "members", "organizations"],
  "(app)/fleet/index": ["assets", "map"],
  "(app)/fleet/new": ["assets"],
  "(app)/import": ["import"],
  "(app)/index": ["alerts", "assets", "home", "map", "rentals"],
  "(app)/labels": ["labels", "scan"],
  "(app)/ledger": ["alerts", "ledger"],
  "(app)/maintenance": ["faults", "inspections", "maintenance", "media", "outbox"],
  "(app)/members": ["credentials", "members"],
  "(app)/notifications/index": ["alertPage", "alerts", "notifications"],
  "(app)/notifications/settings": ["alerts", "notifications"],
  "(app)/our-dealers": ["members", "organizations"],
  "(app)/permissions": ["permissions"],
  "(app)/queue/index": ["media", "outbox"],
  "(app)/rates": ["assets", "rates", "rentals"],
  "(app)/rentals/at-risk": ["rentals"],
  "(app)/rentals/index": ["rentals"],
  "(app)/reservations/index": ["assets", "reservations"],
  "(app)/reservations/new": ["assets", "reservations"],
  "(app)/rules": ["assets", "rules"],
  "(app)/scan": ["scan"],
  "(app)/settings": ["calendarFeeds", "organizations", "permissions", "settings"],
  "(app)/sites/index": ["map", "sites"],
  "(app)/sites/new": ["map", "sites"],
  "(app)/sources/index": ["telematics"],
  "(app)/tasks/calendar": ["outbox", "tasks"],
  "(app)/tasks/index": ["outbox", "tasks"],
  "components/index": ["components"],
  "components/shell": ["components"],
  "sign-in": ["auth"],
  "(app)/alerts/[id]": ["alertPage", "alerts", "ledger"],
  "(app)/fleet/[humanId]": ["assets", "map", "media"],
  "(app)/queue/[key]": ["ledger", "media", "outbox", "scan"],
  "(app)/rentals/[id]": ["assets", "inspections", "ledger", "media", "rentals"],
  "(app)/rentals/[id](evidence)/dispute": [
    "alerts",
    "assets",
    "dispute",
    "inspections",
    "ledger",
    "maintenance",
    "media",
  ],
  "(app)/rentals/[id](evidence)/inspections": ["inspections", "media"],
  "(app)/reservations/[id]": ["assets", "reservations"],
  "(app)/sites/[id]": ["assets", "map", "sites"],
  "(app)/sources/[id]": ["telematics"],
  "(app)/t/[token]": [],
  "(app)/tasks/[id]": ["inspections", "media", "outbox", "tasks"],
  "invite/[token]": ["auth", "members"],
  "(app)/rentals/[id](evidence)/inspect/[kind]": ["inspections", "media", "outbox"],
  "(app)/rentals/[id](evidence)/ticket/[kind]": ["inspections", "media"],
};

const patterns = Object.entries(screenWords).map(([route, words]) => {
  const path = route.replace(/\/index$/, "").replaceAll(/\([^/]*?\)/g, "");
  return { pattern: new RegExp(`^/?${path.replaceAll(/\[[^/]+?\]/g, "[^/]+")}/?$`), words };
});

/** The features' words for the screen at a path. Where there is no screen the core's words say so. */
export function firstWords(path: string): readonly WordPart[] {
  return patterns.find(({ pattern }) => pattern.test(path))?.words ?? [];
}
