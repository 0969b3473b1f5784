/** The key pair by which push services know this server (RFC 8292): configured, or made once and kept in the data directory. */
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { generateVAPIDKeys } from "web-push";
import { z } from "zod";
import type { Config } from "./config.ts";

const keysSchema = z.object({ publicKey: z.string(), privateKey: z.string() });
/** `subject` is whom a push service may turn to: a `mailto:` or https address. */
export type VapidKeys = z.infer<typeof keysSchema> & { subject: string };

/** Null in production without keys: devices are entered for one key, so a server must not come up with another after a move. */
export async function vapidKeys(
  config: Pick<Config, "vapid" | "production" | "dataDir" | "publicUrl">,
): Promise<VapidKeys | null> {
  const { vapid, production, dataDir, publicUrl } = config;
  // Push services refuse a subject that is no public address.
  const subject = vapid?.subject ?? (publicUrl.startsWith("https:") ? publicUrl : "mailto:push@smart-rental.example");
  if (vapid) return { ...vapid, subject };
  if (production) return null;
  const path = join(dataDir, "vapid.json");
  const file = Bun.file(path);
  if (await file.exists()) return { ...keysSchema.parse(await file.json()), subject };
  await mkdir(dataDir, { recursive: true });
  const keys = generateVAPIDKeys();
  await Bun.write(path, JSON.stringify(keys), { mode: 0o600 });
  await chmod(path, 0o600);
  return { ...keys, subject };
}
