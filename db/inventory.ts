/**
 * Every table and whose it is. Tests hold this list against the schema, the catalogue and two tenants, so a table that is not
 * listed, or is listed wrongly, fails them. A new tenant table also needs its rows in `db/isolation/rows.ts`.
 */
import type { Audience } from "./isolation/audiences.ts";

/** Who may carry out each command; a command for `nobody` is not granted. */
export type Access = Record<"select" | "insert" | "update" | "delete", Audience>;

export type TenantTable = {
  class: "tenant";
  /**
   * `direct`: stamped with dealer and customer. `parent`: stamped alike, and a composite foreign key keeps it with its parent's
   * tenant. `organisation`: kept by one organisation. `personal`: one member's, inside one organisation.
   */
  by: "direct" | "parent" | "organisation" | "personal";
  parent?: string;
  /** The column that an index leads with, so that one tenant's rows are found without reading the others'. */
  leadingColumn: string;
  reason: string;
  access: Access;
};

export type GlobalTable = { class: "identity" | "jobs" | "housekeeping"; reason: string };

const access = (select: Audience, insert: Audience, update: Audience, remove: Audience): Access => ({
  select,
  insert,
  update,
  delete: remove,
});
const direct = (reason: string, rules: Access): TenantTable => ({
  class: "tenant",
  by: "direct",
  leadingColumn: "dealer_id",
  reason,
  access: rules,
});
const under = (parent: string, reason: string, rules: Access): TenantTable => ({
  class: "tenant",
  by: "parent",
  parent,
  leadingColumn: "dealer_id",
  reason,
  access: rules,
});
const kept = (reason: string, rules: Access, leadingColumn = "org_owner_id"): TenantTable => ({
  class: "tenant",
  by: "organisation",
  leadingColumn,
  reason,
  access: rules,
});
const personal = (leadingColumn: string, reason: string, rules: Access): TenantTable => ({
  class: "tenant",
  by: "personal",
  leadingColumn,
  reason,
  access: rules,
});
const identity = (reason: string): GlobalTable => ({ class: "identity", reason });
const jobs = (reason: string): GlobalTable => ({ class: "jobs", reason });

