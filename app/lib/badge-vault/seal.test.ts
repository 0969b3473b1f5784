import { expect, test } from "bun:test";
import { newDeviceKey, seal, unseal } from "./seal.ts";

const contents = { badge: "SMARTRENTAL-BADGE:1.ABC", me: { name: "Ada" } };

test("the right PIN on the same device opens what was sealed; nothing else does", async () => {
  const device = await newDeviceKey();
  const sealed = await seal(contents, "482913", device);
  expect(await unseal(sealed, "482913", device)).toEqual(contents);
  expect(await unseal(sealed, "482914", device)).toBeNull();
  expect(await unseal(sealed, "482913", await newDeviceKey())).toBeNull();
});

test("what was changed does not open", async () => {
  const device = await newDeviceKey();
  const sealed = await seal(contents, "482913", device);
  const changed = new Uint8Array(sealed.data.slice(0));
  changed[0]! ^= 1;
  expect(await unseal({ ...sealed, data: changed.buffer }, "482913", device)).toBeNull();
});

test("the same contents under the same PIN look different each time, and show nothing of themselves", async () => {
  const device = await newDeviceKey();
  const [one, two] = [await seal(contents, "482913", device), await seal(contents, "482913", device)];
  expect(new Uint8Array(one.data)).not.toEqual(new Uint8Array(two.data));
  expect(new TextDecoder().decode(one.data)).not.toContain("Ada");
});

test("the device's key can not be read out", async () => {
  const key = await newDeviceKey();
  expect(key.extractable).toBe(false);
  expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
});
