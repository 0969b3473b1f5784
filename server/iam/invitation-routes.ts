/**
 * `/api/invitations/*`: what the page behind an invitation's link calls, before its reader belongs anywhere. The token comes in the
 * body, so that it stands in no log; holding it is not enough: the person proves by a code that the invited address is theirs.
 */
import { eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import { users } from "../../db/schema/auth.ts";
import type { Database } from "../../db/tenancy.ts";
import { AppError } from "../domain/errors.ts";
import {
  acceptInvitationInput,
  openInvitationInput,
  type AcceptedInvitation,
  type OpenInvitation,
} from "../domain/iam/members.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import type { Identity } from "./auth.ts";
import { ownPagesOnly, readBody } from "./body.ts";
import { sessionOf } from "./caller.ts";
import { networkOf } from "./client-address.ts";
import { requestCode } from "./one-time-code.ts";
import { sessionCookie, turnSession } from "./session-tokens.ts";
import { acceptInvitation } from "../features/iam/accept-invitation.ts";
import { findInvitation, type FoundInvitation } from "../features/iam/find-invitation.ts";

const LOOKS_PER_NETWORK = 120;

type Options = { db: Database; identity: Identity; publicUrl: string; wake: () => void };

/** Mount at `/api/invitations`. */
export function invitationRoutes({ db, identity, publicUrl, wake }: Options): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>().use(ownPagesOnly(publicUrl));
  const found = async (token: string, address: string) => {
    const looks = await identity.limits.hit({ key: `invitation-net:${networkOf(address)}`, windowS: 60 });
    if (looks > LOOKS_PER_NETWORK) throw new AppError("rate.limited");
    return findInvitation(identity.service.sql, token, new Date());
  };

  app.post("/open", async (c) => {
    const { token } = await readBody(c, openInvitationInput);
    return c.json(shown(await found(token, c.env.ip)));
  });

  app.post("/code", async (c) => {
    const { token } = await readBody(c, openInvitationInput);
    const { email, name } = await found(token, c.env.ip);
    // A code goes to accounts alone; the invited person's is made when they first ask for one.
    await identity.service.sql
      .insert(users)
      .values({ email, name: name ?? email.slice(0, email.indexOf("@")) })
      .onConflictDoNothing();
    await requestCode(identity, email, c.env.ip);
    return c.json({ sent: true });
  });

  app.post("/accept", async (c) => {
    const { token, name } = await readBody(c, acceptInvitationInput);
    const session = await sessionOf(identity, c.req.raw.headers);
    if (!session) throw new AppError("auth.required");
    const person = await personOf(identity, session.userId);
    const accepted = await acceptInvitation(db, token, { ...person, name: name ?? person.name }, new Date());
    if (name && person.newcomer)
      await identity.service.sql.update(users).set({ name, updatedAt: new Date() }).where(eq(users.id, person.userId));
    const turned = await turnSession(identity.service.sql, session.sessionId, accepted);
    if (turned) c.header("set-cookie", await sessionCookie(identity, turned.token, turned.method), { append: true });
    wake();
    return c.json(accepted satisfies AcceptedInvitation);
  });
  return app;
}

const shown = ({ org_name, org_type, role, email, name, expires_at }: FoundInvitation): OpenInvitation => ({
  organization: { name: org_name, type: org_type },
  role,
  email,
  name,
  expiresAt: expires_at.toISOString(),
});

/** The person of a session. One who belongs nowhere yet may still say what they are called. */
async function personOf({ service }: Identity, userId: string) {
  const [user] = await service.sql
    .select({
      email: users.email,
      name: users.name,
      verified: users.emailVerified,
      newcomer: sql<boolean>`not exists (select from app.memberships_of(${users.id}))`,
    })
    .from(users)
    .where(eq(users.id, userId));
  // A session whose address nobody has proven says nothing about the address; one by badge has none.
  if (!user?.email || !user.verified) throw new AppError("invitation.other_address");
  return { userId, ...user, email: user.email };
}
