import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { z } from "zod";
import { memberships } from "../../../db/schema/iam.ts";
import { inspections, tickets } from "../../../db/schema/inspections.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { EquipmentType } from "../../domain/assets/schema.ts";
import { mayInspect } from "../../domain/inspections/judge.ts";
import type { Inspection, listInspectionsInput } from "../../domain/inspections/schema.ts";
import type { InspectionKind } from "../../domain/inspections/words.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { checkListOf } from "./check-list.ts";

const selectInspections = (tx: Tenant["tx"]) =>
  tx
    .select({
      inspection: inspections,
      createdAt: sql<string>`${inspections.createdAt}::text`,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      inspectedByName: sql<
        string | null
      >`(select ${memberships.displayName} from ${memberships} where ${memberships.userId} = ${inspections.inspectedBy} and ${memberships.orgOwnerId} in (${inspections.dealerId}, ${inspections.customerId}) limit 1)`,
      ticketId: tickets.id,
    })
    .from(inspections)
    .leftJoin(sites, eq(sites.id, inspections.siteId))
    .leftJoin(tickets, and(eq(tickets.rentalId, inspections.rentalId), eq(tickets.kind, inspections.kind)));

type Row = Awaited<ReturnType<ReturnType<typeof selectInspections>["limit"]>>[number];

function toInspection({ inspection, createdAt: _created, ticketId, ...names }: Row): Inspection {
  const {
    orgOwnerId: _owner,
    equipmentId: _machine,
    inspectedBy: _by,
    createdAt: _at,
    inspectedAt,
    ...rest
  } = inspection;
  return {
    ...rest,
    ...names,
    inspectedAt: inspectedAt.toISOString(),
    signed: ticketId !== null,
  };
}

/** Inspections that the actor sees, newest first, without their answers. */
export async function listInspections({ tx, actor }: Tenant, input: z.infer<typeof listInspectionsInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await selectInspections(tx)
    .where(
      and(
        ownedBy(actor, inspections),
        input.rentalId ? eq(inspections.rentalId, input.rentalId) : undefined,
        input.humanId ? eq(inspections.humanId, input.humanId) : undefined,
        input.kind ? eq(inspections.kind, input.kind) : undefined,
        input.failed === undefined ? undefined : input.failed ? gt(inspections.failed, 0) : eq(inspections.failed, 0),
        cursor
          ? sql`(${inspections.createdAt}, ${inspections.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(inspections.createdAt), desc(inspections.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.createdAt, row.inspection.id]);
  return { items: items.map(toInspection).map(({ items: _, ...rest }) => rest), nextCursor };
}

/** One inspection with its answers. Throws `not_found`. */
export async function getInspection({ tx }: Tenant, id: string): Promise<Inspection> {
  const [row] = await selectInspections(tx).where(eq(inspections.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toInspection(row);
}

/** Both inspections of a rental, either null where it was not made. */
export async function inspectionsOf({ tx }: Tenant, rentalId: string) {
  const rows = (await selectInspections(tx).where(eq(inspections.rentalId, rentalId)).limit(2)).map(toInspection);
  const of = (kind: InspectionKind) => rows.find((row) => row.kind === kind) ?? null;
  return { out: of("OUT"), in: of("IN") };
}

/** What comes back is looked at by the checkpoints that it went out with; undefined stands for the newest. */
export async function versionOf(
  { tx }: Tenant,
  rental: { id: string; type: string },
  kind: InspectionKind,
): Promise<number | undefined> {
  if (kind === "OUT") return undefined;
  const [out] = await tx
    .select({ version: inspections.checkListVersion })
    .from(inspections)
    .where(
      and(
        eq(inspections.rentalId, rental.id),
        eq(inspections.kind, "OUT"),
        eq(inspections.type, rental.type as EquipmentType),
      ),
    );
  return out?.version;
}

/** What a phone needs to inspect at one step of a rental: the list, what was seen before, and whether it is still open. Throws `not_found`. */
export async function inspectionForm(tenant: Tenant, now: Date, input: { rentalId: string; kind: InspectionKind }) {
  const [row] = await tenant.tx
    .select({ rental: rentals, siteName: sites.name, timeZone: sites.timeZone })
    .from(rentals)
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .where(eq(rentals.id, input.rentalId));
  if (!row) throw new AppError("not_found");
  const { rental } = row;
  const done = await inspectionsOf(tenant, rental.id);
  const [ticket] = await tenant.tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.rentalId, rental.id), eq(tickets.kind, input.kind)));
  return {
    rentalId: rental.id,
    kind: input.kind,
    humanId: rental.humanId,
    type: rental.type as EquipmentType,
    make: rental.make,
    model: rental.model,
    siteName: row.siteName,
    siteTimeZone: row.timeZone,
    engineStart: rental.engineStart,
    engineEnd: rental.engineEnd,
    checkList: await checkListOf(
      tenant,
      rental.dealerId,
      rental.type as EquipmentType,
      await versionOf(tenant, rental, input.kind),
    ),
    before: input.kind === "IN" ? done.out : null,
    existingId: (input.kind === "IN" ? done.in : done.out)?.id ?? null,
    open: mayInspect(input.kind, rental, now),
    signed: ticket !== undefined,
  };
}
