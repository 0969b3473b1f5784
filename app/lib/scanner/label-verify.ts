import type { LabelVerify } from "../../../server/domain/assets/label.ts";

/**
 * Checks a label's signature with the browser's own Ed25519. Rejects with a NotSupportedError where the browser has none
 * (before Chrome 137, Safari 17, Firefox 129): the server judges such a scan on arrival.
 */
export const verifyLabelSignature: LabelVerify = async (publicKeyRaw, signature, data) => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(publicKeyRaw), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, new Uint8Array(signature), new Uint8Array(data));
};
