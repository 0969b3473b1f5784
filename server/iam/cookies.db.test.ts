import { expect, test } from "bun:test";
import pino from "pino";
import { testDatabase } from "../../db/testing.ts";
import { readConfig } from "../config.ts";
import { createAuth } from "./auth.ts";
import { Mailbox } from "./mail.ts";
import { SECRET } from "./testing.ts";

async function cookiesAt(publicUrl: string) {
  const { db } = await testDatabase();
  const config = readConfig({ PUBLIC_URL: publicUrl, DEMO: "false" });
  const { auth, sessionCookie } = createAuth({
    config,
    db,
    secret: SECRET,
    mailer: new Mailbox(),
    log: pino({ level: "silent" }),
  });
  const context = await auth.$context;
  const all = [...Object.values(context.authCookies), context.createAuthCookie("better-auth-passkey")];
  return { all, session: context.authCookies.sessionToken, sessionCookie };
}

test("over https every cookie is bound to this very host, encrypted and out of scripts' reach", async () => {
  const { all, session, sessionCookie } = await cookiesAt("https://rental.example");
  for (const { name, attributes } of all) {
    expect(name).toStartWith("__Host-smart-rental.");
    // What browsers ask of the prefix: Secure, the whole host's path, and no domain.
    expect(attributes).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax", path: "/" });
    expect(attributes.domain).toBeUndefined();
  }
  expect(session.name).toBe(sessionCookie);
});

test("on a machine of one's own, without encryption, the cookie has the name that the server looks for", async () => {
  const { session, sessionCookie } = await cookiesAt("http://localhost:3000");
  expect(session.name).toBe(sessionCookie);
  expect(session.attributes).toMatchObject({ secure: false, httpOnly: true, sameSite: "lax" });
});
