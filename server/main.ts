/** The server process: opens the database, then the port, seeds the demo where it is one, and starts the jobs. */
import { existsSync } from "node:fs";
import pino from "pino";
import packageJson from "../package.json" with { type: "json" };
import { connect } from "../db/connect.ts";
import { isEmpty, seedDemo } from "../db/seed/seed.ts";
import { createJobsClient, isEmbedded, serveJobs } from "../jobs/client.ts";
import { alertsChanged, machinesHeard, rentalsChanged } from "../jobs/events.ts";
import { jobFunctions } from "../jobs/functions.ts";
import { startRunner } from "../jobs/runner/runner.ts";
import { startSubscriber } from "../jobs/telematics/mqtt-subscriber.ts";
import { readConfig, type Config } from "./config.ts";
import type { Services } from "./context.ts";
import { LabelKeys } from "./features/assets/label-keys.ts";
import { createPushSender } from "./features/notifications/push-sender.ts";
import { DiskStore } from "./files/disk-store.ts";
import { createServer } from "./http.ts";
import { createAuth } from "./iam/auth.ts";
import { Authorizer } from "./iam/authorizer.ts";
import { badgeHash } from "./iam/badge-hash.ts";
import { callerOf } from "./iam/caller.ts";
import { createMailer } from "./iam/mail.ts";
import { publicRoutes } from "./public-routes.ts";
import { EventHub } from "./realtime/hub.ts";
import { startTellingHeard } from "./realtime/tell-heard.ts";
import { appRouter } from "./router.ts";
import { createSealer } from "./sealing.ts";
import { authSecret } from "./secrets.ts";
import { vapidKeys } from "./vapid.ts";

const clientDir = new URL("../dist/client", import.meta.url).pathname;

export type Running = { url: string; config: Config; stop: () => Promise<void> };

/** Starts everything and returns when the server is ready. `say` tells a person what happens meanwhile. */
export async function startServer(
  environment: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<Running> {
  const config = readConfig(environment);
  const log = pino({ level: config.logLevel, base: undefined });
  const report = (error: unknown) => log.error({ err: error }, "background failure");

  say("Opening the database …");
  const connection = await connect(config, report);
  const { db } = connection;
  const secret = await authSecret(config);
  const files = new DiskStore({ dataDir: config.dataDir, secret, publicUrl: config.publicUrl });
  const hub = new EventHub({ db, log });
  const client = createJobsClient({
    production: config.production,
    inngest: config.inngest,
    inngestDev: config.inngestDev,
  });
  const sealer = createSealer(secret);
  const telematics = { sealer, allowPrivate: !config.production };
  const { mailer, mailbox } = createMailer(config, log);
  const keys = await vapidKeys(config);
  const push = keys ? createPushSender(keys) : undefined;
  const mail = { mailer, publicUrl: config.publicUrl };
  const functions = jobFunctions(client, { db, files, telematics, push, mail });
  const services: Services = {
    config,
    db,
    log,
    files,
    hub,
    mailer,
    push,
    sealer,
    authorizer: await Authorizer.load(),
    badgeHash: (code) => badgeHash(secret, code),
    labelKeys: await LabelKeys.open(config.dataDir, config.publicUrl),
    rentalChanged: async (rental) => void (await client.send(rentalsChanged.create(rental))),
  };
  const identity = createAuth({ config, db, secret, mailer, log });
  const { version } = packageJson;

  let ready = false;
  const http = await createServer(services, {
    appRouter,
    callerOf: (request, setCookie) => callerOf(identity, request.headers, setCookie),
    routes: publicRoutes({ services: { ...services, files }, identity, mailbox, version }),
    jobsHandler: isEmbedded(client) ? undefined : serveJobs(client, functions, { publicUrl: config.publicUrl }),
    clientDir: existsSync(clientDir) ? clientDir : null,
    ready: () => ready,
    version,
    sessionCookie: identity.sessionCookie,
  });
  if (config.demo) await seed(services, say);
  const runner = isEmbedded(client)
    ? await startRunner({ db, client, functions, report, exclusive: connection.embedded !== null })
    : null;
  // One process of an installation listens to brokers: the one that runs the jobs.
  const subscriber = isEmbedded(client) ? startSubscriber({ db, ...telematics, wake: () => hub.wake(), report }) : null;
  const heard = async (dealerId: string) => void (await client.send(machinesHeard.create({ dealerId })));
  const listener = startTellingHeard({ hub, heard, report });
  const changed = async (dealerId: string) => void (await client.send(alertsChanged.create({ dealerId })));
  const teller = startTellingHeard({ hub, heard: changed, report, tells: /^alert\./ });
  ready = true;

  const stop = async () => {
    ready = false;
    await listener.stop();
    await teller.stop();
    await http.stop();
    await subscriber?.stop();
    await runner?.stop();
    await connection.close();
  };
  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${http.server.port}`,
    config,
    stop,
  };
}

/** Seeds an empty demo, in one transaction: one that was cut off left nothing behind. */
async function seed({ db, files }: Services, say: (line: string) => void): Promise<void> {
  if (!(await isEmpty(db))) return;
  say("Seeding the demo …");
  const now = new Date();
  let told = "";
  const { elapsedMs } = await seedDemo({
    db,
    today: now.toISOString().slice(0, 10),
    now,
    files,
    onProgress: (step, done, total) => {
      if (step !== told) say(`  ${String(Math.round((done / total) * 100)).padStart(3)} %  ${step}`);
      told = step;
    },
  });
  say(`Seeded in ${(elapsedMs / 1000).toFixed(1)} s.`);
}