export const INVENTORY: Record<string, TenantTable | GlobalTable> = {
  organizations: kept("the tenants themselves", access("related", "HQ", "itself", "nobody"), "id"),
  dealer_customers: direct(
    "a dealer's terms with a customer are that dealer's alone",
    access("dealer, whole", "HQ", "writing dealer, whole", "dealer, whole"),
  ),
  memberships: kept("who works for an organisation", access("owner and its dealers", "owner", "owner", "owner")),
  sites: direct(
    "yards of dealers, jobsites of customers",
    access("site's readers", "site's makers", "site's keeper", "HQ"),
  ),
  site_dealers: under(
    "sites",
    "each dealer's own tie to a customer's site",
    access("parties", "site's tiers", "nobody", "dealer"),
  ),
  invitations: kept(
    "places in an organisation that wait for a person; who invited sees them too",
    access("owner or inviter", "owner", "owner", "nobody"),
  ),
  relation_requests: direct(
    "what a dealer has asked customers for; they read and answer it through functions",
    access("dealer, whole", "writing dealer, whole", "nobody", "nobody"),
  ),

  equipment: direct(
    "a dealer's machines; a customer's while on rent to it",
    access("parties", "writing dealer", "writing dealer", "dealer"),
  ),
  tags: under(
    "equipment",
    "a dealer's labels",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "nobody"),
  ),
  rentals: under(
    "equipment",
    "between one dealer and one customer",
    access("parties", "writing parties", "writing parties", "nobody"),
  ),
  rental_stays: under(
    "rentals",
    "where a machine was during a rental",
    access("parties", "writing parties", "writing parties", "nobody"),
  ),
  rental_requests: under(
    "rentals",
    "asked by one party, answered by the other",
    access("parties", "writing parties", "writing parties", "nobody"),
  ),
  rates: direct(
    "a dealer's prices are its own; a rental carries its copy",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "nobody"),
  ),
  rental_terms: direct(
    "a dealer's terms with a customer are that dealer's alone",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "nobody"),
  ),
  reservations: direct(
    "between one dealer and one customer",
    access("parties", "writing parties", "writing parties", "nobody"),
  ),
  equipment_attachments: under(
    "equipment",
    "which of a dealer's machines travel together",
    access("dealer, whole", "writing dealer, whole", "nobody", "dealer, whole"),
  ),
  usage_readings: under(
    "equipment",
    "stamped with the customer of the time; one partition a month",
    access("parties", "writing parties", "writing dealer", "nobody"),
  ),
  usage_daily: under(
    "equipment",
    "stamped with the customer of the time",
    access("parties", "writing parties", "writing parties", "nobody"),
  ),
  planted_anomalies: under(
    "equipment",
    "the demo's truth, from which detection is judged: HQ alone, or it would be known to those judged",
    access("HQ", "HQ", "nobody", "nobody"),
  ),
  maintenance: under(
    "equipment",
    "the dealer's service of its machines, read by who has them",
    access("parties", "writing dealer", "writing dealer", "nobody"),
  ),
  tasks: under(
    "equipment",
    "work for a dealer or its customer; an operator's is what is assigned to them",
    access("task's readers", "writing parties", "task's workers", "nobody"),
  ),
  check_lists: direct(
    "a dealer's lists, answered by its customers too; each version stays as it is",
    access("dealer and those it serves", "writing dealer, whole", "nobody", "nobody"),
  ),
  inspections: under(
    "rentals",
    "what was seen as a machine went out or came back; never changed",
    access("parties", "writing parties", "nobody", "nobody"),
  ),
  tickets: under(
    "rentals",
    "what a receiver signed; never changed",
    access("parties", "writing parties", "nobody", "nobody"),
  ),
  alerts: under(
    "equipment",
    "opened by the dealer's sweep, answered by either party",
    access("parties", "writing dealer", "writing parties", "nobody"),
  ),
  forecasts: direct(
    "a dealer's own knowledge of demand",
    access("dealer", "writing dealer", "writing dealer", "dealer"),
  ),
  suggestions: under(
    "equipment",
    "advice by the dealer's scorer, answered by either party",
    access("parties", "writing dealer", "writing parties", "nobody"),
  ),
  suggestion_feedback: under(
    "suggestions",
    "what people answered",
    access("parties", "writing parties", "nobody", "nobody"),
  ),
  media: direct(
    "the uploader's until attached, then the record's parties'",
    access("media's readers", "uploader", "uploader", "nobody"),
  ),

  policies: kept(
    "an organisation's thresholds; those it serves read them through app.thresholds_of",
    access("owner", "owner", "nobody", "nobody"),
  ),
  events: kept(
    "an organisation's chain, read in parts by the parties of each event; written by app.append_event",
    access("parties and keeper", "nobody", "nobody", "nobody"),
  ),
  event_private: kept(
    "personal data of events, which their keeper can erase",
    access("parties and keeper", "nobody", "nobody", "owner"),
    "dealer_id",
  ),
  chain_heads: kept("the last event of a chain", access("owner", "nobody", "nobody", "nobody")),
  checkpoints: kept("signed tree heads over a chain", access("owner", "nobody", "nobody", "nobody")),

  operations: personal("org_owner_id", "results of one person's operations", access("self", "self", "self", "nobody")),
  push_subscriptions: personal("user_id", "where one person wants to be told", access("self", "self", "self", "self")),
  notification_preferences: personal(
    "user_id",
    "what one person wants to be told",
    access("self", "self", "nobody", "nobody"),
  ),
  notifications: personal(
    "user_id",
    "what one person was told; written by jobs",
    access("self", "nobody", "self", "nobody"),
  ),

  calendar_feeds: personal(
    "user_id",
    "addresses from which one person's calendar program reads",
    access("self", "self", "self", "nobody"),
  ),
  calendar_entries: personal(
    "user_id",
    "what one person's calendar program was told",
    access("self", "self", "self", "self"),
  ),
  import_batches: direct(
    "files that a dealer brought in",
    access("dealer, whole", "writing dealer, whole", "nobody", "nobody"),
  ),
  import_columns: direct(
    "what a dealer's columns mean",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "nobody"),
  ),
  telemetry_sources: direct(
    "where a dealer's readings come from, and what it signs in there with",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "nobody"),
  ),
  telemetry_imports: under(
    "telemetry_sources",
    "what a source brought, and when",
    access("dealer, whole", "writing dealer, whole", "nobody", "dealer, whole"),
  ),
  telemetry_rejects: under(
    "telemetry_sources",
    "what a source said that could not be used",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "dealer, whole"),
  ),
  meter_changes: under(
    "equipment",
    "meters that were replaced, and readings that a dealer vouches for",
    access("dealer, whole", "writing dealer, whole", "nobody", "nobody"),
  ),
  usage_gaps: under(
    "equipment",
    "hours of which no day is known",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "dealer, whole"),
  ),
  usage_operators: under(
    "equipment",
    "who ran a machine, for those who have it",
    access("parties", "writing dealer", "writing dealer", "nobody"),
  ),
  machine_faults: under(
    "equipment",
    "faults, stamped with the customer of the time",
    access("parties", "writing dealer", "nobody", "nobody"),
  ),
  machine_fault_reports: under(
    "equipment",
    "what a source said of a machine's faults, from which their lives are reckoned",
    access("dealer, whole", "writing dealer, whole", "writing dealer, whole", "nobody"),
  ),
  machine_fault_lives: under(
    "equipment",
    "faults from their first report until they are cleared, stamped with the customer of the last",
    access("parties", "writing dealer", "nobody", "dealer"),
  ),

  badges: kept("cards of an organisation's members", access("owner", "owner", "owner", "nobody")),
  api_clients: kept("programs that act for an organisation", access("owner", "owner", "owner", "nobody")),

  users: identity("a person belongs to several organisations, so to none"),
  sessions: identity("sign-in comes before the choice of an organisation"),
  accounts: identity("ways to sign in"),
  verifications: identity("one-time codes"),
  passkeys: identity("public keys of people's devices"),
  jwks: identity("keys that sign tokens for all"),
  badge_secrets: identity("what opens a badge, read before anyone is known"),
  rate_limits: identity("attempts before anyone is known"),

  job_events: jobs("ids of events taken in"),
  job_runs: jobs("runs act for many tenants; payloads hold ids"),
  job_steps: jobs("steps of runs"),
  job_crons: jobs("scheduled times that were started"),
  alert_watches: jobs("when each machine is looked at next; ids and times alone"),
  notification_progress: jobs("how far each dealer's chain was read for what people are told"),

  spatial_ref_sys: { class: "housekeeping", reason: "PostGIS's list of coordinate systems" },
  geometry_columns: { class: "housekeeping", reason: "PostGIS's view of the catalogue" },
  geography_columns: { class: "housekeeping", reason: "PostGIS's view of the catalogue" },
  __drizzle_migrations: { class: "housekeeping", reason: "which migrations were applied" },
};

