import { and, eq, sql } from "drizzle-orm";
import { inspections } from "../../../db/schema/inspections.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import type { Services } from "../../context.ts";
import type { EquipmentType } from "../../domain/assets/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { answersHash } from "../../domain/inspections/answers-hash.ts";
import { judgeAnswers, mayInspect } from "../../domain/inspections/judge.ts";
import type { SubmitInspectionInput } from "../../domain/inspections/schema.ts";
import { happenedAt } from "../../domain/operation.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { attachMedia } from "../media/attach.ts";
import { checkListOf } from "./check-list.ts";
import { openWorkOrders } from "./open-work-orders.ts";
import { getInspection, versionOf } from "./read.ts";
import { writeTicket, type StoredRental } from "./write-ticket.ts";

/**
 * Writes one inspection of a rental with everything that follows: photos, a work order for each failed checkpoint, and the ticket
 * where the receiver signs at once. Throws, with nothing written: `not_found`, `inspection.rental_closed`, `inspection.exists`,
 * `check_list.unknown_version`, `inspection.unknown_checkpoint`, `inspection.incomplete`, `inspection.too_many_marks`,
 * `rental.meter_backwards`, `media.not_stored`, `ticket.exists`.
 */
export async function submitInspection(
  tenant: Tenant,
  deps: Pick<Services, "files"> & { now: Date },
  input: SubmitInspectionInput,
) {
  const { tx, actor } = tenant;
  const rental = await lockRental(tenant, input.rentalId);
  if (!mayInspect(input.kind, rental, deps.now))
    throw new AppError("inspection.rental_closed", { details: { state: rental.state } });
  await refuseSecond(tenant, input);
  const list = await checkListOf(
    tenant,
    rental.dealerId,
    rental.type as EquipmentType,
    input.checkListVersion ?? (await versionOf(tenant, rental, input.kind)),
  );
  const verdict = judgeAnswers(list.items, input.items, input.photos);
  if (!verdict.ok) throw new AppError(verdict.code, { fields: verdict.fields });
  judgeHours(rental, input);
  const photos = await attachMedia(tenant, deps.files, verdict.photos, { ...rental, rentalId: rental.id });

  const id = Bun.randomUUIDv7();
  const at = happenedAt(input.occurredAt, deps.now, input.kind === "IN" ? rental.checkedOutAt : null);
  const failed = verdict.items.filter(({ answer }) => answer === "FAIL");
  const owner = {
    dealerId: rental.dealerId,
    customerId: rental.customerId,
    siteId: rental.siteId,
    equipmentId: rental.equipmentId,
    rentalId: rental.id,
    humanId: rental.humanId,
  };
  await tx
    .insert(inspections)
    .values({
      id,
      orgOwnerId: rental.dealerId,
      ...owner,
      kind: input.kind,
      type: rental.type as EquipmentType,
      checkListVersion: list.version,
      items: verdict.items,
      photos: input.photos,
      engineHours: input.engineHours ?? null,
      fuelL: input.fuelL ?? null,
      notes: input.notes || null,
      failed: failed.length,
      inspectedAt: at,
      inspectedBy: actor.sub,
    })
    .catch((error: unknown) => {
      if (violatedConstraint(error) === "inspections_once") throw new AppError("inspection.exists");
      throw error;
    });
  const told = { occurredAt: input.occurredAt, operationId: input.operationId };
  const notes = Object.fromEntries(verdict.items.flatMap(({ key, note }) => (note ? [[key, note]] : [])));
  await appendEvent(tenant, {
    type: "inspection.submitted",
    subject: owner,
    data: {
      inspectionId: id,
      kind: input.kind,
      checkListVersion: list.version,
      failed: failed.map(({ key, severity }) => ({ key, severity })),
      engineHours: input.engineHours ?? null,
      fuelL: input.fuelL ?? null,
      photos,
      answersHash: answersHash(verdict.items),
    },
    personal: personalOf({ notes: input.notes || null, items: Object.keys(notes).length > 0 ? notes : null }),
    ...told,
  });
  const workOrders = failed.length > 0 ? await openWorkOrders(tenant, id, owner, failed, told) : [];
  const inspection = await getInspection(tenant, id);
  const ticket = input.signature
    ? await writeTicket(tenant, { rental, kind: input.kind, inspection, signature: input.signature, at, ...told })
    : null;
  return { inspection: { ...inspection, signed: ticket !== null }, workOrders, ticket };
}

/** One rental, locked, as the actor sees it. Throws `not_found`. */
export async function lockRental({ tx }: Tenant, id: string): Promise<StoredRental> {
  const [rental] = await tx.select().from(rentals).where(eq(rentals.id, id)).for("update");
  if (!rental) throw new AppError("not_found");
  return rental;
}

async function refuseSecond({ tx }: Tenant, input: SubmitInspectionInput) {
  const [first] = await tx
    .select({ id: inspections.id, at: sql<string>`${inspections.inspectedAt}::text` })
    .from(inspections)
    .where(and(eq(inspections.rentalId, input.rentalId), eq(inspections.kind, input.kind)));
  if (first)
    throw new AppError("inspection.exists", {
      details: { inspectionId: first.id, inspectedAt: new Date(first.at).toISOString() },
    });
}

/** At take-back the meter shows no less than it went out with. */
function judgeHours(rental: StoredRental, { engineHours, kind }: SubmitInspectionInput) {
  if (engineHours == null || kind === "OUT" || rental.engineStart === null || engineHours >= rental.engineStart) return;
  throw new AppError("rental.meter_backwards", {
    fields: { engineHours: `it went out with ${rental.engineStart} h` },
    details: { engineStart: rental.engineStart },
  });
}
