/** Push in this browser: what it can, what the person allowed, and how it is entered at the server. */
import { languageOf } from "../../../server/domain/notifications/words.ts";
import { locale } from "~/lib/i18n.ts";
import { client } from "~/lib/trpc.ts";

/** Who has turned push on in this browser; nobody else is entered with it unasked. */
const PERSON = "push-person";
const RENEWED = "push-renewed";

export type Ability = "able" | "denied" | "install" | "unsupported";

/** What stands in the way. iOS has push only for what is on the Home Screen. */
export function abilityOf(browser: {
  hasPush: boolean;
  permission: NotificationPermission | null;
  isApple: boolean;
  isInstalled: boolean;
}): Ability {
  if (!browser.hasPush) return browser.isApple && !browser.isInstalled ? "install" : "unsupported";
  return browser.permission === "denied" ? "denied" : "able";
}

export const pushAbility = (): Ability =>
  abilityOf({
    hasPush: "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
    permission: "Notification" in window ? Notification.permission : null,
    // An iPad says that it is a Mac; no Mac has more than one touch point.
    isApple:
      /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1),
    isInstalled: matchMedia("(display-mode: standalone)").matches,
  });

const manager = async () => (await navigator.serviceWorker?.getRegistration())?.pushManager;

/** By which the server names this browser; null where push is off in it. */
export async function endpointHash(): Promise<string | null> {
  const subscription = await (await manager())?.getSubscription();
  if (!subscription) return null;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Asks the person, subscribes and enters this browser. Throws where the browser or the server refuses; false where the person does. */
export async function turnOn(userId: string, publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const registration = await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  // One that was made for another key of the server can not be used with this one.
  if (before && keyOf(before) !== publicKey) await before.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  await enter(subscription);
  localStorage.setItem(PERSON, userId);
  return true;
}

/** Of this browser. The server is told by whoever calls. */
export async function turnOff(): Promise<void> {
  localStorage.removeItem(PERSON);
  await (await (await manager())?.getSubscription())?.unsubscribe();
}

/** Once in each tab's life. */
export async function renewPush(userId: string): Promise<void> {
  if (localStorage.getItem(PERSON) !== userId || sessionStorage.getItem(RENEWED) === userId) return;
  const subscription = await (await manager())?.getSubscription();
  if (!subscription || Notification.permission !== "granted") return;
  await enter(subscription);
  sessionStorage.setItem(RENEWED, userId);
}

async function enter(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  await client.notifications.subscribe.mutate({
    operationId: crypto.randomUUID(),
    endpoint: endpoint!,
    keys: { p256dh: keys!["p256dh"]!, auth: keys!["auth"]! },
    language: languageOf(locale()),
    label: deviceLabel(navigator.userAgent),
  });
}

function keyOf({ options }: PushSubscription): string | null {
  if (!options.applicationServerKey) return null;
  const text = btoa(String.fromCodePoint(...new Uint8Array(options.applicationServerKey)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const SYSTEMS = [/iPhone/, /iPad/, /Android/, /Windows/, /Mac/, /CrOS/, /Linux/];
const BROWSERS = [/Edg/, /Firefox|FxiOS/, /SamsungBrowser/, /Chrome|CriOS/, /Safari/];
const NAMES: Record<string, string> = {
  Edg: "Edge",
  FxiOS: "Firefox",
  CriOS: "Chrome",
  CrOS: "ChromeOS",
  SamsungBrowser: "Samsung",
};

/** Such as "Chrome · Android", from what the browser says of itself. */
export function deviceLabel(userAgent: string): string {
  const found = [BROWSERS, SYSTEMS].map((list) => {
    const name = list.map((pattern) => pattern.exec(userAgent)?.[0]).find((match) => match !== undefined);
    return name && (NAMES[name] ?? name);
  });
  return found.filter(Boolean).join(" · ");
}
