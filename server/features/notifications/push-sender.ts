/**
 * Sends to push services (RFC 8030), encrypted for the one browser (RFC 8291). Where to is said by whoever enters a device, so nothing but
 * public hosts are reached, by https, without following redirects.
 */
import { generateRequestDetails } from "web-push";
import type { VapidKeys } from "../../vapid.ts";
import { addressesOf, isPublic } from "../telematics/public-address.ts";

export type PushMessage = {
  /** What replaces what on the device: an alert's, or a bundle's. */
  tag: string;
  title: string;
  body: string;
  /** A path of this site. */
  url: string;
  language: string;
  direction: "ltr" | "rtl";
  /** Whether it comes without sound. */
  silent: boolean;
};
export type PushTarget = { endpoint: string; keys: { p256dh: string; auth: string } };
/** `gone`: the browser has taken the subscription back. `failed`: worth another try. */
export type PushOutcome = "sent" | "gone" | "failed";
export type PushOptions = { urgency: "low" | "normal" | "high"; ttlS: number };

export type PushSender = {
  publicKey: string;
  send: (target: PushTarget, message: PushMessage, options: PushOptions) => Promise<PushOutcome>;
};

const WITHIN_MS = 10_000;

/** Whether an endpoint may be reached. */
export const isPublicEndpoint = async ({ protocol, hostname }: URL): Promise<boolean> =>
  protocol === "https:" && (await isPublic(hostname));

/** `isAllowed` stands in for {@link isPublicEndpoint} where a test's own push service is on this machine. */
export function createPushSender(
  { publicKey, privateKey, subject }: VapidKeys,
  { isAllowed = isPublicEndpoint }: { isAllowed?: (endpoint: URL) => Promise<boolean> } = {},
): PushSender {
  return {
    publicKey,
    send: async ({ endpoint, keys }, message, { urgency, ttlS }) => {
      const url = URL.parse(endpoint);
      if (!url) return "gone";
      // A name that leads nowhere at the moment is no reason to forget a browser.
      if (!(await isAllowed(url))) return (await addressesOf(url.hostname)).length > 0 ? "gone" : "failed";
      const details = requestOf({ endpoint, keys }, message, {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: ttlS,
        urgency,
        topic: topicOf(message.tag),
      });
      // Keys that nothing can be encrypted for never will be good.
      if (!details) return "gone";
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)])),
          body: new Uint8Array(details.body),
          redirect: "manual",
          signal: AbortSignal.timeout(WITHIN_MS),
        });
        await response.body?.cancel();
        if (response.ok) return "sent";
        return response.status === 404 || response.status === 410 ? "gone" : "failed";
      } catch {
        return "failed";
      }
    },
  };
}

function requestOf(target: PushTarget, message: PushMessage, options: Parameters<typeof generateRequestDetails>[2]) {
  try {
    return generateRequestDetails(target, JSON.stringify(message), options) as { headers: object; body: Buffer };
  } catch {
    return null;
  }
}

/** A push service keeps the newest of a topic for a device that is away; 32 characters of base64url at most. */
const topicOf = (tag: string) => new Bun.CryptoHasher("sha256").update(tag).digest("base64url").slice(0, 32);
