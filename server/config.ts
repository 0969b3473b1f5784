/**
 * The whole configuration, parsed once at start and passed down as values; nothing else reads the environment.
 * `.env.example` is generated from this schema (`bun run env:example`).
 */
import { z } from "zod";

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);
/** Different characters in a secret; one that was really drawn has twice as many. */
const MIN_SECRET_CHARACTERS = 10;
const flag = z.enum(["true", "false", "1", "0"]).transform((word) => word === "true" || word === "1");
/** An origin as a browser names it: scheme, host and port alone, and no `*`. */
const originSchema = z
  .string()
  .refine(
    (text) => /^https?:[^*]+$/.test(text) && URL.parse(text)?.origin === text,
    "not an origin such as https://erp.example",
  );
const originList = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
  .pipe(z.array(originSchema));

export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"])
    .default("development")
    .describe("`production` refuses demo settings and missing secrets."),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe("The one port that app, API, WebSocket and jobs are served on."),
  HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address to listen on. Anything but loopback switches the demo off unless DEMO asks for it."),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe("Address that people and labels use, without a trailing slash. Default: http://localhost:PORT."),
  DATA_DIR: z.string().default(".data").describe("Where the embedded database, uploads and generated keys live."),
  DATABASE_URL: z
    .url()
    .optional()
    .describe("PostgreSQL 15+ with PostGIS, or Neon. Default: the embedded database in DATA_DIR."),
  DEMO: flag
    .optional()
    .describe(
      "Seeds the demo and opens one-tap sign-in and the mailbox page. Default: on for a loopback HOST without DATABASE_URL outside production.",
    ),
  AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe("Signs sessions and file links. Generated into DATA_DIR where it is not required."),
  CORS_ORIGINS: originList
    .optional()
    .describe(
      "Other origins whose pages may call the API with a person's cookie, separated by commas: https://erp.example. Default: none.",
    ),
  RATE_LIMIT_PER_CALLER: z.coerce
    .number()
    .int()
    .min(0)
    .default(6_000)
    .describe("Calls that one person may make in a minute, at each process. 0: no limit."),
  RATE_LIMIT_PER_NETWORK: z.coerce
    .number()
    .int()
    .min(0)
    .default(30_000)
    .describe("Calls that one network address (IPv6: one /64) may make in a minute, at each process. 0: no limit."),
  SESSION_IDLE_HOURS: z.coerce
    .number()
    .positive()
    .max(8_760)
    .default(336)
    .describe("A session ends when it was not used for so long."),
  SESSION_MAX_HOURS: z.coerce
    .number()
    .positive()
    .max(8_760)
    .default(720)
    .describe("A session ends so long after signing in, however much it is used."),
  BADGE_IDLE_MINUTES: z.coerce
    .number()
    .positive()
    .max(10_080)
    .default(120)
    .describe("The same for badges, which are used on shared phones: minutes without use."),
  BADGE_MAX_HOURS: z.coerce.number().positive().max(168).default(14).describe("And hours after signing in by badge."),
  TRUST_PROXY: flag
    .default(false)
    .describe("Take the client's address from X-Forwarded-For, when a proxy of yours sets it."),
  SMTP_URL: z
    .url()
    .optional()
    .describe(
      "Where mail is sent: smtp://user:password@host:port, with ?from= for the sender. Required in production.",
    ),
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, "not a VAPID key: take `bunx web-push generate-vapid-keys`")
    .optional()
    .describe(
      "With VAPID_PRIVATE_KEY: by which push services know this server. Generated into DATA_DIR outside production; without them production pushes nothing.",
    ),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, "not a VAPID key: take `bunx web-push generate-vapid-keys`")
    .optional()
    .describe("The secret half of that key."),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(?:mailto:|https:\/\/)/, "not a mailto: or https: address")
    .optional()
    .describe("Whom push services turn to: mailto:operations@dealer.example. Default: PUBLIC_URL."),
  INNGEST_EVENT_KEY: z
    .string()
    .optional()
    .describe("With INNGEST_SIGNING_KEY: run jobs on an Inngest server instead of the embedded runner."),
  INNGEST_SIGNING_KEY: z.string().optional().describe("Signing key of that Inngest server."),
  INNGEST_BASE_URL: z.url().optional().describe("Address of a self-hosted Inngest server."),
  INNGEST_DEV: z
    .string()
    .optional()
    .describe("Address of an Inngest dev server, or 1. Switches signature checks off, so production refuses it."),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("Bearer token that /metrics asks for. Without it /metrics is off."),
  LOG_LEVEL: z
    .enum(["silent", "error", "warn", "info", "debug"])
    .default("info")
    .describe("Least severe message that is written."),
  NEON_WS_PROXY: z.string().optional().describe("host:port/path of a WebSocket proxy in Neon's place, for tests."),
});

