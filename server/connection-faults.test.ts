import { expect, test } from "bun:test";
import pg from "pg";
import { isConnectionFault } from "./connection-faults.ts";

const wrapped = (cause: Error) => new Error("Failed query: select 1", { cause });
const coded = (code: string, more: object = {}) => Object.assign(new Error("x"), { code, ...more });

test("a database that is not there, full, starting or stopping is away for now", async () => {
  const pool = new pg.Pool({ host: "127.0.0.1", port: 1, connectionTimeoutMillis: 1_000 });
  const refused = await pool.query("select 1").catch((error: unknown) => error);
  expect(isConnectionFault(refused)).toBe(true);
  const socket = new pg.Pool({ host: "/nowhere-at-all", connectionTimeoutMillis: 1_000 });
  expect(isConnectionFault(await socket.query("select 1").catch((error: unknown) => error))).toBe(true);
  for (const state of ["08006", "53300", "57P01", "57P03"])
    expect(isConnectionFault(wrapped(coded(state, { severity: "FATAL" }))), state).toBe(true);
  expect(isConnectionFault(wrapped(new Error("Connection terminated unexpectedly")))).toBe(true);
});

test("other faults are ours", () => {
  for (const state of ["23505", "42P01", "57014", "40001"])
    expect(isConnectionFault(wrapped(coded(state, { severity: "ERROR" }))), state).toBe(false);
  expect(isConnectionFault(coded("ENOENT", { syscall: "open" }))).toBe(false);
  expect(isConnectionFault(new Error("x"))).toBe(false);
  expect(isConnectionFault("ECONNREFUSED")).toBe(false);
});
