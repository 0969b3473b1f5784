/** Groups paths for metrics and for the log. */

export type RouteClass = "trpc" | "rest" | "auth" | "api" | "files" | "pages" | "health" | "static";

const CLASSES: readonly [RegExp, RouteClass][] = [
  [/^\/api\/trpc(\/|$)/, "trpc"],
  [/^\/api(\/v1)?\/auth(\/|$)/, "auth"],
  [/^\/api\/v1(\/|$)/, "rest"],
  [/^\/api(\/|$)/, "api"],
  [/^\/files(\/|$)/, "files"],
  [/^\/(t|dev|invite|hooks)(\/|$)|^\/calendar\/[^/]+\.ics$/, "pages"],
  [/^\/(healthz|readyz|metrics)$/, "health"],
];

export const classOf = (path: string): RouteClass => CLASSES.find(([pattern]) => pattern.test(path))?.[1] ?? "static";

/** The path as it may be written to the log: links to files and labels hold what only their holder should know. */
export const loggedPath = (path: string, routeClass: RouteClass) =>
  routeClass === "files" || routeClass === "pages" ? undefined : path;
