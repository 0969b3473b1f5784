import type { z } from "zod";
import type { CallContext } from "../../context.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { createSourceOutput, CreateSourceInput } from "../../domain/telematics/schema.ts";
import { operate } from "../../operate.ts";
import { createSource } from "./create-source.ts";

/** Takes up a source. The address of a web hook holds its secret, so it is told to this call alone and never kept, not even as the operation's result. */
export async function createHookedSource(
  ctx: CallContext & { actor: Claims },
  input: CreateSourceInput,
): Promise<z.infer<typeof createSourceOutput>> {
  const { sealer, config } = ctx.services;
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  const told: { token: string | null } = { token: null };
  const source = await operate(ctx, "telematics.createSource", input, async (tenant) => {
    const made = await createSource(tenant, { now: new Date(), sealer }, input, token);
    told.token = made.kind === "WEBHOOK" ? token : null;
    return made;
  });
  return { source, hookUrl: told.token ? new URL(`/hooks/telematics/${told.token}`, config.publicUrl).href : null };
}
