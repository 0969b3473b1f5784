/**
 * The page to open after signing in, from `?next=`. Only a path of this site is taken: anything that a browser could
 * read as another host or as the sign-in page itself becomes the start page.
 */
export function safeNextPath(next: string | string[] | undefined): string {
  const wanted = Array.isArray(next) ? next[0] : next;
  if (!wanted || !wanted.startsWith("/") || /[\\\s]/.test(wanted)) return "/";
  const url = new URL(wanted, "http://local.invalid");
  if (url.host !== "local.invalid" || url.pathname.startsWith("//") || url.pathname === "/sign-in") return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in address that leads back to where the person is now; `reason` is told there. */
export function signInPath(location: { pathname: string; search: string }, reason: "access" | null = null): string {
  const here = `${location.pathname}${location.search}`;
  const parts = [
    ...(here === "/" ? [] : [`next=${encodeURIComponent(here)}`]),
    ...(reason ? [`reason=${reason}`] : []),
  ];
  return parts.length > 0 ? `/sign-in?${parts.join("&")}` : "/sign-in";
}
