import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { checkLists } from "../../../db/schema/inspections.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../domain/assets/schema.ts";
import { AppError } from "../../domain/errors.ts";
import {
  defaultCheckList,
  type CheckList,
  type listCheckListsInput,
  type SaveCheckListInput,
} from "../../domain/inspections/check-list.ts";
import { appendEvent } from "../ledger/append-event.ts";

/** The list in force for each type, the product's own where the dealer has not written one. Throws `not_found` for a dealer that does not serve the actor. */
export async function listCheckLists({ tx, actor }: Tenant, input: z.infer<typeof listCheckListsInput>) {
  const only = actor.dealerIds.length === 1 ? actor.dealerIds[0] : undefined;
  const dealerId = input.dealerId ?? (actor.orgType === "DEALER" ? actor.orgId : only);
  if (!dealerId) throw new AppError("input.invalid", { fields: { dealerId: "say which dealer" } });
  const [dealer] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(eq(organizations.id, dealerId), eq(organizations.type, "DEALER")));
  const own = actor.orgType === "CATERPILLAR" || actor.dealerIds.includes(dealerId);
  if (!dealer || !own) throw new AppError("not_found");
  const rows = await tx
    .selectDistinctOn([checkLists.type])
    .from(checkLists)
    .where(and(eq(checkLists.dealerId, dealerId), input.type ? eq(checkLists.type, input.type) : undefined))
    .orderBy(checkLists.type, desc(checkLists.version));
  const types = input.type ? [input.type] : EQUIPMENT_TYPES;
  return {
    items: types.map((type): CheckList => {
      const row = rows.find((each) => each.type === type);
      return row ? toCheckList(row) : builtIn(dealerId, type);
    }),
  };
}

/** One version of a dealer's list, the newest where none is named. Throws `check_list.unknown_version`. */
export async function checkListOf(
  { tx }: Tenant,
  dealerId: string,
  type: EquipmentType,
  version: number | undefined,
): Promise<CheckList> {
  if (version === 0) return builtIn(dealerId, type);
  const [row] = await tx
    .select()
    .from(checkLists)
    .where(
      and(
        eq(checkLists.dealerId, dealerId),
        eq(checkLists.type, type),
        version === undefined ? undefined : eq(checkLists.version, version),
      ),
    )
    .orderBy(desc(checkLists.version))
    .limit(1);
  if (row) return toCheckList(row);
  if (version !== undefined)
    throw new AppError("check_list.unknown_version", {
      fields: { checkListVersion: "this dealer has no such version" },
    });
  return builtIn(dealerId, type);
}

/**
 * Writes the next version of the actor's own list for a type; inspections made with older ones keep them. Throws
 * `check_list.changed` with the newest version in `details` when it is not the one that was edited.
 */
export async function saveCheckList(tenant: Tenant, input: SaveCheckListInput): Promise<CheckList> {
  const { tx, actor } = tenant;
  const newest = await checkListOf(tenant, actor.orgId, input.type, undefined);
  if (newest.version !== input.baseVersion)
    throw new AppError("check_list.changed", { details: { version: newest.version } });
  const [row] = await tx
    .insert(checkLists)
    .values({
      orgOwnerId: actor.orgId,
      dealerId: actor.orgId,
      type: input.type,
      version: newest.version + 1,
      items: input.items,
      createdBy: actor.sub,
    })
    .returning()
    .catch((error: unknown) => {
      if (violatedConstraint(error) === "check_lists_version") throw new AppError("check_list.changed");
      throw error;
    });
  await appendEvent(tenant, {
    type: "check_list.saved",
    subject: { dealerId: actor.orgId },
    data: { type: input.type, version: newest.version + 1, checkpoints: input.items.length },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return toCheckList(row!);
}

const toCheckList = (row: typeof checkLists.$inferSelect): CheckList => ({
  type: row.type,
  dealerId: row.dealerId,
  version: row.version,
  items: row.items,
  createdAt: row.createdAt.toISOString(),
});
const builtIn = (dealerId: string, type: EquipmentType): CheckList => ({
  type,
  dealerId,
  version: 0,
  items: defaultCheckList(type),
  createdAt: null,
});
