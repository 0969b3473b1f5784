/** Ed25519 for labels through WebCrypto: the only place where the private key of labels is used. */
import { labelKeyId, type LabelKey, type LabelSign } from "../../domain/assets/label.ts";

/** A new signing key: the public part for devices, the private part as PKCS #8, to be kept apart from other secrets. */
export async function createLabelKey(): Promise<LabelKey & { privateKeyPkcs8: Uint8Array }> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const privateKeyPkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { keyId: labelKeyId(publicKey), publicKey, privateKeyPkcs8 };
}

/** The signing function for `encodeLabel`. Rejects on bytes that are no Ed25519 key. */
export async function labelSigner(privateKeyPkcs8: Uint8Array): Promise<LabelSign> {
  const key = await crypto.subtle.importKey("pkcs8", new Uint8Array(privateKeyPkcs8), "Ed25519", false, ["sign"]);
  return async (data) => new Uint8Array(await crypto.subtle.sign("Ed25519", key, new Uint8Array(data)));
}

/** The verifying function for `verifyLabel`; false for a wrong signature, rejects on a malformed public key. */
export async function verifyLabelSignature(
  publicKeyRaw: Uint8Array,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(publicKeyRaw), "Ed25519", true, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, new Uint8Array(signature), new Uint8Array(data));
}
