/**
 * Who someone is: better-auth with one-time codes by mail, passkeys and tokens. It has no public door of its own that is not
 * listed in `browser-routes.ts`; codes in particular are asked for and redeemed through `one-time-code.ts` alone, which counts.
 */
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { emailOTP } from "better-auth/plugins/email-otp";
import { jwt } from "better-auth/plugins/jwt";
import { eq } from "drizzle-orm";
import type { Logger } from "pino";
import * as tables from "../../db/schema/auth.ts";
import type { Database } from "../../db/tenancy.ts";
import type { Config } from "../config.ts";
import { DEFAULT_LIFETIMES } from "../domain/credentials/session.ts";
import { isOwnOrigin } from "../http/same-origin.ts";
import { ADDRESS_HEADER } from "./client-address.ts";
import { codeMail } from "./code-mail.ts";
import { demoSignIn } from "./demo-plugin.ts";
import type { Mailer } from "./mail.ts";
import { claimsOf } from "./memberships.ts";
import {
  askForVerification,
  guardPasskeys,
  requireVerifiedRegistration,
  requireVerifiedSignIn,
} from "./passkey-rules.ts";
import { RateLimits } from "./rate-limit.ts";
import { badgeSignIn } from "./badge-plugin.ts";
import { beginning } from "./session-beginning.ts";
import { ServiceDatabase } from "./service-database.ts";
import { KEY_GRACE_S, SigningKeys } from "./signing-keys.ts";

export const CODE_VALID_S = 600;
export const GUESSES_PER_CODE = 5;
const NAME = "Smart Rental";
const COOKIE_PREFIX = "smart-rental";
export const BASE_PATH = "/api/auth";

export type IdentityOptions = {
  config: Pick<Config, "demo" | "publicUrl" | "port"> & Partial<Pick<Config, "sessions">>;
  db: Database;
  secret: string;
  mailer: Mailer;
  log: Logger;
};
export type Identity = ReturnType<typeof createAuth>;

/** Where our pages are. The demo is also reached by the names of the loopback address. */
function ownOrigins(config: Pick<Config, "demo" | "publicUrl" | "port">): string[] {
  const local = config.demo ? ["localhost", "127.0.0.1", "[::1]"].map((host) => `http://${host}:${config.port}`) : [];
  return [...new Set([new URL(config.publicUrl).origin, ...local])];
}

/** Makes the identity service: better-auth itself, and what stands around it. `secret` signs cookies and seals signing keys. */
export function createAuth({ config, db, secret, mailer, log }: IdentityOptions) {
  const service = new ServiceDatabase(db);
  const keys = new SigningKeys(service, secret);
  const publicUrl = new URL(config.publicUrl);
  const origins = ownOrigins(config);
  const lifetimes = config.sessions ?? DEFAULT_LIFETIMES;
  const secure = publicUrl.protocol === "https:";
  const cookiePrefix = `${secure ? "__Host-" : ""}${COOKIE_PREFIX}`;

  const sendCode = async ({ email, otp }: { email: string; otp: string }) => {
    const [user] = await service.sql
      .select({ locale: tables.users.locale })
      .from(tables.users)
      .where(eq(tables.users.email, email));
    await service.afterCommit(() => mailer.send(codeMail(email, otp, user?.locale ?? null, CODE_VALID_S / 60)));
  };

  const auth = betterAuth({
    appName: NAME,
    baseURL: publicUrl.origin,
    basePath: BASE_PATH,
    secret,
    trustedOrigins: (request) => [...origins, ...hostOf(request)],
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message, ...details) =>
        log[level === "error" ? "error" : "warn"]({ details }, `better-auth: ${message}`),
    },
    onAPIError: {
      onError: (error) => {
        if (!(error instanceof APIError) || error.statusCode >= 500) log.error({ err: error }, "identity failed");
      },
    },
    database: drizzleAdapter(service.sql, {
      provider: "pg",
      schema: {
        user: tables.users,
        session: tables.sessions,
        account: tables.accounts,
        verification: tables.verifications,
        passkey: tables.passkeys,
        jwks: tables.jwks,
      },
    }),
    user: { additionalFields: { locale: { type: "string", required: false, input: false } } },
    session: {
      expiresIn: lifetimes.own.maxS,
      // Use extends a session where every call looks it up, in `caller.ts`.
      disableSessionRefresh: true,
      additionalFields: {
        activeOrgId: { type: "string", required: false, input: false },
        method: { type: "string", required: false, input: false },
        badgeId: { type: "string", required: false, input: false },
        role: { type: "string", required: false, input: false },
        endsAt: { type: "date", required: false, input: false },
      },
    },
    databaseHooks: { session: { create: { before: beginning(service, lifetimes) } } },
    verification: { disableCleanup: true },
    rateLimit: { enabled: false },
    advanced: {
      // better-auth's own choice is the weaker prefix __Secure-, which lets a neighbouring subdomain set our cookies.
      useSecureCookies: false,
      cookiePrefix,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // "uuid" leaves ids to the tables, which make UUIDv7.
      database: { generateId: "uuid", validateSchema: false },
    },
    hooks: { before: guardPasskeys, after: askForVerification },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: CODE_VALID_S,
        allowedAttempts: GUESSES_PER_CODE,
        disableSignUp: true,
        storeOTP: {
          hash: async (otp) =>
            new Bun.CryptoHasher("sha256", secret).update(`one-time code\n${otp}`).digest("base64url"),
        },
        sendVerificationOTP: sendCode,
      }),
      passkey({
        rpID: publicUrl.hostname,
        rpName: NAME,
        origin: origins,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        registration: { afterVerification: requireVerifiedRegistration },
        authentication: {
          afterVerification: async (done) => {
            await requireVerifiedSignIn(done);
            await service.sql
              .update(tables.passkeys)
              .set({ lastUsedAt: new Date() })
              .where(eq(tables.passkeys.credentialID, done.clientData.id));
          },
        },
      }),
      jwt({
        jwks: { keyPairConfig: { alg: "EdDSA", crv: "Ed25519" }, gracePeriod: KEY_GRACE_S },
        jwt: {
          issuer: config.publicUrl,
          audience: config.publicUrl,
          expirationTime: "1h",
          definePayload: async ({ user, session }) => {
            const claims = await claimsOf(
              service.sql,
              user.id,
              (session.activeOrgId as string | null | undefined) ?? null,
            );
            if (!claims) throw new APIError("FORBIDDEN", { code: "auth.no_membership" });
            return { ...claims, sessionId: session.id };
          },
        },
        adapter: { getJwks: () => keys.list(), createJwk: (key) => keys.create(key) },
        disableSettingJwtHeader: true,
      }),
      badgeSignIn(lifetimes.badge),
      ...(config.demo ? [demoSignIn] : []),
    ],
  });
  return {
    auth,
    db,
    log,
    service,
    keys,
    limits: new RateLimits(service),
    secret,
    secure,
    lifetimes,
    sessionCookie: `${cookiePrefix}.session_token`,
  };
}

/** The origin of the request when it is the host that the request was sent to, by whatever name. */
function hostOf(request: Request | undefined): string[] {
  const origin = request?.headers.get("origin");
  return request && origin && isOwnOrigin(origin, request, request.url) ? [origin] : [];
}
