/** The dealers' audit chains: each hand-over of the year, in order of time, hashed as the ledger hashes. */
import { containsPoint } from "../../server/domain/sites/geofence.ts";
import {
  commitmentOf,
  GENESIS_HASH,
  makeRecord,
  type ChainHead,
  type EventBody,
} from "../../server/domain/ledger/event.ts";
import { rentalHours } from "../../server/domain/usage/hours.ts";
import type { Network, Person } from "./model.ts";
import { idSource } from "./random.ts";
import type { LifeEvent } from "./rental-life.ts";
import type { Rental } from "./rentals.ts";

/** Events in order of writing, and where each dealer's chain ends. */
export function buildChains(network: Network, rentals: Rental[], steps: readonly LifeEvent[]) {
  const id = idSource("events");
  const heads = new Map<string, ChainHead>(
    network.dealers.map((dealer) => [dealer.id, { seq: 0, hash: GENESIS_HASH }]),
  );
  const happened = rentals.flatMap((rental): LifeEvent[] => {
    const out =
      rental.outAt && rental.outBy
        ? [{ rental, type: "rental.checked_out", at: rental.outAt, by: rental.outBy, data: outFacts(rental) }]
        : [];
    const back =
      rental.inAt && rental.inBy
        ? [{ rental, type: "rental.checked_in", at: rental.inAt, by: rental.inBy, data: inFacts(rental) }]
        : [];
    return [...out, ...back];
  });
  happened.push(...steps);
  happened.sort((a, b) => a.at.getTime() - b.at.getTime());

  const privates: ReturnType<typeof privateRow>[] = [];
  const events = happened.map(({ rental: { machine, span }, type, at, by, data, personal }) => {
    const eventId = id(at);
    const salt = saltOf(eventId);
    const body: EventBody = {
      id: eventId,
      type,
      orgId: machine.dealer.id,
      dealerId: machine.dealer.id,
      customerId: span.customer.id,
      siteId: span.site.id,
      equipmentId: machine.id,
      humanId: machine.humanId,
      rentalId: span.id,
      actor: actorOf(by),
      at: at.toISOString(),
      data,
      commitment: personal && commitmentOf(salt, personal),
    };
    if (personal) privates.push(privateRow(body, salt, personal));
    const { seq, record, selfHash } = makeRecord(body, heads.get(body.orgId)!);
    heads.set(body.orgId, { seq, hash: selfHash });
    const { dealerId, customerId, siteId, equipmentId, humanId, rentalId } = body;
    return {
      id: eventId,
      orgOwnerId: body.orgId,
      dealerId,
      customerId,
      siteId,
      equipmentId,
      humanId,
      rentalId,
      seq,
      type,
      at,
      record,
      selfHash,
    };
  });
  return {
    events,
    privates,
    heads: [...heads].filter(([, head]) => head.seq > 0).map(([orgOwnerId, head]) => ({ orgOwnerId, ...head })),
  };
}

/** The salt of an event's commitment: the same in every database, as all of the demo is. */
function saltOf(eventId: string): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(`salt of ${eventId}`).digest().subarray(0, 16);
}

function privateRow(body: EventBody, salt: Uint8Array, data: Record<string, unknown>) {
  const { id: eventId, orgId: orgOwnerId, dealerId, customerId, siteId } = body;
  return { eventId, orgOwnerId, dealerId, customerId, siteId, salt: Buffer.from(salt).toString("hex"), data };
}

function actorOf(person: Person): EventBody["actor"] {
  return { sub: person.userId, orgId: person.orgId, role: person.role };
}

function outFacts({ span, row }: Rental): Record<string, unknown> {
  const inside = row.checkOutPosition && containsPoint(span.site.fence, row.checkOutPosition);
  const overridden = row.overriddenBy !== null;
  return {
    humanId: row.humanId,
    siteName: span.site.name,
    engineStart: row.engineStart,
    expectedHours: row.expectedHours,
    dueAt: row.firstDueAt.toISOString(),
    gate: { place: overridden ? null : inside ? "DESTINATION" : "YARD", overridden },
  };
}

function inFacts({ span, row }: Rental): Record<string, unknown> {
  return {
    humanId: row.humanId,
    siteName: span.site.name,
    engineStart: row.engineStart,
    engineEnd: row.engineEnd,
    hours: row.engineStart !== null && row.engineEnd !== null ? rentalHours(row.engineStart, row.engineEnd) : null,
    fuelL: row.fuelL,
    dueAt: row.dueAt.toISOString(),
    firstDueAt: row.firstDueAt.toISOString(),
  };
}
