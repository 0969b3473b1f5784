/** A handful of inspections and signed tickets for each dealer; of the returns one is worth a dispute and one has a small damage. */
import { answersHash } from "../../server/domain/inspections/answers-hash.ts";
import { defaultCheckList } from "../../server/domain/inspections/check-list.ts";
import type { InspectedItem } from "../../server/domain/inspections/schema.ts";
import type { TicketRecord } from "../../server/domain/inspections/ticket.ts";
import type { InspectionKind } from "../../server/domain/inspections/words.ts";
import { canonicalJson } from "../../server/domain/ledger/canonical.ts";
import { sha256Hex } from "../../server/domain/ledger/sha256.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { dealersOf, INSPECTED, photoIdOf, picturedOf } from "./photos.ts";
import { dice, idSource } from "./random.ts";
import type { LifeEvent } from "./rental-life.ts";
import type { Rental } from "./rentals.ts";

type Fault = Pick<InspectedItem, "severity" | "note" | "photos" | "marks">;
type Faults = Record<string, Fault>;
type Picture = { mediaId: string; sha256: string };

/** `pictures` are those of the demo, by id; without a file store there are none. */
export function buildInspections(rentals: readonly Rental[], pictures: readonly Picture[], calendar: Calendar) {
  const id = idSource("inspections");
  const made = dealersOf(rentals).flatMap((dealer) => {
    const { out, back } = picturedOf(rentals, dealer);
    return [
      ...back
        .slice(0, INSPECTED)
        .flatMap((rental, at) => [
          inspectionOf(id, rental, "OUT", {}, pictures),
          inspectionOf(id, rental, "IN", at === 0 ? worthADispute(rental, pictures) : smallDamage(), pictures),
        ]),
      ...out.slice(0, INSPECTED).map((rental) => inspectionOf(id, rental, "OUT", {}, pictures)),
    ];
  });
  return {
    inspections: made.map(({ row }) => row),
    tickets: made.map(({ ticket }) => ticket),
    steps: made.flatMap(({ steps }) => steps),
    repairs: made.flatMap(({ rental, row }) => repairsOf(id, rental, row, calendar)),
  };
}

/** The glass is broken and the machine came back dirty: who was it? */
function worthADispute(rental: Rental, pictures: readonly Picture[]): Faults {
  const mediaId = photoIdOf(rental, "CHECK_IN");
  const known = pictures.some((picture) => picture.mediaId === mediaId);
  return {
    glass: {
      severity: "UNSAFE",
      note: "Windscreen cracked from corner to corner.",
      photos: known ? [mediaId] : [],
      marks: known ? [{ x: 0.52, y: 0.3, mediaId, severity: "UNSAFE", note: "Impact" }] : [],
    },
    hydraulics: {
      severity: "MAJOR",
      note: "Hose chafed through, wet.",
      photos: [],
      marks: [{ x: 0.36, y: 0.42, silhouette: "LEFT", severity: "MAJOR" }],
    },
  };
}

const smallDamage = (): Faults => ({
  lights: {
    severity: "MINOR",
    note: "Right rear lamp glass scratched.",
    photos: [],
    marks: [{ x: 0.72, y: 0.62, silhouette: "REAR", severity: "MINOR" }],
  },
});

