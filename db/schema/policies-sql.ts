/**
 * Row-level security predicates. They depend on claims alone, never on the database role, and read them through STABLE
 * functions inside `(select …)`, so that the planner runs each once per statement. Array membership is written
 * `= any((select …)::uuid[])`, the only form that keeps the tenant index usable.
 */
import { sql, type SQL } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

/** The one unprivileged role that tenant transactions run as. */
export const appUser = pgRole("app_user").existing();

const hq = "(select app.is_hq())";
const dealer = "dealer_id = any((select app.own_dealers())::uuid[])";
const customer = "customer_id = any((select app.own_customers())::uuid[])";
const served = "dealer_id = any((select app.serving_dealers())::uuid[])";
const ownCustomer = "(customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))";
const site = "((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))";

/**
 * Predicates by audience; `…AtSite` adds the restriction of members who are bound to sites. `…Write` predicates are for what
 * is written: a dealer stamps rows with its own customers alone, or its rows would show up at another dealer's customer.
 */
export const scope = {
  /** HQ, the row's dealer and the row's customer. */
  parties: `(${hq} or ${dealer} or ${customer})`,
  partiesAtSite: `(${hq} or ${dealer} or ${customer}) and ${site}`,
  /** HQ, the row's dealer and customer, and the organisation that keeps the row, which may be stamped with neither. */
  partiesOrKeeperAtSite: `(${hq} or org_owner_id = (select app.org_id()) or ${dealer} or ${customer}) and ${site}`,
  /** HQ, the dealer about its own customers, and a customer about a dealer that serves it. */
  partiesWrite: `(${hq} or (${dealer} and ${ownCustomer}) or (${customer} and ${served})) and ${site}`,
  /**
   * As `partiesWrite`, and a dealer only about sites that are open to it, which is what it made itself: a tie opens a site, so
   * knowing its id must not be enough.
   */
  tieWrite: `(${hq} or (${dealer} and ${ownCustomer} and site_id = any((select app.dealer_sites())::uuid[])) or (${customer} and ${served})) and ${site}`,
  /** HQ and the row's dealer. */
  dealer: `(${hq} or ${dealer})`,
  dealerAtSite: `(${hq} or ${dealer}) and ${site}`,
  /** The same without a place. */
  dealerKnown: `(${hq} or (${dealer} and ${ownCustomer}))`,
  dealerWrite: `(${hq} or (${dealer} and ${ownCustomer})) and ${site}`,
  /** HQ and the organisation that keeps the row. */
  owner: `(${hq} or org_owner_id = (select app.org_id()))`,
  /** The signed-in person alone, inside the organisation. */
  self: "org_owner_id = (select app.org_id()) and user_id = (select app.user_id())",
  hq,
} as const;

/** `update` is what may be changed and what it may become. */
type Rules = { select: string; insert?: string; update?: string; delete?: string };

/** One policy per command, named `<table>_<command>`; a command without a rule has no policy and so is refused. */
export function policies(table: string, rules: Rules) {
  const raw = (text: string): SQL => sql.raw(text);
  const made = [pgPolicy(`${table}_select`, { for: "select", to: appUser, using: raw(rules.select) })];
  if (rules.insert)
    made.push(pgPolicy(`${table}_insert`, { for: "insert", to: appUser, withCheck: raw(rules.insert) }));
  if (rules.update)
    made.push(
      pgPolicy(`${table}_update`, {
        for: "update",
        to: appUser,
        using: raw(rules.update),
        withCheck: raw(rules.update),
      }),
    );
  if (rules.delete) made.push(pgPolicy(`${table}_delete`, { for: "delete", to: appUser, using: raw(rules.delete) }));
  return made;
}
