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

/** The sign-in address that leads back to where the person is now. */
export function signInPath(location: { pathname: string; search: string }): string {
  const here = `${location.pathname}${location.search}`;
  return here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}
