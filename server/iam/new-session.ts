/** The session that a sign-in has opened, by the cookies of its answer. */
import type { Identity } from "./auth.ts";
import { sessionOf, type Session } from "./caller.ts";

export async function newSession(identity: Identity, cookies: readonly string[]): Promise<Session> {
  const sent = cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
  const session = await sessionOf(identity, new Headers({ cookie: sent }));
  if (!session) throw new Error("a session that was just opened is not there");
  return session;
}
