/**
 * The keys that labels are signed with, in `DATA_DIR/label-keys`, apart from all other secrets: whoever has the private key can
 * forge labels, and losing it means printing every label again. The newest key signs, all verify.
 */
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  encodeLabel,
  labelUrl,
  parseLabel,
  verifyLabel,
  type LabelKey,
  type LabelSign,
} from "../../domain/assets/label.ts";
import { AppError } from "../../domain/errors.ts";
import { createLabelKey, labelSigner, verifyLabelSignature } from "./label-crypto.ts";

type StoredKey = { keyId: string; publicKey: string; privateKeyPkcs8: string; createdAt: string };

export class LabelKeys {
  readonly #publicUrl: string;
  readonly #keys: LabelKey[];
  readonly #newestId: string;
  readonly #sign: LabelSign;

  private constructor(publicUrl: string, keys: LabelKey[], newestId: string, sign: LabelSign) {
    this.#publicUrl = publicUrl;
    this.#keys = keys;
    this.#newestId = newestId;
    this.#sign = sign;
  }

  /** Reads the keys of a data directory, making the first one where there is none. */
  static async open(dataDir: string, publicUrl: string): Promise<LabelKeys> {
    const folder = join(dataDir, "label-keys");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const stored = await readKeys(folder);
    if (stored.length === 0) stored.push(await makeKey(folder));
    stored.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    const newest = stored.at(-1)!;
    const keys = stored.map((key) => ({ keyId: key.keyId, publicKey: Buffer.from(key.publicKey, "base64") }));
    return new LabelKeys(
      publicUrl,
      keys,
      newest.keyId,
      await labelSigner(Buffer.from(newest.privateKeyPkcs8, "base64")),
    );
  }

  /** The address that a tag's QR code and NFC record carry. */
  async urlOf(tagId: string): Promise<string> {
    return labelUrl(this.#publicUrl, await encodeLabel({ keyId: this.#newestId, tagId }, this.#sign));
  }

  /** The tag behind a scanned text. Throws `label.unknown`, `label.foreign` or `label.bad_signature`. */
  async tagOf(scanned: string): Promise<string> {
    const parsed = parseLabel(scanned, [this.#publicUrl]);
    if (!parsed.ok) throw new AppError(parsed.code);
    const verdict = await verifyLabel(parsed, this.#keys, verifyLabelSignature);
    if (!verdict.ok) throw new AppError(verdict.code);
    return verdict.tagId;
  }

  /** What devices need to verify labels without a network. */
  publicKeys(): { origin: string; keys: { keyId: string; publicKey: string }[] } {
    return {
      origin: new URL(this.#publicUrl).origin,
      keys: this.#keys.map(({ keyId, publicKey }) => ({ keyId, publicKey: Buffer.from(publicKey).toString("base64") })),
    };
  }
}

async function readKeys(folder: string): Promise<StoredKey[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  return Promise.all(names.map((name) => Bun.file(join(folder, name)).json() as Promise<StoredKey>));
}

async function makeKey(folder: string): Promise<StoredKey> {
  const { keyId, publicKey, privateKeyPkcs8 } = await createLabelKey();
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const key = {
    keyId,
    publicKey: base64(publicKey),
    privateKeyPkcs8: base64(privateKeyPkcs8),
    createdAt: new Date().toISOString(),
  };
  await Bun.write(join(folder, `${keyId}.json`), JSON.stringify(key, null, 2), { mode: 0o600 });
  return key;
}
