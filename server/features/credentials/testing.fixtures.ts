/** Calls of procedures by people who are signed in for real, with the services that these need. */
import pino from "pino";
import type { Caller, Services } from "../../context.ts";
import { Authorizer } from "../../iam/authorizer.ts";
import { badgeHash } from "../../iam/badge-hash.ts";
import { callerOf } from "../../iam/caller.ts";
import { SECRET, type TestSignIn } from "../../iam/testing.ts";
import { EventHub } from "../../realtime/hub.ts";
import { createCallerFactory, refusalOf, router } from "../../trpc.ts";
import { membersRouter } from "../iam/members-router.ts";
import { iamRouter } from "../iam/router.ts";
import { ledgerRouter } from "../ledger/router.ts";
import { sitesRouter } from "../sites/router.ts";
import { credentialsRouter } from "./router.ts";

const createCaller = createCallerFactory(
  router({
    credentials: credentialsRouter,
    iam: iamRouter,
    ledger: ledgerRouter,
    members: membersRouter,
    sites: sitesRouter,
  }),
);

export type TestCalls = Awaited<ReturnType<typeof openCalls>>;

export async function openCalls({ db, identity }: TestSignIn) {
  const log = pino({ level: "silent" });
  const services = {
    db,
    log,
    authorizer: await Authorizer.load(),
    badgeHash: (code) => badgeHash(SECRET, code),
    config: { demo: false },
    hub: new EventHub({ db, log, pollMs: 50 }),
  } as Services;
  const as = (caller: Caller | null) => createCaller({ services, caller, requestId: "test", ip: "192.0.2.1" });
  const cookiesSet: string[] = [];
  return {
    services,
    as,
    /** Cookies that calls of {@link byCookie} have put onto their answers, the newest last. */
    cookiesSet,
    byCookie: async (cookie: string) =>
      as(await callerOf(identity, new Headers({ cookie }), (set) => cookiesSet.push(set.split(";", 1)[0]!))),
    byToken: async (token: string) => as(await callerOf(identity, new Headers({ authorization: `Bearer ${token}` }))),
  };
}

/** An operation of its own. */
export const op = <T extends object>(input: T) => ({ operationId: Bun.randomUUIDv7(), ...input });

/** The code that a call was refused with; undefined for one that was not. */
export const refused = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => refusalOf(error)?.code ?? String(error),
  );
