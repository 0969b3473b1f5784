/**
 * Writes one event to an organisation's audit chain, inside the mutation's own transaction. Appends to one chain are serial
 * (the head's row is locked until the commit), so this is the last thing a verb does.
 */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { canonicalJson } from "../../domain/ledger/canonical.ts";
import { commitmentOf, type EventBody } from "../../domain/ledger/event.ts";

/** What an event is about; the stamps decide who may read it. */
export type EventSubject = Partial<
  Pick<EventBody, "dealerId" | "customerId" | "siteId" | "equipmentId" | "humanId" | "rentalId">
>;

export type NewEvent = {
  /** `<feature>.<past participle>`, such as `rental.checked_out`. */
  type: string;
  subject: EventSubject;
  /** Where a record names its event before that is written: a new UUIDv7. */
  id?: string | undefined;
  /** The organisation whose chain it goes to, where that is not plain: HQ about another organisation's own affairs. */
  chain?: string | undefined;
  /** Facts without personal data: they stay for ever. */
  data?: Record<string, unknown>;
  /** Personal data (names, free text, positions of people): kept apart, the event holds a salted commitment. */
  personal?: Record<string, unknown> | undefined;
  occurredAt?: string | undefined;
  operationId?: string | undefined;
};

/** Appends to the `chain` named, or else to the dealer's where there is a dealer, or to the actor's organisation's. Returns the event's id and place. */
export async function appendEvent(
  { tx, actor }: Pick<Tenant, "tx" | "actor">,
  event: NewEvent,
): Promise<{ id: string; seq: number }> {
  const { id, orgId, body, salt, personal } = recordOf(actor, event);
  const appended = await tx.execute<{ event_seq: string }>(
    sql`select event_seq from app.append_event(${orgId}::uuid, ${body}, ${salt}, ${personal}::jsonb)`,
  );
  return { id, seq: Number(appended.rows[0]?.event_seq) };
}

/** What `app.append_event` takes: the canonical text, and apart from it the personal data with their salt. */
export function recordOf(actor: Tenant["actor"], event: NewEvent) {
  const orgId = event.chain ?? event.subject.dealerId ?? actor.orgId;
  const id = event.id ?? Bun.randomUUIDv7();
  const salt = event.personal ? crypto.getRandomValues(new Uint8Array(16)) : null;
  const body: EventBody = {
    id,
    type: event.type,
    orgId,
    ...Object.fromEntries(Object.entries(event.subject).filter(([, value]) => value != null)),
    actor: { sub: actor.sub, orgId: actor.orgId, role: actor.role },
    at: new Date().toISOString(),
    occurredAt: event.occurredAt && new Date(event.occurredAt).toISOString(),
    operationId: event.operationId,
    data: event.data ?? {},
    commitment: salt && event.personal ? commitmentOf(salt, event.personal) : undefined,
  };
  return {
    id,
    orgId,
    body: canonicalJson(body),
    salt: salt && Buffer.from(salt).toString("hex"),
    personal: event.personal ? canonicalJson(event.personal) : null,
  };
}
