import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { policies } from "../../../db/schema/policies.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { changesBetween, ownValues, RULES, type Rules, type rulesHistoryInput } from "../../domain/policies/rules.ts";
import { DEFAULT_THRESHOLDS, policyThresholdsSchema, type PolicyThresholds } from "../../domain/policies/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

const EVERYBODY = "*";
/** What the column holds: a cursor is input like any other. */
const MOST_VERSIONS = 2 ** 31 - 1;

/**
 * The dealer whose rules are meant: the actor's own, or for HQ the one it names. Throws `input.invalid` where HQ names none and
 * `not_found` for any other.
 */
export async function ruledDealer({ tx, actor }: Tenant, dealerId: string | undefined): Promise<string> {
  const wanted = dealerId ?? (actor.orgType === "DEALER" ? actor.orgId : undefined);
  if (!wanted) throw new AppError("input.invalid", { fields: { dealerId: "name the dealer" } });
  if (wanted !== actor.orgId && actor.orgType !== "CATERPILLAR") throw new AppError("not_found");
  const [dealer] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(eq(organizations.id, wanted), eq(organizations.type, "DEALER")));
  if (!dealer) throw new AppError("not_found");
  return dealer.id;
}

/** The name that the dealer knows somebody by, or else the actor's own organisation; null where neither does. */
const nameOf = (actor: Tenant["actor"]) =>
  sql<string | null>`(select m.display_name from memberships m where m.user_id = policies.created_by
    and m.org_owner_id in (policies.org_owner_id, ${actor.orgId}) order by m.org_owner_id = policies.org_owner_id desc limit 1)`;

const inForce = (thresholds: Partial<PolicyThresholds> | null) => policyThresholdsSchema.parse(thresholds ?? {});

const savedBy = (row: { createdBy: string | null; name: string | null }) =>
  row.createdBy === null ? null : { id: row.createdBy, name: row.name };

/** The newest version as it stands in the table; undefined where the dealer's rules were never saved. */
export async function newestVersion({ tx, actor }: Tenant, dealerId: string) {
  const [row] = await tx
    .select({
      version: policies.version,
      thresholds: policies.thresholds,
      weights: policies.weights,
      experiment: policies.experiment,
      createdAt: policies.createdAt,
      createdBy: policies.createdBy,
      name: nameOf(actor),
    })
    .from(policies)
    .where(and(eq(policies.orgOwnerId, dealerId), eq(policies.role, EVERYBODY)))
    .orderBy(desc(policies.version))
    .limit(1);
  return row;
}

/** A dealer's rules in force and where each comes from. Throws as {@link ruledDealer}. */
export async function getRules(tenant: Tenant, input: { dealerId?: string | undefined }): Promise<Rules> {
  const dealerId = await ruledDealer(tenant, input.dealerId);
  const row = await newestVersion(tenant, dealerId);
  const values = inForce(row?.thresholds ?? null);
  const own = ownValues(values);
  return {
    dealerId,
    version: row?.version ?? 0,
    values,
    from: Object.fromEntries(RULES.map((rule) => [rule, rule in own ? "dealer" : "default"])) as Rules["from"],
    defaults: DEFAULT_THRESHOLDS,
    savedAt: row?.createdAt.toISOString() ?? null,
    savedBy: row ? savedBy(row) : null,
  };
}

/** Every version that was saved with what it changed, the newest first. Throws as {@link ruledDealer}. */
export async function rulesHistory(tenant: Tenant, input: z.output<typeof rulesHistoryInput>) {
  const { tx, actor } = tenant;
  const dealerId = await ruledDealer(tenant, input.dealerId);
  const cursor = readCursor(input.cursor, cursors.byPosition);
  const rows = await tx
    .select({
      version: policies.version,
      createdAt: policies.createdAt,
      createdBy: policies.createdBy,
      name: nameOf(actor),
      thresholds: policies.thresholds,
      // The one before it, where versions were left out, too.
      before: sql<Partial<PolicyThresholds> | null>`(select b.thresholds from policies b where b.org_owner_id = policies.org_owner_id
        and b.role = policies.role and b.version < policies.version order by b.version desc limit 1)`,
    })
    .from(policies)
    .where(
      and(
        eq(policies.orgOwnerId, dealerId),
        eq(policies.role, EVERYBODY),
        cursor ? lt(policies.version, Math.min(cursor[1], MOST_VERSIONS)) : undefined,
      ),
    )
    .orderBy(desc(policies.version))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [null, row.version]);
  return {
    items: items.map((row) => ({
      version: row.version,
      savedAt: row.createdAt.toISOString(),
      savedBy: savedBy(row),
      changes: changesBetween(inForce(row.before), inForce(row.thresholds)),
    })),
    nextCursor,
  };
}
