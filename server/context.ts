/** What a call has at hand: the process's services and who is calling. */
import type { Database } from "../db/tenancy.ts";
import type { BadgeCode } from "./domain/credentials/badge.ts";
import type { Claims } from "./domain/iam/claims.ts";
import type { Config } from "./config.ts";
import type { FileStore } from "./files/store.ts";
import type { LabelKeys } from "./features/assets/label-keys.ts";
import type { PushSender } from "./features/notifications/push-sender.ts";
import type { EventHub } from "./realtime/hub.ts";
import type { Authorizer } from "./iam/authorizer.ts";
import type { Mailer } from "./iam/mail.ts";
import type { Sealer } from "./sealing.ts";
import type { Logger } from "pino";

/** Made once at start, the same for all calls. */
export type Services = {
  config: Config;
  db: Database;
  log: Logger;
  authorizer: Authorizer;
  /** What is kept of a badge's token or number. */
  badgeHash: (code: BadgeCode) => string;
  files: FileStore;
  labelKeys: LabelKeys;
  hub: EventHub;
  /** For what we sign in with elsewhere. */
  sealer: Sealer;
  mailer: Mailer;
  /** Absent where this server pushes nothing. */
  push?: PushSender | undefined;
  /** Tells the jobs, after the commit, that a rental began, ended or changed its due time. */
  rentalChanged: (rental: { dealerId: string; rentalId: string; equipmentId: string }) => Promise<void>;
};

/** A signed-in person: by browser session or by an API client's token. */
export type Caller = {
  userId: string;
  /** Session row behind a browser cookie; null for a JWT. */
  sessionId: string | null;
  /** Null for a person without a membership. */
  claims: Claims | null;
  /** What a program's key is narrowed to; absent for people. */
  scopes?: readonly string[] | undefined;
  /** Gives the browser session a new token for what its person may do now; absent where the answer can carry no cookie. */
  renewSession?: ((as: { orgId: string; role: string }) => Promise<void>) | undefined;
};

export type CallContext = {
  services: Services;
  caller: Caller | null;
  requestId: string;
  /** The client's network address. */
  ip: string;
};