export type DatabaseRole = "app_nobody" | "app_user" | "app_service";

/**
 * Functions in schema `app` that run with their owner's rights, and who may call them. Each checks the claims itself; one that
 * `app_user` may call needs its case in `db/isolation/functions.ts`.
 */
export const DEFINER_FUNCTIONS: Record<string, { callers: readonly DatabaseRole[]; reason: string }> = {
  fresh_claims: { callers: ["app_nobody", "app_user"], reason: "checks claims before a role is taken" },
  actor_claims: { callers: ["app_service"], reason: "makes claims from a membership" },
  memberships_of: { callers: ["app_service"], reason: "the choice of organisations after sign-in" },
  dealer_sites: {
    callers: ["app_user"],
    reason: "customers' sites that the actor's dealer serves, for the policies of sites",
  },
  append_event: { callers: ["app_user"], reason: "writes to the dealer's chain, whoever acts" },
  append_events: { callers: ["app_user"], reason: "the same for many events of one chain at once" },
  presented_equipment: { callers: ["app_user"], reason: "exactly the machine whose label is presented" },
  follow_rental: { callers: ["app_user"], reason: "brings a machine's state in line with a rental" },
  dealer_yards: { callers: ["app_user"], reason: "where a machine may be brought back" },
  thresholds_of: { callers: ["app_user"], reason: "a dealer's thresholds for those it serves" },
  terms_of: { callers: ["app_user"], reason: "a dealer's terms with a customer, for the two of them" },
  grace_minutes: { callers: ["app_user"], reason: "a dealer's grace for a customer, for the two of them" },
  fix_rate: { callers: ["app_user"], reason: "copies the dealer's rate onto a rental, whoever checks out" },
  next_claim: { callers: ["app_user"], reason: "when a rental's machine is spoken for next, not for whom" },
  watch_new_machines: { callers: [], reason: "a trigger: a new machine is looked at, whoever wrote it" },
  watch_changed_machines: { callers: [], reason: "a trigger: a machine that changed is looked at, whoever wrote it" },
  watch_machines_of_rows: {
    callers: [],
    reason: "a trigger: a machine's days and services changed, whoever wrote them",
  },
  sites_near: { callers: ["app_user"], reason: "PostGIS operators use no index under row-level security" },
  next_human_id: { callers: ["app_user"], reason: "machine numbers are given by the server" },
  ensure_usage_partition: {
    callers: ["app_user"],
    reason: "makes a month's partition; owned by the table's owner, since only that may",
  },
  drop_usage_partitions: {
    callers: ["app_service"],
    reason: "retention: months of raw readings go whole; owned by the table's owner, since only that may",
  },
  open_telemetry_hook: { callers: ["app_service"], reason: "the source that a web hook's secret address belongs to" },
  open_calendar_feed: { callers: ["app_service"], reason: "whom a calendar feed's secret address speaks for" },
  open_work_orders: {
    callers: ["app_user"],
    reason: "a customer's failed checkpoint becomes the dealer's maintenance",
  },
  client_claims: { callers: ["app_service"], reason: "makes claims from a program's key" },
  use_client_key: { callers: ["app_service"], reason: "finds the program that holds a key" },
  add_person: { callers: ["app_user"], reason: "administrators add people who have no address" },
  keeps_badge_of: { callers: ["app_user"], reason: "whose badge is whose to look after, asked of claims alone" },
  keep_badge_secrets: { callers: ["app_user"], reason: "what opens a badge is never read by tenants" },
  close_badge: { callers: [], reason: "trigger: a revoked badge ends its sessions" },
  try_badge: { callers: ["app_service"], reason: "counts tries at a badge before anyone is known" },
  open_badge: { callers: ["app_service"], reason: "sign-in by badge" },
  lock_badge: { callers: ["app_service"], reason: "sign-in by badge" },
  active_badges: { callers: ["app_service"], reason: "what shared phones must forget" },
  rename_passkey: { callers: ["app_user"], reason: "one's own passkey, with its event" },
  remove_passkey: { callers: ["app_user"], reason: "one's own passkey, with its event" },
  end_sessions: { callers: ["app_user"], reason: "one's own sessions, with their event" },
  allow_codes: { callers: ["app_user"], reason: "a member whose codes were guessed at too often" },
  availability: {
    callers: ["app_user"],
    reason: "free machines are counted over all bookings, of which nothing else is told",
  },
  free_machines: {
    callers: ["app_user"],
    reason: "range operators use no index under row-level security; for dealer and HQ alone",
  },
  conflicts_of: {
    callers: ["app_user"],
    reason: "what stands against a machine, others' bookings without whose they are",
  },
  nearest_free: { callers: ["app_user"], reason: "when a machine is free, for those whom its dealer tells" },
  travelling_with: { callers: ["app_user"], reason: "what comes along with a machine that is reserved" },
  lock_reservation: {
    callers: ["app_user"],
    reason: "customers lock what they booked, and machines are always locked first",
  },
  events_of_reservation: {
    callers: ["app_user"],
    reason: "finds a booking's events; the reader's own policies are applied by joining them",
  },
  seat_promises: { callers: [], reason: "counts over all bookings for the functions above and the triggers below" },
  keep_capacity: { callers: [], reason: "trigger: no more is promised by type than there is" },
  keep_promises: { callers: [], reason: "trigger: a machine taken leaves enough for what was promised" },
  follow_reservation: { callers: [], reason: "trigger: a reservation follows its machines, whoever hands them over" },
  follow_type: { callers: [], reason: "trigger: bookings follow a machine's corrected type" },
  require_relation: {
    callers: [],
    reason: "trigger: what begins between two organisations needs them to work together",
  },
  members_of: { callers: ["app_user"], reason: "addresses of members, for those who manage them" },
  enter_organization: { callers: ["app_user"], reason: "turns one's own session to one's organisation" },
  find_invitation: { callers: ["app_service"], reason: "the invitation behind a token, before anyone has claims" },
  create_customer: { callers: ["app_user"], reason: "a customer that a dealer brings in, tied to it" },
  invite_first_supervisor: { callers: ["app_user"], reason: "the first person of a customer that has none" },
  reaches_supervisor: {
    callers: ["app_user"],
    reason: "whether a request is worth a mail; the answer does not show it",
  },
  incoming_relation_requests: {
    callers: ["app_user"],
    reason: "requests to the address of one of the customer's supervisors",
  },
  answer_relation_request: { callers: ["app_user"], reason: "the customer's consent ties it to a dealer" },
  withdraw_relation_request: { callers: ["app_user"], reason: "a dealer takes its own request back" },
  our_dealers: { callers: ["app_user"], reason: "a customer's dealers, without what they note about it" },
  alert_changes: { callers: ["app_service"], reason: "what became of a dealer's alerts, for whom it is to be told" },
  chain_position_at: { callers: ["app_service"], reason: "where reading a chain for notifications begins" },
  notification_audience: { callers: ["app_service"], reason: "who sees an alert, and what they have chosen" },
  write_notifications: { callers: ["app_service"], reason: "what people are told, by jobs" },
  end_notifications: { callers: ["app_service"], reason: "what asks for nothing any more" },
  people_to_push: { callers: ["app_service"], reason: "who is to be disturbed, over all organisations of a person" },
  claim_pushes: { callers: ["app_service"], reason: "what is pushed to a person, over all their organisations" },
  push_devices: { callers: ["app_service"], reason: "where a person is signed in and wants to be told" },
  settle_pushes: { callers: ["app_service"], reason: "how a push went" },
  digest_candidates: { callers: ["app_service"], reason: "who has something for an e-mail" },
  take_digest: { callers: ["app_service"], reason: "what stands in a person's e-mail, and its address" },
  drop_old_notifications: { callers: ["app_service"], reason: "retention" },
  drop_old_fault_reports: { callers: ["app_service"], reason: "retention" },
  keep_push_subscription: { callers: ["app_user"], reason: "a browser that another person used before" },
  end_relation: { callers: ["app_user"], reason: "either party or HQ ends a relation, once nothing is out" },
};

export const tenantTables = (): [string, TenantTable][] =>
  Object.entries(INVENTORY).filter((entry): entry is [string, TenantTable] => entry[1].class === "tenant");

/**
 * What `app_definer` may do with tables where it is not exactly to read, insert, update and delete rows of a tenant table. Columns that
 * it may update stand in brackets.
 */
export const DEFINER_GRANTS: Record<string, readonly string[]> = {
  alert_watches: ["SELECT", "INSERT", "UPDATE"],
  events: ["SELECT", "INSERT"],
  tickets: ["SELECT", "INSERT"],
  users: ["SELECT", "INSERT"],
  sessions: [
    "SELECT",
    "DELETE",
    "UPDATE (active_org_id)",
    "UPDATE (last_seen_at)",
    "UPDATE (role)",
    "UPDATE (updated_at)",
  ],
  passkeys: ["SELECT", "UPDATE", "DELETE"],
  badge_secrets: ["SELECT", "INSERT", "UPDATE", "DELETE"],
  rate_limits: ["SELECT", "DELETE"],
};
