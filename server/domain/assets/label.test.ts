import { beforeAll, describe, expect, test } from "bun:test";
import { encodeLabel, labelKeyId, parseHumanId, parseLabel } from "./label.ts";

const ORIGINS = ["https://rental.example", "http://localhost:3000/"];
const TAG = "01950c6e-7b1a-7c3d-9f00-a1b2c3d4e5f6";
const KEY_ID = "0a1b2c3d";
/** Reading does not look at the signature: any 64 bytes do. */
const sign = async () => new Uint8Array(64).fill(0xa5);
let token: string;

beforeAll(async () => {
  token = await encodeLabel({ keyId: KEY_ID, tagId: TAG }, sign);
});

describe("parseLabel", () => {
  test("reads a label as token or URL, with white space, in upper-case hosts and with a trailing slash", () => {
    for (const text of [
      token,
      ` ${token}\n`,
      `${token.slice(0, 40)}\r\n${token.slice(40)}`,
      `https://rental.example/t/${token}`,
      `HTTPS://RENTAL.EXAMPLE:443/t/${token}/`,
      `http://localhost:3000/t/${token}?from=nfc#x`,
    ])
      expect(parseLabel(text, ORIGINS)).toMatchObject({ ok: true, tagId: TAG, keyId: KEY_ID, token });
  });

  test("tells a foreign address, however it is dressed", () => {
    for (const text of [
      `https://rental.example.evil.test/t/${token}`,
      `https://rental.example@evil.test/t/${token}`,
      `https://user:pw@rental.example/t/${token}`,
      `http://rental.example/t/${token}`,
      `https://rental.example:8443/t/${token}`,
      "https://example.org/",
      "https://",
    ])
      expect(parseLabel(text, ORIGINS)).toEqual({ ok: false, code: "label.foreign" });
  });

  test("does not know anything else", () => {
    const otherVersion = `Ag${token.slice(2)}`;
    const spareBits = token.slice(0, -1) + String.fromCharCode(token.charCodeAt(113) + 1);
    for (const text of [
      "",
      "1004",
      "EQX1004",
      "WIFI:S:x;;",
      token.slice(1),
      `${token}A`,
      otherVersion,
      spareBits,
      "javascript:alert(1)",
      "https://rental.example/assets/EQX1004",
      "https://rental.example/t/x",
    ])
      expect(parseLabel(text, ORIGINS)).toEqual({ ok: false, code: "label.unknown" });
  });
});

test("the signed bytes carry the purpose, the version, the key id and the tag id", async () => {
  const label = parseLabel(token, ORIGINS);
  if (!label.ok) throw new Error(label.code);
  expect(label.signature).toEqual(await sign());
  expect(new TextDecoder().decode(label.signedBytes.subarray(0, 21))).toBe("smart-rental-label:v1");
  expect(Buffer.from(label.signedBytes.subarray(21)).toString("hex")).toBe(`01${KEY_ID}${TAG.replaceAll("-", "")}`);
});

test("a key's id is the start of its hash", () => {
  expect(labelKeyId(new Uint8Array(32))).toBe("66687aad");
});

test("encodeLabel refuses malformed parts", async () => {
  expect(encodeLabel({ keyId: "XYZ", tagId: TAG }, sign)).rejects.toThrow(RangeError);
  expect(encodeLabel({ keyId: KEY_ID, tagId: "1004" }, sign)).rejects.toThrow(RangeError);
  expect(encodeLabel({ keyId: KEY_ID, tagId: TAG }, async () => new Uint8Array(63))).rejects.toThrow(RangeError);
});

test("parseHumanId reads numbers as people give them", () => {
  for (const text of ["EQX1004", "eqx1004", " eqx 1004 ", "EQX-1004", "1004", "01004"])
    expect(parseHumanId(text)).toBe("EQX1004");
  for (const text of [
    "",
    "EQX",
    "0",
    "EQX10O4",
    "ABC1004",
    "1004 1005",
    "10.04",
    "-",
    "EQX12345678901",
    "https://x/1004",
  ])
    expect(parseHumanId(text)).toBeNull();
});
