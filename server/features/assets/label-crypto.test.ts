import { beforeAll, describe, expect, test } from "bun:test";
import { encodeLabel, labelUrl, parseLabel, verifyLabel, type ParsedLabel } from "../../domain/assets/label.ts";
import { createLabelKey, labelSigner, verifyLabelSignature } from "./label-crypto.ts";

const ORIGINS = ["https://rental.example"];
const TAG = "01950c6e-7b1a-7c3d-9f00-a1b2c3d4e5f6";
let key: Awaited<ReturnType<typeof createLabelKey>>;
let token: string;

beforeAll(async () => {
  key = await createLabelKey();
  token = await encodeLabel({ keyId: key.keyId, tagId: TAG }, await labelSigner(key.privateKeyPkcs8));
});

const parsed = (text: string): ParsedLabel => {
  const label = parseLabel(text, ORIGINS);
  if (!label.ok) throw new Error(label.code);
  return label;
};

describe("a signed label", () => {
  test("survives the way through QR and back, and its signature holds", async () => {
    expect(token).toHaveLength(114);
    const label = parsed(labelUrl("https://rental.example/", token));
    expect(label).toMatchObject({ keyId: key.keyId, tagId: TAG, token });
    expect(await verifyLabel(label, [key], verifyLabelSignature)).toEqual({ ok: true, tagId: TAG, keyId: key.keyId });
  });

  test("with any bit changed never passes", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let at = 0; at < token.length; at++)
      for (const flip of [1, 32]) {
        const changed = token.slice(0, at) + alphabet[alphabet.indexOf(token[at]!) ^ flip] + token.slice(at + 1);
        const label = parseLabel(changed, ORIGINS);
        const verdict = label.ok
          ? await verifyLabel(label, [key, { ...key, keyId: label.keyId }], verifyLabelSignature)
          : label;
        expect(verdict.ok).toBe(false);
      }
  });

  test("signed by another key is refused, an unknown key is told apart", async () => {
    const other = await createLabelKey();
    expect(await verifyLabel(parsed(token), [{ ...other, keyId: key.keyId }], verifyLabelSignature)).toEqual({
      ok: false,
      code: "label.bad_signature",
      reason: "mismatch",
    });
    expect(await verifyLabel(parsed(token), [other], verifyLabelSignature)).toMatchObject({ reason: "unknown_key" });
    // Two keys with the same short name: the right one is found.
    expect(await verifyLabel(parsed(token), [{ ...other, keyId: key.keyId }, key], verifyLabelSignature)).toMatchObject(
      { ok: true },
    );
  });

  test("is bound to its purpose: a signature over the bare bytes does not count", async () => {
    const sign = await labelSigner(key.privateKeyPkcs8);
    const bare = await encodeLabel({ keyId: key.keyId, tagId: TAG }, (data) =>
      sign(data.subarray("smart-rental-label:v1".length)),
    );
    expect(await verifyLabel(parsed(bare), [key], verifyLabelSignature)).toMatchObject({ ok: false });
  });
});
