import { policies } from "../../../db/schema/policies.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { changesBetween, ownValues, type Rules, type SaveRulesInput } from "../../domain/policies/rules.ts";
import { policyThresholdsSchema } from "../../domain/policies/schema.ts";
import { lockManaged } from "../iam/managed-organization.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { getRules, newestVersion, ruledDealer } from "./read.ts";

/**
 * Writes the next version of a dealer's rules; nothing is written where nothing changes. Throws `policy.changed` with the newest
 * version in `details` when it is not the one that was edited, `auth.forbidden` for who is no administrator, and as `ruledDealer`.
 */
export async function saveRules(tenant: Tenant, input: SaveRulesInput): Promise<Rules> {
  const { tx, actor } = tenant;
  const { id: dealerId } = await lockManaged(tenant, await ruledDealer(tenant, input.dealerId));
  const newest = await newestVersion(tenant, dealerId);
  const version = newest?.version ?? 0;
  if (version !== input.baseVersion) throw new AppError("policy.changed", { details: { version } });
  const before = policyThresholdsSchema.parse(newest?.thresholds ?? {});
  const after = policyThresholdsSchema.parse({ ...before, ...input.changes });
  const changes = changesBetween(before, after);
  if (changes.length > 0) {
    await tx
      .insert(policies)
      .values({
        orgOwnerId: dealerId,
        dealerId,
        version: version + 1,
        thresholds: ownValues(after),
        weights: newest?.weights ?? {},
        experiment: newest?.experiment ?? null,
        createdBy: actor.sub,
      })
      .catch((error: unknown) => {
        if (violatedConstraint(error) === "policies_version") throw new AppError("policy.changed");
        throw error;
      });
    await appendEvent(tenant, {
      type: "policy.changed",
      subject: { dealerId },
      data: { version: version + 1, changes },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  return getRules(tenant, { dealerId });
}
