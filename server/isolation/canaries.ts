/**
 * Every text of every tenant's rows gets a word that is found nowhere else, so that a leak shows in any answer by a plain search,
 * wherever in it the text has come to stand. Ids of rows are such words by themselves.
 */
import { belongs, type Audience, type Facts, type StampedRow } from "../../db/isolation/audiences.ts";
import { INVENTORY, type TenantTable } from "../../db/inventory.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { OF_PEOPLE } from "./people.ts";
import { canaryOf } from "./tenants.ts";

export type Column = { table: string; name: string; type: string };

/** Where a word stands: in a row's column. */
export type Marked = { table: string; column: string; row: StampedRow };
export type Found = Marked & { word: string };

type Read = () => Promise<{ rows: Map<string, StampedRow[]>; facts: Facts }>;

/** What every word belongs to, and who may read it. */
export class Canaries {
  readonly #marked = new Map<string, Marked>();
  #rows = new Map<string, StampedRow[]>();
  #facts: Facts = { servedBy: () => [] };
  readonly #told = new Map<string, Set<string>>();
  readonly #columns: Map<string, Column[]>;
  readonly #read: Read;
  /** Columns without a word, because the database or a reader takes only certain values. */
  readonly closed: string[];

  constructor(columns: Map<string, Column[]>, closed: string[], read: Read) {
    this.#columns = columns;
    this.#read = read;
    this.closed = closed;
  }

