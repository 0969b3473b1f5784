import { expect, test } from "bun:test";
import { androidPlace, mp4, PLACE, webm } from "../../../server/domain/media/testing-films.ts";
import { errorCode } from "../../lib/errors.ts";
import { prepareMedia } from "./prepare-media.ts";

const film = (bytes: Uint8Array, type = "video/mp4") => new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
const refusal = (file: Blob) => prepareMedia(file).then(() => null, errorCode);

test("a film loses its place and its hash is that of what is sent", async () => {
  const { blob, sha256 } = await prepareMedia(film(mp4({ inMovie: androidPlace })));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  expect(Buffer.from(bytes).toString("latin1")).not.toContain(PLACE);
  expect(sha256).toBe(new Bun.CryptoHasher("sha256").update(bytes).digest("hex"));
});

test("a film's type is that of its bytes, without codecs", async () => {
  expect((await prepareMedia(film(webm({ recorded: true }), "video/webm;codecs=vp9"))).blob.type).toBe("video/webm");
  expect((await prepareMedia(film(mp4(), "video/webm"))).blob.type).toBe("video/mp4");
});

test("what is no film of ours, tells its place for good, or is too large is refused", async () => {
  expect(await refusal(film(mp4({ brand: "qt  " }), "video/quicktime"))).toBe("media.unsupported_type");
  expect(await refusal(film(mp4({ entry: "gpmd" })))).toBe("media.tells_place");
  expect(await refusal(film(new Uint8Array(26 * 1024 * 1024)))).toBe("media.too_large");
});
