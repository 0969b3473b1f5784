/**
 * What an input's field refers to, by its name: so that each can be filled with something of the caller's own, of another tenant's,
 * or with what is nowhere. A new field whose name says it (`taskId` → `tasks`) needs nothing here.
 */
import { INVENTORY } from "../../db/inventory.ts";
import type { StampedRow } from "../../db/isolation/audiences.ts";
import type { Claims } from "../domain/iam/claims.ts";
import type { LabelKeys } from "../features/assets/label-keys.ts";
import type { Canaries } from "./canaries.ts";

/** A column of a table whose values name its rows. `label` is a tag's id, signed. */
export type Reference = { table: string; column: string; label?: true };

const to = (table: string, column = "id"): Reference => ({ table, column });
const LABEL: Reference = { table: "tags", column: "id", label: true };

/** Field names that do not say their table. `procedure.field` goes before `feature.field`, and that before `field`; null is none. */
const NAMED: Record<string, Reference | null> = {
  humanId: to("equipment", "human_id"),
  humanIds: to("equipment", "human_id"),
  label: LABEL,
  orgId: to("organizations"),
  organizationId: to("organizations"),
  dealerId: to("organizations"),
  customerId: to("organizations"),
  userId: to("users"),
  operatorUserId: to("users"),
  assigneeId: to("users"),
  email: to("users", "email"),
  mediaId: to("media"),
  mediaIds: to("media"),
  photos: to("media"),
  equipmentId: to("equipment"),
  machineId: to("equipment"),
  membershipId: to("memberships"),
  memberId: to("memberships"),
  yardId: to("sites"),
  mutedSites: to("sites"),
  deviceId: to("push_subscriptions"),
  workId: to("maintenance"),
  faultId: to("machine_fault_lives"),
  "credentials.renamePasskey.id": to("passkeys"),
  "credentials.removePasskey.id": to("passkeys"),
  "credentials.endSession.id": to("sessions"),
  "credentials.resetBadge.id": to("badges"),
  "credentials.revokeBadge.id": to("badges"),
  "credentials.revokeClient.id": to("api_clients"),
  "inspections.dispute.id": to("rentals"),
  "inspections.saveCheckList.label": null,
  "members.id": to("memberships"),
  "members.resendInvitation.id": to("invitations"),
  "members.revokeInvitation.id": to("invitations"),
  "relations.id": to("relation_requests"),
  "rentals.decideRequest.id": to("rental_requests"),
  "rentals.withdrawRequest.id": to("rental_requests"),
  "telematics.id": to("telemetry_sources"),
  sourceId: to("telemetry_sources"),
  lastEventId: null,
};

/** Made by the caller and new each time. */
export const FRESH = new Set(["operationId"]);

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isTable = (name: string) => INVENTORY[name]?.class === "tenant";

/** What a field refers to; null for one that is no reference. */
export function referenceOf(procedure: string, field: string): Reference | null {
  const [feature = ""] = procedure.split(".");
  for (const name of [`${procedure}.${field}`, `${feature}.${field}`, field]) if (name in NAMED) return NAMED[name]!;
  if (field === "id" || field === "ids") return isTable(snake(feature)) ? to(snake(feature)) : null;
  const stem = /^(.+?)(UserId|UserIds|Id|Ids)$/.exec(field);
  if (!stem) return null;
  if (stem[2]!.startsWith("User")) return to("users");
  const words = snake(stem[1]!).split("_");
  // `fromSiteId` → `sites`: the last words that name a table.
  for (let first = 0; first < words.length; first++) {
    const name = words.slice(first).join("_");
    for (const table of [`${name}s`, `${name.replace(/y$/, "i")}es`, name]) if (isTable(table)) return to(table);
  }
  return null;
}

export type Choice = {
  /** What the caller may read, the most useful first; where there is nothing, what is nowhere. */
  own: string[];
  /** Of another tenant, and of the caller's own tenants beyond what the caller may read. */
  foreign: string[];
  absent: string;
};

/** Answers with values for references, as `who` stands to them. */
export class Chooser {
  readonly #canaries: Canaries;
  readonly #keys: LabelKeys;
  readonly #made = new Map<string, Promise<Choice>>();

  constructor(canaries: Canaries, keys: LabelKeys) {
    this.#canaries = canaries;
    this.#keys = keys;
  }

  choose(reference: Reference, who: Claims): Promise<Choice> {
    const key = `${reference.table}.${reference.column}.${reference.label}.${who.sub}`;
    let made = this.#made.get(key);
    if (!made) this.#made.set(key, (made = this.#make(reference, who)));
    return made;
  }

  async #make({ table, column, label }: Reference, who: Claims): Promise<Choice> {
    const rows = this.#canaries.rowsOf(table);
    const value = async (row: StampedRow) => (label ? this.#keys.urlOf(String(row[column])) : String(row[column]));
    const readable = rows.filter((row) => this.#canaries.mayRead(who, table, row));
    const hidden = rows.filter((row) => !readable.includes(row) && !(label && this.#mayPresent(who, row)));
    const own = readable.toSorted((a, b) => closeness(b, who) - closeness(a, who));
    const near = hidden.toSorted((a, b) => closeness(b, who) - closeness(a, who))[0];
    const far = hidden.toSorted((a, b) => closeness(a, who) - closeness(b, who))[0];
    const foreign = [...new Set([far, near].filter((row) => row !== undefined))];
    return {
      // Who is invited is mostly somebody new.
      own: [
        ...(column === "email" ? [await absentLike(column, null)] : []),
        ...(await Promise.all(own.slice(0, 12).map(value))),
      ],
      foreign: await Promise.all(foreign.map(value)),
      absent: await absentLike(column, label ? this.#keys : null),
    };
  }

  /** A label opens its machine to those whom its dealer serves, unless another customer has it. */
  #mayPresent(who: Claims, tag: StampedRow): boolean {
    const machine = this.#canaries.rowsOf("equipment").find((row) => row.id === tag.equipment_id);
    const taken = typeof machine?.customer_id === "string" && !who.customerIds.includes(machine.customer_id);
    return who.dealerIds.includes(String(tag.dealer_id)) && !taken;
  }
}

/** What something can still be done with. */
const OPEN = new Set(["AVAILABLE", "ON_RENT", "OPEN", "REQUESTED", "PENDING", "ACTIVE", "STORED"]);

/** How much a row is `who`'s own business. */
function closeness(row: StampedRow, who: Claims): number {
  const mine = [row.org_owner_id, row.dealer_id, row.customer_id].filter((id) => id === who.orgId).length;
  const partners = [row.org_owner_id, row.dealer_id, row.customer_id, row.id].filter(
    (id) => typeof id === "string" && (who.dealerIds.includes(id) || who.customerIds.includes(id)),
  ).length;
  const open = OPEN.has(String(row.status ?? row.state)) ? 5 : 0;
  const isAsked = "requested_by" in row && row.email === `${who.sub}@isolation.example`;
  const toSelf = row.user_id === who.sub ? 3 : isAsked ? 30 : 0;
  return mine * 10 + partners + open + toSelf;
}

async function absentLike(column: string, keys: LabelKeys | null): Promise<string> {
  const id = Bun.randomUUIDv7();
  if (keys) return keys.urlOf(id);
  if (column === "human_id") return `ISO-${id}`.toUpperCase();
  return column === "email" ? `${id}@isolation.example` : id;
}
