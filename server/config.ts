/**
 * The whole configuration, parsed once at start and passed down as values; nothing else reads the environment.
 * `.env.example` is generated from this schema (`bun run env:example`).
 */
import { z } from "zod";

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);
const flag = z.enum(["true", "false", "1", "0"]).transform((word) => word === "true" || word === "1");

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
  TRUST_PROXY: flag
    .default(false)
    .describe("Take the client's address from X-Forwarded-For, when a proxy of yours sets it."),
  SMTP_URL: z
    .url()
    .optional()
    .describe(
      "Where mail is sent: smtp://user:password@host:port, with ?from= for the sender. Required in production.",
    ),
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
  if (production && env.DEMO)
    throw new Error("The configuration can not be used. DEMO: the demo can not run in production");
  for (const name of ["AUTH_SECRET", "SMTP_URL", "PUBLIC_URL"] as const) {
    if (production && !env[name]) throw new Error(`The configuration can not be used. ${name}: required in production`);
  }
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
    trustProxy: env.TRUST_PROXY,
    smtpUrl: env.SMTP_URL ?? null,
    inngest,
    inngestDev: env.INNGEST_DEV ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
  };
}
