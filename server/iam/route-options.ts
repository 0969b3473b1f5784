/** What the routes of signing in are made from. */
import type { Context } from "hono";
import type { Config } from "../config.ts";
import type { Identity } from "./auth.ts";
import type { Mailbox } from "./mail.ts";

export type RouteOptions = {
  config: Pick<Config, "demo" | "publicUrl" | "port">;
  identity: Identity;
  /** The demo's mailbox; null elsewhere. */
  mailbox: Mailbox | null;
  /** The client's network address, from the connection or a proxy that is trusted. */
  addressOf: (c: Context) => string;
  version: string;
};