  /** Reads the rows as they are now: what somebody did may have moved them to another reader, and has made new ones. */
  async refresh(): Promise<this> {
    const { rows, facts } = await this.#read();
    [this.#rows, this.#facts] = [rows, facts];
    for (const [table, list] of rows) {
      for (const row of list) {
        for (const { name: column } of this.#columns.get(table) ?? [])
          this.#marked.set(canaryOf(`${table}|${column}|${String(row.canary_key)}`), { table, column, row });
        if (typeof row.id === "string") this.#marked.set(row.id, { table, column: "id", row });
        if (table === "events") this.#marked.set(canaryOf(String(row.id)), { table, column: "record", row });
      }
    }
    return this;
  }

  rowsOf(table: string): readonly StampedRow[] {
    return this.#rows.get(table) ?? [];
  }

  /** Whether somebody may read a row, by the inventory's audiences. People are read by those who read a membership of theirs. */
  mayRead(who: Claims, table: string, row: StampedRow): boolean {
    if (table in OF_PEOPLE && table !== "users") return OF_PEOPLE[table] !== null && row[OF_PEOPLE[table]!] === who.sub;
    if (table === "relation_requests" && this.isAskedOf(who, row.email)) return true;
    if (table !== "users") return belongs(accessOf(table), who, row, this.#facts);
    return (
      row.id === who.sub ||
      this.rowsOf("memberships").some((member) => member.user_id === row.id && this.mayRead(who, "memberships", member))
    );
  }

  /** Whether a dealer's wish to serve is put to somebody's organisation: to the address of one of those in charge of it. */
  isAskedOf(who: Claims, email: unknown): boolean {
    return this.rowsOf("memberships").some(
      (member) => member.org_owner_id === who.orgId && email === `${String(member.user_id)}@isolation.example`,
    );
  }

  /** Whether somebody may read a word: the row that it stands in, or one that repeats it. */
  #mayKnow(who: Claims, marked: Marked): boolean {
    const { table, column, row } = marked;
    if (this.mayRead(who, table, row)) return true;
    // A dealer's yards are told to those it serves: machines are brought back there.
    if (
      table === "sites" &&
      ["id", "name"].includes(column) &&
      row.kind === "YARD" &&
      who.dealerIds.includes(String(row.dealer_id))
    )
      return true;
    const repeated = (REPEATED[`${table}.${column}`] ?? []).some(({ by, on }) =>
      this.rowsOf(by).some((other) => other[on] === row.id && this.mayRead(who, by, other)),
    );
    return repeated || this.#isInHistory(who, marked);
  }

  /** What an event's readers are told: texts beside it, who acted, and by an id what of their own or their partners' it is about. */
  #isInHistory(who: Claims, { table, column, row }: Marked): boolean {
    const stands = (kept: string, by: string, word: string) =>
      this.rowsOf(kept).some((event) => JSON.stringify(event[by]).includes(word) && this.mayRead(who, kept, event));
    const word = canaryOf(`${table}|${column}|${String(row.canary_key)}`);
    if (column !== "id")
      return (
        stands("event_private", "data", word) || (row.org_owner_id === who.orgId && stands("events", "record", word))
      );
    const ofWhom = [row.org_owner_id, row.dealer_id, row.customer_id, ...this.#orgsOf(row.user_id)];
    const partners = [who.orgId, ...who.dealerIds, ...who.customerIds];
    const concerned = who.orgType === "CATERPILLAR" || ofWhom.some((id) => partners.includes(String(id)));
    return (concerned || ["users", "organizations"].includes(table)) && stands("events", "record", String(row.id));
  }

  #orgsOf(userId: unknown): unknown[] {
    return this.rowsOf("memberships")
      .filter((member) => member.user_id === userId)
      .map((member) => member.org_owner_id);
  }

  /**
   * Remembers addresses that an organisation's people have written themselves, or somebody in charge has written for it: they stand in its
   * invitations and contacts from then on.
   */
  tell(who: Claims, input: unknown): void {
    const text = (JSON.stringify(input ?? null) ?? "").toLowerCase();
    const addresses = [...text.matchAll(ADDRESS)].map(([, id]) => id!);
    if (addresses.length === 0) return;
    const named = this.rowsOf("organizations")
      .map(({ id }) => String(id))
      .filter((id) => text.includes(id));
    for (const orgId of [who.orgId, ...named])
      this.#told.set(orgId, new Set([...(this.#told.get(orgId) ?? []), ...addresses]));
  }

  /** Everything in a text that belongs to rows which `who` may not read, in whatever case or wrapping. `given` was in the question. */
  foreignIn(text: string, who: Claims, given: string): Found[] {
    const found: Found[] = [];
    const asked = given.toLowerCase();
    for (const word of wordsOf(text)) {
      const marked = this.#marked.get(word);
      if (marked && !asked.includes(word) && !this.#told.get(who.orgId)?.has(word) && !this.#mayKnow(who, marked))
        found.push({ word, ...marked });
    }
    return found;
  }
}

const OF_MACHINE = [
  { by: "rentals", on: "equipment_id" },
  { by: "events", on: "equipment_id" },
];
const OF_ASKING = [{ by: "relation_requests", on: "dealer_id" }];

/**
 * Columns that rows of another table repeat, so that a history reads after its subject has gone, and who asks is known by its name:
 * the repeating table and its key.
 */
const REPEATED: Record<string, readonly { by: string; on: string }[]> = {
  "equipment.id": OF_MACHINE,
  "equipment.human_id": OF_MACHINE,
  "equipment.make": OF_MACHINE,
  "equipment.model": OF_MACHINE,
  "organizations.id": OF_ASKING,
  "organizations.name": OF_ASKING,
};

const accessOf = (table: string): Audience => (INVENTORY[table] as TenantTable).access.select;

const WORDS = /cnry[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ADDRESS = /([0-9a-f-]{36})@isolation\.example/g;
const WRAPPED = /[A-Za-z0-9_+/-]{24,}={0,2}/g;

/** Canaries and ids in a text, also inside what is wrapped in base64 (cursors, tokens). */
export function wordsOf(text: string): Set<string> {
  const words = new Set(text.toLowerCase().match(WORDS) ?? []);
  for (const wrapped of text.match(WRAPPED) ?? []) {
    // Ids and hashes wrap nothing.
    if (/^[0-9a-f-]+$/i.test(wrapped)) continue;
    const opened = Buffer.from(wrapped, "base64url").toString("latin1").toLowerCase();
    for (const word of opened.match(WORDS) ?? []) words.add(word);
  }
  return words;
}
