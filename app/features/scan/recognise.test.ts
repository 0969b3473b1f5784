import { beforeAll, describe, expect, test } from "bun:test";
import { encodeLabel, labelKeyId, labelUrl, type LabelVerify } from "../../../server/domain/assets/label.ts";
import { verifyLabelSignature } from "../../lib/scanner/label-verify.ts";
import { type KnownKeys, type Recognition, recognise } from "./recognise.ts";

const origin = "https://rental.example";
const tagId = "0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6071";
let known: KnownKeys;
let token: string;

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  known = { origin, keys: [{ keyId: labelKeyId(publicKey), publicKey }] };
  token = await encodeLabel(
    { keyId: labelKeyId(publicKey), tagId },
    async (data) => new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, new Uint8Array(data))),
  );
});

const see = (text: string, over: Partial<Parameters<typeof recognise>[1]> = {}) =>
  recognise(text, { typed: false, origin: "http://localhost:3000", known, verify: verifyLabelSignature, ...over });

describe("what a code is", () => {
  test("a signed label is checked on the device, as URL and as bare token", async () => {
    expect(await see(labelUrl(origin, token))).toEqual({ kind: "label", token, checked: true });
    expect(await see(token)).toEqual({ kind: "label", token, checked: true });
  });
  test("a label whose signature was changed is told as forged", async () => {
    const other = token.slice(0, 60) + (token[60] === "A" ? "B" : "A") + token.slice(61);
    expect((await see(labelUrl(origin, other))).kind).toBe("forged");
  });
  test("another site's address is text, even when it ends like a label", async () => {
    const text = `https://evil.example/t/${token}`;
    expect(await see(text)).toEqual({ kind: "foreign", text });
    expect((await see(`https://rental.example@evil.example/t/${token}`)).kind).toBe("foreign");
  });
  test("a number in a code is not acted on, a typed one is", async () => {
    expect((await see("EQX1004")).kind).toBe("unknown");
    for (const typed of ["1004", "eqx 1004", "EQX-1004"])
      expect(await see(typed, { typed: true })).toEqual({ kind: "number", humanId: "EQX1004" });
  });
  test("a label typed by a keyboard-wedge scanner is a label", async () => {
    expect(await see(labelUrl(origin, token), { typed: true })).toEqual({ kind: "label", token, checked: true });
  });
  test("without keys, with a newer key or without Ed25519 the server judges", async () => {
    const noEd25519: LabelVerify = () => Promise.reject(new DOMException("no Ed25519", "NotSupportedError"));
    const unchecked: Recognition = { kind: "label", token, checked: false };
    expect(await see(token, { known: null })).toEqual(unchecked);
    expect(await see(token, { known: { origin, keys: [] } })).toEqual(unchecked);
    expect(await see(token, { verify: noEd25519 })).toEqual(unchecked);
  });
});