function inspectionOf(
  id: ReturnType<typeof idSource>,
  rental: Rental,
  kind: InspectionKind,
  faults: Faults,
  pictures: readonly Picture[],
) {
  const { machine, span, row: of } = rental;
  const out = kind === "OUT";
  const handedOver = out ? rental.outAt! : rental.inAt!;
  const by = out ? rental.outBy! : rental.inBy!;
  const inspectedAt = new Date(handedOver.getTime() + 60_000);
  const signedAt = new Date(handedOver.getTime() + 90_000);
  const items = defaultCheckList(machine.type).map(({ key, label }): InspectedItem => {
    const fault = faults[key];
    return fault
      ? { key, label, answer: "FAIL", ...fault }
      : { key, label, answer: "OK", severity: null, note: null, photos: [], marks: [] };
  });
  const failed = items.filter(({ answer }) => answer === "FAIL");
  const picture = pictures.find(({ mediaId }) => mediaId === photoIdOf(rental, out ? "CHECK_OUT" : "CHECK_IN"));
  const whole = picture && !failed.some(({ photos }) => photos.includes(picture.mediaId)) ? [picture.mediaId] : [];
  const owner = {
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: span.customer.id,
    siteId: span.site.id,
    equipmentId: machine.id,
    rentalId: span.id,
    humanId: machine.humanId,
    kind,
  };
  const engineHours = out ? of.engineStart : of.engineEnd;
  const fuelL = out ? dice(`fuel of ${span.id}`).int(150, 320) : of.fuelL;
  const row = {
    id: id(inspectedAt),
    ...owner,
    type: machine.type,
    checkListVersion: 0,
    items,
    photos: whole,
    engineHours,
    fuelL,
    notes: null,
    failed: failed.length,
    inspectedAt,
    inspectedBy: by.userId,
    createdAt: inspectedAt,
  };
  const ticketId = id(signedAt);
  const record: TicketRecord = {
    ticketId,
    kind,
    rentalId: span.id,
    humanId: machine.humanId,
    type: machine.type,
    make: machine.model.make,
    model: machine.model.model,
    siteName: span.site.name,
    siteTimeZone: span.site.timeZone,
    engineHours,
    fuelL,
    condition: {
      inspectionId: row.id,
      ok: items.length - failed.length,
      failed: failed.map(({ key, label, severity }) => ({ key, label, severity: severity ?? "MAJOR" })),
    },
    photos: picture ? [picture] : [],
    signedAt: signedAt.toISOString(),
  };
  const text = canonicalJson(record);
  const digest = sha256Hex(text);
  const receiver = out ? span.customer.supervisor : machine.dealer.dispatch;
  const steps: LifeEvent[] = [
    {
      rental,
      type: "inspection.submitted",
      at: inspectedAt,
      by,
      data: {
        inspectionId: row.id,
        kind,
        checkListVersion: 0,
        failed: failed.map(({ key, severity }) => ({ key, severity })),
        engineHours,
        fuelL,
        photos: picture ? [picture] : [],
        answersHash: answersHash(items),
      },
      ...(failed.length > 0
        ? { personal: { items: Object.fromEntries(failed.map(({ key, note }) => [key, note])) } }
        : {}),
    },
    {
      rental,
      type: "ticket.signed",
      at: signedAt,
      by,
      data: { ticketId, kind, digest, drawn: true },
      personal: { name: receiver.name, strokes: strokesOf(receiver.name) },
    },
  ];
  const ticket = { id: ticketId, ...owner, record: text, digest, eventId: "", signedAt, createdAt: signedAt };
  return { rental, row, ticket, steps };
}

/** A hand of one's own: loops as long as the name. */
function strokesOf(name: string): [number, number][][] {
  const chance = dice(`signature of ${name}`);
  const point = (x: number, y: number): [number, number] => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
  return name.split(" ").map((word, at, words) =>
    Array.from({ length: word.length * 4 }, (_, step) => {
      const along = (at + step / (word.length * 4)) / words.length;
      return point(0.08 + along * 0.84, 0.5 + Math.sin(step * 1.3) * chance.between(0.08, 0.28));
    }),
  );
}

/** What the faults became: work that is open, and where the damage is small, planned or done by now. */
function repairsOf(
  id: ReturnType<typeof idSource>,
  rental: Rental,
  inspection: ReturnType<typeof inspectionOf>["row"],
  calendar: Calendar,
) {
  const { machine } = rental;
  return inspection.items
    .filter(({ answer }) => answer === "FAIL")
    .map((item) => ({
      id: id(inspection.inspectedAt),
      orgOwnerId: machine.dealer.id,
      dealerId: machine.dealer.id,
      customerId: null,
      siteId: machine.dealer.yards[0]!.id,
      equipmentId: machine.id,
      kind: "REPAIR",
      service: item.key,
      severity: item.severity,
      state: item.severity === "MAJOR" ? "PLANNED" : "OPEN",
      plannedFor: item.severity === "MAJOR" ? calendar.at(HISTORY_DAYS + 2, 540, machine.dealer.timeZone) : null,
      workshop: item.severity === "MAJOR" ? "WORKSHOP" : null,
      technicianUserId: item.severity === "MAJOR" ? machine.dealer.dispatch.userId : null,
      causeKind: "INSPECTION_ITEM",
      causeId: `${inspection.id}:${item.key}`,
      inspectionId: inspection.id,
      rentalId: inspection.rentalId,
      photos: item.photos,
      notes: item.note ?? null,
      createdAt: inspection.inspectedAt,
    }));
}
