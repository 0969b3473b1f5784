import { and, count, eq, gt, sql } from "drizzle-orm";
import type { z } from "zod";
import { organizations, relationRequests } from "../../../db/schema/iam.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import {
  REQUEST_VALID_DAYS,
  type relationRequestSchema,
  type RequestRelationInput,
} from "../../domain/iam/relations.ts";
import { relationRequestMail } from "../../iam/invitation-mail.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { getRequest } from "./list-requests.ts";
import type { MailDeps } from "./mail-deps.ts";
import { requireAdministrator } from "./managed-organization.ts";

/** Asking is not searching: a dealer names so many addresses a day. */
const MAX_REQUESTS_PER_DAY = 50;
const DAY_MS = 86_400_000;

/**
 * Asks the supervisor behind an address to let the actor's dealer serve their organisation. The answer is the same whether or not
 * there is one. A request that is still open for the address is renewed. Throws `auth.forbidden`, `rate.limited`.
 */
export async function requestRelation(
  tenant: Tenant,
  deps: MailDeps,
  input: RequestRelationInput,
  now: Date,
): Promise<z.infer<typeof relationRequestSchema>> {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  const [dealer] = await tx.select().from(organizations).where(eq(organizations.id, actor.orgId));
  if (!dealer || actor.orgType !== "DEALER") throw new AppError("auth.forbidden");
  const sinceYesterday = gt(relationRequests.createdAt, new Date(now.getTime() - DAY_MS));
  const [recent] = await tx
    .select({ asked: count() })
    .from(relationRequests)
    .where(and(eq(relationRequests.dealerId, dealer.id), sinceYesterday));
  if ((recent?.asked ?? 0) >= MAX_REQUESTS_PER_DAY) throw new AppError("rate.limited");
  await withdrawOpen(tenant, input.email);
  const id = Bun.randomUUIDv7();
  const { email, message = null } = input;
  try {
    await tx.insert(relationRequests).values({
      id,
      orgOwnerId: dealer.id,
      dealerId: dealer.id,
      email,
      message,
      requestedBy: actor.sub,
      createdAt: now,
    });
  } catch (error) {
    if (violatedConstraint(error) === "relation_requests_one_open")
      throw new AppError("rate.limited", { cause: error });
    throw error;
  }
  const { rows } = await tx.execute<{ reached: boolean }>(sql`select app.reaches_supervisor(${email}) as reached`);
  await appendEvent(tenant, {
    type: "relation.requested",
    subject: { dealerId: dealer.id },
    data: { requestId: id },
    personal: personalOf({ email, message }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  if (rows[0]?.reached) {
    tenant.afterCommit(() =>
      deps.mailer.send(
        relationRequestMail({
          to: email,
          dealer: dealer.name,
          message,
          link: `${deps.publicUrl}/our-dealers`,
          validDays: REQUEST_VALID_DAYS,
          locale: dealer.locale,
        }),
      ),
    );
  }
  return getRequest(tenant, id, now);
}

async function withdrawOpen({ tx, actor }: Tenant, email: string): Promise<void> {
  const open = await tx
    .select({ id: relationRequests.id })
    .from(relationRequests)
    .where(
      and(
        eq(relationRequests.dealerId, actor.orgId),
        eq(relationRequests.email, email),
        eq(relationRequests.state, "PENDING"),
      ),
    );
  for (const { id } of open) await tx.execute(sql`select app.withdraw_relation_request(${id}::uuid)`);
}
