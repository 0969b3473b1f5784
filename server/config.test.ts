import { expect, test } from "bun:test";
import { environmentSchema, readConfig } from "./config.ts";
import { envExample } from "./tools/env-example-text.ts";

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://db.example/rental",
  AUTH_SECRET: "x".repeat(32),
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

test("wrong values are named, empty ones count as absent", () => {
  expect(() => readConfig({ PORT: "http", AUTH_SECRET: "short" })).toThrow(/PORT: .*; AUTH_SECRET: /);
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 3000, databaseUrl: null });
});

test("every variable is described, and .env.example says what the schema says", async () => {
  for (const [name, field] of Object.entries(environmentSchema.shape)) expect(field.description, name).toBeTruthy();
  expect(await Bun.file(new URL("../.env.example", import.meta.url)).text()).toBe(envExample());
});
