/** What the service worker does with a push: shows it, and leads where it points. The words were chosen by the server. */

type Message = {
  tag?: unknown;
  title?: unknown;
  body?: unknown;
  url?: unknown;
  language?: unknown;
  direction?: unknown;
  silent?: unknown;
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function read(data: PushMessageData | null): Message {
  try {
    const message: unknown = data?.json();
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {};
  }
}

/** A browser takes the permission back from whom it wakes without showing something, so even what can not be read is shown. */
export function showMessage(
  { registration }: Pick<ServiceWorkerGlobalScope, "registration">,
  data: PushMessageData | null,
): Promise<void> {
  const { tag, title, body, url, language, direction, silent } = read(data);
  // TypeScript's own list of options lacks `renotify`, by which what replaces another is heard as well.
  const options: NotificationOptions & { renotify: boolean } = {
    body: text(body),
    tag: text(tag) || "alerts",
    renotify: silent !== true,
    silent: silent === true,
    lang: text(language) || "en",
    dir: direction === "rtl" ? "rtl" : "ltr",
    icon: "/icon-192.png",
    data: { url: text(url) },
  };
  return registration.showNotification(text(title) || "Smart Rental", options);
}

/** Only of this site: whatever a message says, nobody is led elsewhere. */
export function linkOf(data: unknown, origin: string): string {
  const { url } = (data ?? {}) as { url?: unknown };
  const link = URL.parse(text(url) || "/notifications", origin);
  return link?.origin === origin ? link.href : `${origin}/notifications`;
}

/** An open tab is taken there; without one a new one is opened. */
export async function openLink(
  { clients, location }: Pick<ServiceWorkerGlobalScope, "clients" | "location">,
  data: unknown,
): Promise<void> {
  const link = linkOf(data, location.origin);
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  // One that shows it already, or else the one that was used last. A form that is being filled in keeps itself.
  const tab = open.find(({ url }) => url === link) ?? open.find(({ focused }) => focused) ?? open[0];
  const focused = await tab?.focus().catch(() => null);
  if (focused && focused.url === link) return;
  const led = await focused?.navigate(link).catch(() => null);
  if (!led) await clients.openWindow(link);
}
