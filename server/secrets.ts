/** Secrets that nobody configured are made once, kept in the data directory and never shipped. */
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";

/** The secret behind sessions and file links. */
export async function authSecret(config: Config): Promise<string> {
  if (config.authSecret) return config.authSecret;
  const path = join(config.dataDir, "auth-secret");
  const file = Bun.file(path);
  if (await file.exists()) return (await file.text()).trim();
  await mkdir(config.dataDir, { recursive: true });
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  await Bun.write(path, secret, { mode: 0o600 });
  await chmod(path, 0o600);
  return secret;
}
