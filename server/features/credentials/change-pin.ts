import { eq, sql } from "drizzle-orm";
import { badgeSecrets } from "../../../db/schema/credentials.ts";
import type { CallContext } from "../../context.ts";
import type { ChangePinInput, OwnBadge } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { PIN_TRIES } from "../../iam/badge-sign-in.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { hashPin, isPin } from "../../iam/slow-hash.ts";
import { operate } from "../../operate.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { ownBadge } from "./own-badge.ts";

type Context = CallContext & { actor: Claims };
type Tried = { badge_id: string; pin_hash: string | null };

/**
 * Gives the actor's own badge another PIN, for whoever knows the old one. A try counts as one at signing in does, before it is judged,
 * so that both together are as few as they may be. Throws `not_found` without a badge, `badge.wrong_pin`, and `auth.badge_locked` once
 * the tries are used up.
 */
export async function changePin(ctx: Context, input: ChangePinInput): Promise<OwnBadge> {
  const { db } = ctx.services;
  const badge = await db.withTenant(ctx.actor, ownBadge);
  if (!badge) throw new AppError("not_found");
  const before = await judge(ctx, badge.id, input);
  const pinHash = await hashPin(badge.id, input.newPin);
  await keep(ctx, badge.id, pinHash);
  const { pin: _, newPin: __, ...shown } = input;
  try {
    return await operate(ctx, "credentials.changePin", { ...shown, badgeId: badge.id }, async (tenant) => {
      await appendEvent(tenant, {
        type: "badge.pin_changed",
        subject: ownStamps(ctx.actor),
        data: { badgeId: badge.id, userId: ctx.actor.sub },
        occurredAt: input.occurredAt,
        operationId: input.operationId,
      });
      return badge;
    });
  } catch (error) {
    // What is not written down has not happened.
    await keep(ctx, badge.id, before);
    throw error;
  }
}

/** The hash that counts so far. A call that is repeated because its answer was lost knows the new PIN for the old one. */
async function judge(ctx: Context, badgeId: string, { pin, newPin }: ChangePinInput): Promise<string> {
  const { db } = ctx.services;
  const tried = await db.withService(async (tx) => {
    const [secret] = await tx
      .select({ tokenHash: badgeSecrets.tokenHash })
      .from(badgeSecrets)
      .where(eq(badgeSecrets.badgeId, badgeId));
    const { rows } = await tx.execute<Tried>(
      sql`select badge_id, pin_hash from app.try_badge(${secret?.tokenHash ?? ""}, null, ${PIN_TRIES})`,
    );
    return rows[0];
  });
  if (!tried) throw new AppError("not_found");
  if (tried.pin_hash === null) throw new AppError("auth.badge_locked");
  const right = (await isPin(badgeId, pin, tried.pin_hash)) || (await isPin(badgeId, newPin, tried.pin_hash));
  const opened = await db.withService(async (tx) => {
    const { rows } = right
      ? await tx.execute<{ done: boolean }>(sql`select app.open_badge(${badgeId}::uuid) as done`)
      : await tx.execute<{ done: boolean }>(sql`select app.lock_badge(${badgeId}::uuid, ${PIN_TRIES}) as done`);
    return rows[0]!.done;
  });
  if (right && opened) return tried.pin_hash;
  if (!right && opened) await noteLocked(ctx, badgeId);
  throw new AppError("badge.wrong_pin", { fields: { pin: "badge.wrong_pin" } });
}

const noteLocked = (ctx: Context, badgeId: string) =>
  ctx.services.db.withTenant(ctx.actor, (tenant) =>
    appendEvent(tenant, {
      type: "badge.locked",
      subject: ownStamps(ctx.actor),
      data: { badgeId, userId: ctx.actor.sub },
    }),
  );

const keep = (ctx: Context, badgeId: string, pinHash: string) =>
  ctx.services.db.withService((tx) =>
    tx.update(badgeSecrets).set({ pinHash }).where(eq(badgeSecrets.badgeId, badgeId)),
  );
