import { expect, test } from "bun:test";
import { errorCode, isNetworkError } from "../../lib/errors.ts";
import { fittedSize, mediaError, sha256Hex } from "./prepare-photo.ts";

test("the longer side is cut to 2048 pixels, upright or not, and small pictures stay", () => {
  expect(fittedSize(4032, 3024)).toEqual({ width: 2048, height: 1536 });
  expect(fittedSize(3024, 4032)).toEqual({ width: 1536, height: 2048 });
  expect(fittedSize(800, 600)).toEqual({ width: 800, height: 600 });
  expect(fittedSize(20_000, 3)).toEqual({ width: 2048, height: 1 });
});

test("the hash is the one that the server computes", async () => {
  const blob = new Blob(["machine"]);
  expect(await sha256Hex(blob)).toBe(new Bun.CryptoHasher("sha256").update("machine").digest("hex"));
});

test("a refused upload is a refusal and no lost connection", () => {
  const error = mediaError("media.too_large", 413);
  expect([errorCode(error), isNetworkError(error)]).toEqual(["media.too_large", false]);
});
