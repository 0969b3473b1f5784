import { expect, test } from "bun:test";
import { environmentSchema, readConfig } from "./config.ts";
import { envExample } from "./tools/env-example-text.ts";

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://db.example/rental",
  AUTH_SECRET: "pU7c0Qv3m8Z1sW5yT9bK2nH6dJ4fR0aL",
  SMTP_URL: "smtp://mail.example",
  PUBLIC_URL: "https://rental.example",
};

test("the demo is on by itself only on a loopback address without a database server outside production", () => {
  expect(readConfig({}).demo).toBe(true);
  expect(readConfig({ HOST: "0.0.0.0" }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL: "postgres://db.example/rental" }).demo).toBe(false);
  expect(readConfig(production).demo).toBe(false);
  expect(readConfig({ HOST: "0.0.0.0", DEMO: "true" }).demo).toBe(true);
});

test("production refuses the demo and every missing secret by name", () => {
  expect(() => readConfig({ ...production, DEMO: "1" })).toThrow(/DEMO: the demo can not run in production/);
  for (const name of ["AUTH_SECRET", "SMTP_URL", "PUBLIC_URL"]) {
    expect(() => readConfig({ ...production, [name]: undefined })).toThrow(
      new RegExp(`${name}: required in production`),
    );
  }
});

test("half of a pair of push keys is refused by name, in production and elsewhere", () => {
  const [publicKey, privateKey] = ["p".repeat(87), "s".repeat(43)];
  for (const base of [{}, production]) {
    expect(() => readConfig({ ...base, VAPID_PUBLIC_KEY: publicKey })).toThrow(
      "The configuration can not be used. VAPID_PRIVATE_KEY: required where VAPID_PUBLIC_KEY is set",
    );
    expect(() => readConfig({ ...base, VAPID_PRIVATE_KEY: privateKey, VAPID_PUBLIC_KEY: "" })).toThrow(
      "The configuration can not be used. VAPID_PUBLIC_KEY: required where VAPID_PRIVATE_KEY is set",
    );
    expect(readConfig(base).vapid).toBeNull();
    expect(readConfig({ ...base, VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey }).vapid).toMatchObject({
      publicKey,
      privateKey,
    });
  }
});

test("production refuses secrets that are none and addresses without encryption", () => {
  for (const secret of ["x".repeat(64), "abc".repeat(20), "changeme".repeat(4), "0123456".repeat(6)])
    expect(() => readConfig({ ...production, AUTH_SECRET: secret })).toThrow(/AUTH_SECRET: too regular/);
  for (const url of ["http://rental.example", "http://10.0.0.4:3000"]) {
    expect(() => readConfig({ ...production, PUBLIC_URL: url })).toThrow(/PUBLIC_URL: https in production/);
    expect(() => readConfig({ ...production, CORS_ORIGINS: url })).toThrow(/CORS_ORIGINS: https in production/);
  }
  for (const url of ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:3000"])
    expect(readConfig({ ...production, PUBLIC_URL: url }).production).toBe(true);
});

test("outside production a secret that is given is no shorter, and none is built in", () => {
  expect(() => readConfig({ AUTH_SECRET: "short" })).toThrow(/AUTH_SECRET: /);
  for (const environment of [{}, { HOST: "0.0.0.0" }, { DATABASE_URL: "postgres://db.example/rental" }])
    expect(readConfig(environment)).toMatchObject({ authSecret: null, metricsToken: null, corsOrigins: [] });
});

test("other origins are listed as browsers name them, and there is no wildcard", () => {
  expect(readConfig({ CORS_ORIGINS: "https://erp.example, https://b.example:8443" }).corsOrigins).toEqual([
    "https://erp.example",
    "https://b.example:8443",
  ]);
  for (const origins of [
    "*",
    "https://*.example",
    "https://erp.example/",
    "erp.example",
    "null",
    "file:///x",
    "https://a.example/x",
  ])
    expect(() => readConfig({ CORS_ORIGINS: origins }), origins).toThrow(/CORS_ORIGINS/);
});

test("wrong values are named, empty ones count as absent", () => {
  expect(() => readConfig({ PORT: "http", AUTH_SECRET: "short" })).toThrow(/PORT: .*; AUTH_SECRET: /);
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 3000, databaseUrl: null });
});

test("every variable is described, and .env.example says what the schema says", async () => {
  for (const [name, field] of Object.entries(environmentSchema.shape)) expect(field.description, name).toBeTruthy();
  expect(await Bun.file(new URL("../.env.example", import.meta.url)).text()).toBe(envExample());
});
