/** What the routes of signing in are made from. */
import type { Config } from "../config.ts";
import type { Identity } from "./auth.ts";
import type { Mailbox } from "./mail.ts";

export type RouteOptions = {
  config: Pick<Config, "demo" | "publicUrl">;
  identity: Identity;
  /** The demo's mailbox; null elsewhere. */
  mailbox: Mailbox | null;
  version: string;
};
