/**
 * The only way to ask for and to redeem a one-time code. Answers never depend on whether an account exists. Everything about
 * one account is done under the lock of its guess counter, so that five guesses are five however many arrive at once, and a
 * new code can not cross with a guess at the old one. The counters of networks and accounts are raised before a guess is
 * judged and lowered after a right one, so that they hold as well.
 */
import { APIError } from "better-auth/api";
import { eq, sql } from "drizzle-orm";
import { verifications } from "../../db/schema/auth.ts";
import { AppError } from "../domain/errors.ts";
import { CODE_VALID_S, GUESSES_PER_CODE, type Identity } from "./auth.ts";
import { networkOf } from "./client-address.ts";
import { deviceCookie, knownDevice } from "./known-device.ts";
import type { Window } from "./rate-limit.ts";
import type { ServiceDatabase } from "./service-database.ts";
import { noteCodesClosed } from "./session-events.ts";

const SENDS_PER_ACCOUNT = 15;
const SENDS_PER_NETWORK = 90;
const FAILURES_PER_NETWORK = 300;
/**
 * Consecutive failures of one account before codes stop working for the day (NIST SP 800-63B, 5.2.2). Passkeys go on working,
 * devices that the person has used before have a count of their own, and an administrator may start the count anew.
 */
const FAILURES_PER_ACCOUNT = 100;

const windows = {
  sendsOfAccount: (email: string): Window => ({ key: `otp-send:${digest(email)}`, windowS: 600 }),
  sendsOfNetwork: (address: string): Window => ({ key: `otp-send-net:${networkOf(address)}`, windowS: 60 }),
  guesses: (email: string): Window => ({ key: `otp-guess:${digest(email)}`, windowS: CODE_VALID_S }),
  failuresOfAccount: (email: string): Window => ({ key: `otp-fail:${digest(email)}`, windowS: 86_400 }),
  failuresOfDevice: (device: string): Window => ({ key: `otp-fail-device:${device}`, windowS: 86_400 }),
  failuresOfNetwork: (address: string): Window => ({ key: `otp-fail-net:${networkOf(address)}`, windowS: 600 }),
};

/** Mails a new code to the account, if there is one, and voids the code before it. Throws `rate.limited` (429). */
export async function requestCode({ auth, service, limits }: Identity, email: string, address: string): Promise<void> {
  if ((await limits.hit(windows.sendsOfNetwork(address))) > SENDS_PER_NETWORK) throw new AppError("rate.limited");
  if ((await limits.hit(windows.sendsOfAccount(email))) > SENDS_PER_ACCOUNT) throw new AppError("rate.limited");
  const identifier = `sign-in-otp-${email}`;
  await service.atomic(async () => {
    await limits.reset(windows.guesses(email).key);
    await service.sql.delete(verifications).where(eq(verifications.identifier, identifier));
    await auth.api.sendVerificationOTP({ body: { email, type: "sign-in" } });
    await keepDecoy(service, identifier);
  });
}

/**
 * Signs in with a code and returns the new session's cookies. Throws `auth.invalid_code` (401) for a wrong or expired code and
 * `auth.too_many_attempts` (429) once the guesses at it, or the failures of the account or the network, are used up.
 */
export async function redeemCode(
  identity: Identity,
  guess: { email: string; otp: string },
  headers: Headers,
  address: string,
): Promise<{ userId: string; cookies: string[] }> {
  const { auth, service, limits } = identity;
  const { email, otp } = guess;
  const device = await knownDevice(identity, headers, email);
  const ofNetwork = windows.failuresOfNetwork(address);
  const ofAccount = device ? windows.failuresOfDevice(device) : windows.failuresOfAccount(email);
  if ((await limits.hit(ofNetwork)) > FAILURES_PER_NETWORK) throw new AppError("auth.too_many_attempts");
  const failures = await limits.hit(ofAccount);
  if (failures > FAILURES_PER_ACCOUNT) {
    await limits.release(ofNetwork.key);
    throw new AppError("auth.too_many_attempts");
  }
  const outcome = await service.atomic(async () => {
    if ((await limits.hit(windows.guesses(email))) > GUESSES_PER_CODE) return "void" as const;
    try {
      const { headers: answer, response } = await auth.api.signInEmailOTP({
        body: { email, otp },
        headers,
        returnHeaders: true,
      });
      return { userId: response.user.id, cookies: answer.getSetCookie() };
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return "wrong" as const;
      throw error;
    }
  });
  if (outcome === "wrong") {
    if (failures === FAILURES_PER_ACCOUNT && !device) await noteCodesClosed(identity, email);
    throw new AppError("auth.invalid_code");
  }
  await limits.release(ofNetwork.key);
  if (outcome === "void") {
    await limits.release(ofAccount.key);
    throw new AppError("auth.too_many_attempts");
  }
  await limits.reset(ofAccount.key);
  return { ...outcome, cookies: [...outcome.cookies, await deviceCookie(identity, email, device)] };
}

/** Where no account exists, a code that nobody knows: guesses at it then take the steps, and the time, of any other guess. */
async function keepDecoy(service: ServiceDatabase, identifier: string): Promise<void> {
  const decoy = `${digest(crypto.randomUUID())}:0`;
  await service.sql.execute(sql`
    insert into verifications (id, identifier, value, expires_at)
    select ${Bun.randomUUIDv7()}::uuid, ${identifier}, ${decoy}, now() + make_interval(secs => ${CODE_VALID_S})
    where not exists (select from verifications where identifier = ${identifier})`);
}

/** Keys hold no addresses of people, not even of those who have no account. */
const digest = (email: string) => new Bun.CryptoHasher("sha256").update(email).digest("base64url");
