/** One try to come in with a badge and a PIN: by the server where it can be reached, from what the phone keeps where not. */
import { forgetMe, rememberMe } from "~/lib/last-me.ts";
import { noSignOutWaits } from "~/lib/sign-out.ts";
import { dropPerson, type KeptPerson } from "~/lib/badge-vault/store.ts";
import { opensOffline } from "~/lib/badge-vault/tries.ts";
import { keepPerson, openPerson } from "~/lib/badge-vault/vault.ts";
import { askServer } from "./badge-api.ts";

export type Entry =
  | { kind: "in" }
  /** Somebody who was on this phone before, without a connection. */
  | { kind: "in-offline" }
  | { kind: "refused"; code: string }
  | { kind: "wrong-here"; left: number }
  | { kind: "offline"; why: "first-time" | "too-long" };

/** With a badge that was scanned or typed. The phone keeps the person for next time. */
export async function enterWithBadge(badge: string, pin: string): Promise<Entry> {
  const asked = await askServer(badge, pin);
  if (asked.kind === "refused") return asked;
  if (asked.kind === "offline") return { kind: "offline", why: "first-time" };
  const { answer, me } = asked;
  // Without storage the next sign-in takes the badge again, and that is all.
  if (me) await keepPerson({ badge, badgeId: answer.badgeId, pin, me }).catch(() => undefined);
  forgetMe();
  noSignOutWaits();
  return { kind: "in" };
}

/** As somebody whom this phone knows, with the PIN alone. */
export async function enterAsKnown(person: KeptPerson, pin: string): Promise<Entry> {
  const opened = await openPerson(person.userId, pin);
  if (opened.kind === "wrong") return { kind: "wrong-here", left: opened.left };
  const entry = await enterWithBadge(opened.contents.badge, pin);
  // The PIN is the one of last time, but the server knows it no more: reset, or the badge was revoked.
  if (entry.kind === "refused" && entry.code === "auth.invalid_badge") await dropPerson(person.userId);
  if (entry.kind !== "offline") return entry;
  if (!opensOffline(person.lastContactMs, Date.now())) return { kind: "offline", why: "too-long" };
  rememberMe(opened.contents.me);
  return { kind: "in-offline" };
}
