/** Keeps people of a shared phone, opens them with their PIN without a connection, and forgets those whose badge was revoked. */
import type { Me } from "~/lib/session.tsx";
import { newDeviceKey, seal, unseal } from "./seal.ts";
import { countTry, deviceKey, dropPerson, type KeptPerson, listPeople, savePerson } from "./store.ts";
import { PIN_TRIES, triesLeft } from "./tries.ts";

/** What the seal holds: the badge, with which the server is asked, and who they were the last time. */
interface Contents {
  badge: string;
  me: Me;
}
export type Opened = { kind: "open"; contents: Contents; person: KeptPerson } | { kind: "wrong"; left: number };

/** Keeps the person for next time, after the server has let them in with this badge and PIN. */
export async function keepPerson(given: { badge: string; badgeId: string; pin: string; me: Me }): Promise<void> {
  const { badge, badgeId, pin, me } = given;
  const device = await deviceKey(newDeviceKey);
  const sealed = await seal({ badge, me } satisfies Contents, pin, device);
  const now = Date.now();
  await savePerson({
    userId: me.user.id,
    badgeId,
    name: me.user.name,
    organization: me.organization.name,
    sealed,
    wrong: 0,
    lastContactMs: now,
    lastUsedMs: now,
  });
  // Safari evicts what it was not asked to keep.
  void navigator.storage?.persist?.().catch(() => undefined);
}

/** Opens what is kept of a person. The try is counted before it is made; the last wrong one wipes everything that is kept of them. */
export async function openPerson(userId: string, pin: string): Promise<Opened> {
  const person = await countTry(userId);
  if (!person) return { kind: "wrong", left: 0 };
  const contents = person.wrong > PIN_TRIES ? null : await unseal(person.sealed, pin, await deviceKey(newDeviceKey));
  if (contents === null) {
    const left = triesLeft(person.wrong);
    if (left === 0) await dropPerson(userId);
    return { kind: "wrong", left };
  }
  const opened = { ...person, wrong: 0, lastUsedMs: Date.now() };
  await savePerson(opened);
  return { kind: "open", contents: contents as Contents, person: opened };
}

/** Asks the server which badges still open something and forgets the others. Says nothing where it can not be reached. */
export async function forgetRevoked(): Promise<void> {
  const people = await listPeople();
  if (people.length === 0) return;
  try {
    const response = await fetch("/api/auth/badge/known", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ badgeIds: people.slice(0, 50).map(({ badgeId }) => badgeId) }),
    });
    if (!response.ok) return;
    const { active } = (await response.json()) as { active: string[] };
    for (const person of people.slice(0, 50)) if (!active.includes(person.badgeId)) await dropPerson(person.userId);
  } catch {
    // Without a connection nothing is known; the days that a person opens offline are numbered anyway.
  }
}
