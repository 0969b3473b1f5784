import { expect, test } from "bun:test";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "./config.ts";
import { authSecret } from "./secrets.ts";

test("a secret that nobody configured is drawn for this installation alone, kept, and its owner's to read", async () => {
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), "secrets-"))));
  try {
    const secrets = await Promise.all(folders.map((folder) => authSecret(readConfig({ DATA_DIR: folder }))));
    expect(secrets[0]).not.toBe(secrets[1]!);
    for (const [at, folder] of folders.entries()) {
      expect(Buffer.from(secrets[at]!, "base64url")).toHaveLength(32);
      expect(await authSecret(readConfig({ DATA_DIR: folder }))).toBe(secrets[at]!);
      expect((await stat(join(folder, "auth-secret"))).mode & 0o777).toBe(0o600);
    }
  } finally {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  }
});