export type Config = ReturnType<typeof readConfig>;

/** Parses the environment. Throws an Error whose message names each wrong variable in one line. */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration can not be used. ${faults.join("; ")}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === "production";
  const demo = env.DEMO ?? (!env.DATABASE_URL && !production && LOOPBACK.has(env.HOST));
  if (production) refuseInProduction(env);
  refuseHalfKeys(env);
  const inngest =
    env.INNGEST_EVENT_KEY && env.INNGEST_SIGNING_KEY
      ? { eventKey: env.INNGEST_EVENT_KEY, signingKey: env.INNGEST_SIGNING_KEY, baseUrl: env.INNGEST_BASE_URL }
      : null;
  return {
    production,
    demo,
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ""),
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    neonWsProxy: env.NEON_WS_PROXY ?? null,
    authSecret: env.AUTH_SECRET ?? null,
    corsOrigins: env.CORS_ORIGINS ?? [],
    rateLimits: { perCaller: env.RATE_LIMIT_PER_CALLER, perNetwork: env.RATE_LIMIT_PER_NETWORK },
    sessions: {
      own: { idleS: env.SESSION_IDLE_HOURS * 3600, maxS: env.SESSION_MAX_HOURS * 3600 },
      badge: { idleS: env.BADGE_IDLE_MINUTES * 60, maxS: env.BADGE_MAX_HOURS * 3600 },
    },
    trustProxy: env.TRUST_PROXY,
    smtpUrl: env.SMTP_URL ?? null,
    vapid:
      env.VAPID_PUBLIC_KEY && env.VAPID_PRIVATE_KEY
        ? { publicKey: env.VAPID_PUBLIC_KEY, privateKey: env.VAPID_PRIVATE_KEY, subject: env.VAPID_SUBJECT }
        : null,
    inngest,
    inngestDev: env.INNGEST_DEV ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
  };
}

type Environment = z.output<typeof environmentSchema>;

function refuse(name: keyof Environment, reason: string): never {
  throw new Error(`The configuration can not be used. ${name}: ${reason}`);
}

/** Half of a pair would be passed over in silence, and another pair made in its place, which the browsers do not know. */
function refuseHalfKeys(env: Environment): void {
  const pair = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"] as const;
  for (const [missing, given] of [pair, pair.toReversed()] as [keyof Environment, keyof Environment][])
    if (!env[missing] && env[given]) refuse(missing, `required where ${given} is set`);
}

/** What may be left out or weak while one tries things, and never where people's data are. */
function refuseInProduction(env: Environment): void {
  if (env.DEMO) refuse("DEMO", "the demo can not run in production");
  for (const name of ["AUTH_SECRET", "SMTP_URL", "PUBLIC_URL"] as const)
    if (!env[name]) refuse(name, "required in production");
  if (new Set(env.AUTH_SECRET).size < MIN_SECRET_CHARACTERS)
    refuse("AUTH_SECRET", "too regular to be a secret: take `openssl rand -base64 32`");
  const origins = { PUBLIC_URL: [env.PUBLIC_URL ?? ""], CORS_ORIGINS: env.CORS_ORIGINS ?? [] };
  for (const name of ["PUBLIC_URL", "CORS_ORIGINS"] as const)
    for (const { protocol, hostname } of origins[name].map((text) => new URL(text)))
      if (protocol !== "https:" && !LOOPBACK.has(hostname.replaceAll(/[[\]]/g, "")))
        refuse(name, "https in production, or else anybody on the way can take over sessions");
}
