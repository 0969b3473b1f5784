import { describe, expect, test } from "bun:test";
import { withoutFilmMetadata } from "./film-metadata.ts";
import { androidPlace, applePlace, box, element, mp4, PLACE, placeTags, webm } from "./testing-films.ts";

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const freed = (bytes: Uint8Array, type = "video/mp4") => {
  const before = bytes.slice();
  const verdict = withoutFilmMetadata(bytes, type);
  expect(Buffer.from(bytes).equals(before)).toBe(true);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict;
};

describe("an MP4 film", () => {
  test.each([
    ["Android's place in the movie", mp4({ inMovie: androidPlace })],
    ["Android's place in a track", mp4({ inTrack: androidPlace })],
    ["3GPP's place", mp4({ inMovie: box("udta", box("loci", [0, 0, 0, 0], PLACE)) })],
    ["Apple's place", mp4({ inMovie: applePlace })],
    ["Apple's place within udta", mp4({ inMovie: box("udta", applePlace) })],
    ["XMP with GPS", mp4({ inMovie: box("uuid", "0123456789abcdef<exif:GPSLatitude>", PLACE) })],
  ])("loses %s and keeps its pictures where they are", (_, bytes) => {
    expect(textOf(bytes)).toContain(PLACE);
    const { film, found, tellsPlace } = freed(bytes);
    expect({ found, tellsPlace }).toEqual({ found: true, tellsPlace: true });
    expect(textOf(film)).not.toContain(PLACE);
    expect(film.length).toBe(bytes.length);
    expect(film.subarray(0, 120)).toEqual(bytes.subarray(0, 120));
    expect(freed(film)).toMatchObject({ found: false, tellsPlace: false });
  });

  test("loses what else stands beside the picture, and that is told apart from a place", () => {
    expect(freed(mp4({ inMovie: box("udta", box("\u00a9too", [0, 4, 0, 0], "Lavf")) }))).toMatchObject({
      found: true,
      tellsPlace: false,
    });
  });

  test("without any of it is left as it is", () => {
    const bytes = mp4();
    const { film, found } = freed(bytes);
    expect(found).toBe(false);
    expect(film).toBe(bytes);
  });

  test("with a track of positions is refused", () => {
    for (const entry of ["gpmd", "camm", "mebx"])
      expect(withoutFilmMetadata(mp4({ entry }), "video/mp4")).toEqual({
        ok: false,
        reason: "position_track",
      });
  });

  test("that is cut, has no movie or lies about its lengths is unreadable", () => {
    const whole = mp4({ inMovie: androidPlace });
    const lying = whole.slice();
    new DataView(lying.buffer).setUint32(0, 0xfffffff0);
    for (const bytes of [
      whole.subarray(0, whole.length - 5),
      whole.subarray(0, 40),
      lying,
      new Uint8Array(),
      new Uint8Array(100),
    ])
      expect(withoutFilmMetadata(bytes, "video/mp4")).toEqual({ ok: false, reason: "unreadable" });
  });

  test("nested without end is unreadable", () => {
    let nested = box("moov");
    for (let depth = 0; depth < 20; depth++) nested = box("moov", nested);
    expect(withoutFilmMetadata(nested, "video/mp4")).toEqual({ ok: false, reason: "unreadable" });
  });
});

describe("a WebM film", () => {
  test.each([true, false])("loses its tags and keeps its pictures (as recorded: %p)", (recorded) => {
    const bytes = webm({ recorded, tags: placeTags });
    const { film, found, tellsPlace } = freed(bytes, "video/webm");
    expect({ found, tellsPlace }).toEqual({ found: true, tellsPlace: true });
    expect(textOf(film)).not.toContain(PLACE);
    expect(film.length).toBe(bytes.length);
    expect(film.subarray(0, bytes.length - placeTags.length)).toEqual(
      bytes.subarray(0, bytes.length - placeTags.length),
    );
    expect(freed(film, "video/webm").found).toBe(false);
  });

  test("as a recorder makes it has nothing to lose", () => {
    const bytes = webm({ recorded: true });
    expect(freed(bytes, "video/webm").film).toBe(bytes);
  });

  test("that is cut or holds strange elements is unreadable", () => {
    const whole = webm({ recorded: false, tags: placeTags });
    const strange = webm({ recorded: false, tags: element([0x42, 0x55], new Uint8Array(3)) });
    for (const bytes of [whole.subarray(0, whole.length - 3), whole.subarray(0, 9), strange, new Uint8Array(50)])
      expect(withoutFilmMetadata(bytes, "video/webm")).toEqual({ ok: false, reason: "unreadable" });
  });
});
