/**
 * Who may do what with a row, in words that tests can evaluate. Written apart from the SQL policies on purpose: the policies
 * are held against these, so neither is made from the other.
 */
import type { Claims } from "../../server/domain/iam/claims.ts";

/** A row by its database column names. */
export type StampedRow = Record<string, unknown>;

/** What a rule about sites needs beyond the row: the dealers that serve a site. */
export type Facts = { servedBy: (siteId: string) => readonly string[] };

type Rule = (who: Claims, row: StampedRow, facts: Facts) => boolean;

const hq = (who: Claims) => who.orgType === "CATERPILLAR";
const dealer = (who: Claims, row: StampedRow) => who.orgType === "DEALER" && row.dealer_id === who.orgId;
const customer = (who: Claims, row: StampedRow) => who.orgType === "CUSTOMER" && row.customer_id === who.orgId;
const includes = (list: readonly string[], id: unknown) => typeof id === "string" && list.includes(id);
const reaches = (who: Claims, siteId: unknown) => who.siteIds === null || includes(who.siteIds, siteId);
const parties = (who: Claims, row: StampedRow) => hq(who) || dealer(who, row) || customer(who, row);
const dealerOfOwn = (who: Claims, row: StampedRow) =>
  dealer(who, row) && ((row.customer_id ?? null) === null || includes(who.customerIds, row.customer_id));
const customerServed = (who: Claims, row: StampedRow) => customer(who, row) && includes(who.dealerIds, row.dealer_id);
const partiesWrite = (who: Claims, row: StampedRow) =>
  (hq(who) || dealerOfOwn(who, row) || customerServed(who, row)) && reaches(who, row.site_id);
/** An operator has to do with what is assigned to them alone. */
const mine = (who: Claims, row: StampedRow) => who.role !== "OPERATOR" || row.assignee_user_id === who.sub;
const own = (who: Claims, row: StampedRow) => row.org_owner_id === who.orgId;
const uploader = (who: Claims, row: StampedRow) => own(who, row) && row.uploaded_by === who.sub;
const unstamped = (row: StampedRow) => (row.dealer_id ?? null) === null && (row.customer_id ?? null) === null;

export const AUDIENCES = {
  /** HQ, the row's dealer and its customer; members bound to sites only for rows of those. */
  parties: (who, row) => parties(who, row) && reaches(who, row.site_id),
  /** The same, and the organisation that keeps the row. */
  "parties and keeper": (who, row) => (parties(who, row) || own(who, row)) && reaches(who, row.site_id),
  /** HQ, the dealer about its own customers, a customer about a dealer that serves it. */
  "writing parties": partiesWrite,
  /** `tasks`: the parties, but operators only what is assigned to them. */
  "task's readers": (who, row) => parties(who, row) && reaches(who, row.site_id) && mine(who, row),
  "task's workers": (who, row) => partiesWrite(who, row) && mine(who, row),
  /** `check_lists`: the dealer, and the customers that answer them. */
  "dealer and those it serves": (who, row) =>
    hq(who) || dealer(who, row) || (who.orgType === "CUSTOMER" && includes(who.dealerIds, row.dealer_id)),
  /** HQ and the row's dealer. */
  dealer: (who, row) => (hq(who) || dealer(who, row)) && reaches(who, row.site_id),
  "dealer, whole": (who, row) => hq(who) || dealer(who, row),
  /** HQ, and the dealer as long as the row is about its own customers. */
  "writing dealer": (who, row) => (hq(who) || dealerOfOwn(who, row)) && reaches(who, row.site_id),
  "writing dealer, whole": (who, row) => hq(who) || dealerOfOwn(who, row),
  /** HQ and the organisation that keeps the row. */
  owner: (who, row) => hq(who) || own(who, row),
  /** The same, and the organisation whose member invited. */
  "owner or inviter": (who, row) => hq(who) || own(who, row) || row.invited_by_org === who.orgId,
  /** The same, and dealers for organisations that they serve. */
  "owner and its dealers": (who, row) =>
    hq(who) || own(who, row) || (who.orgType === "DEALER" && includes(who.customerIds, row.org_owner_id)),
  /** The person alone, acting for the organisation. */
  self: (who, row) => own(who, row) && row.user_id === who.sub,
  HQ: hq,
  /** `organizations`: HQ, the organisation itself, its dealers and its customers. */
  related: (who, row) =>
    hq(who) || row.id === who.orgId || includes(who.dealerIds, row.id) || includes(who.customerIds, row.id),
  itself: (who, row) => hq(who) || row.id === who.orgId,
  /** `sites`: its keeper and the dealers that serve it. */
  "site's readers": (who, row, facts) =>
    (parties(who, row) || (who.orgType === "DEALER" && facts.servedBy(String(row.id)).includes(who.orgId))) &&
    reaches(who, row.id),
  "site's makers": (who, row) =>
    (parties(who, row) || (who.orgType === "DEALER" && includes(who.customerIds, row.customer_id))) &&
    who.siteIds === null,
  /** `site_dealers`: HQ, and a customer about a dealer that serves it. A dealer only about sites that it made, of which there are none here. */
  "site's tiers": (who, row) => (hq(who) || customerServed(who, row)) && reaches(who, row.site_id),
  "site's keeper": (who, row) => parties(who, row) && reaches(who, row.id),
  /** `media`: the parties, and the uploader until the file is attached to a record. */
  "media's readers": (who, row) =>
    (parties(who, row) && reaches(who, row.site_id)) || (row.state !== "ATTACHED" && uploader(who, row)),
  uploader: (who, row) => hq(who) || (uploader(who, row) && (unstamped(row) || partiesWrite(who, row))),
  /** No grant at all; where rows exist, definer functions or the owner's tools write them. */
  nobody: () => false,
} as const satisfies Record<string, Rule>;

export type Audience = keyof typeof AUDIENCES;

/** Whether `who` belongs to the audience of `row`; null is a transaction without claims. */
export const belongs = (audience: Audience, who: Claims | null, row: StampedRow, facts: Facts): boolean =>
  who !== null && AUDIENCES[audience](who, row, facts);
