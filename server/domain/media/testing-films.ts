/** Small films, byte by byte as the formats say, with what phones write beside the picture. For tests. */

type Part = Uint8Array | string | number[];
const bytesOf = (part: Part) =>
  typeof part === "string" ? Uint8Array.from(part, (letter) => letter.codePointAt(0)!) : Uint8Array.from(part);
const join = (...parts: Part[]) => new Uint8Array(parts.flatMap((part) => [...bytesOf(part)]));
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** A box of an MP4 file: size, type, contents. */
export const box = (type: string, ...contents: Part[]): Uint8Array => {
  const body = join(...contents);
  return join(u32(body.length + 8), type, body);
};

/** Where an Android phone writes it: 15 m, in Freiburg. */
export const PLACE = "+47.9990+007.8421/";
export const androidPlace = box("udta", box("\u00a9xyz", [0, PLACE.length, 0x15, 0xc7], PLACE));
export const applePlace = box(
  "meta",
  [0, 0, 0, 0],
  box("keys", "mdtacom.apple.quicktime.location.ISO6709"),
  box("ilst", PLACE),
);

/** A film with one picture track, `mediaBytes` long in its picture part. */
export function mp4(
  options: {
    inMovie?: Part;
    inTrack?: Part;
    entry?: string;
    mediaBytes?: number;
    brand?: string;
  } = {},
): Uint8Array {
  const { inMovie = [], inTrack = [], entry = "avc1", mediaBytes = 64, brand = "isom" } = options;
  const picture = Uint8Array.from({ length: mediaBytes }, (_, at) => (at * 31 + 7) % 256);
  const sampleTable = box(
    "stbl",
    box(
      "stsd",
      u32(0),
      u32(1),
      box(
        entry,
        Array.from({ length: 70 }, () => 0),
      ),
    ),
    box("stco", u32(0), u32(1), u32(40)),
  );
  return join(
    box("ftyp", brand, u32(512), "isomiso2avc1mp41"),
    box("mdat", picture),
    box(
      "moov",
      box(
        "mvhd",
        Array.from({ length: 100 }, () => 0),
      ),
      box(
        "trak",
        box(
          "tkhd",
          Array.from({ length: 84 }, () => 0),
        ),
        box("mdia", box("minf", sampleTable)),
        inTrack,
      ),
      inMovie,
    ),
  );
}

/** An element of a WebM file with its length in eight bytes; `null` writes the length as not known. */
export const element = (id: number[], body: Uint8Array, length: number | null = body.length): Uint8Array =>
  join(id, length === null ? [1, 255, 255, 255, 255, 255, 255, 255] : [1, 0, 0, 0, ...u32(length)], body);

const HEAD = element([0x1a, 0x45, 0xdf, 0xa3], join([0x42, 0x82, 0x84], "webm", [0x42, 0x87, 0x81, 4]));
const INFO = element([0x15, 0x49, 0xa9, 0x66], join([0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40]));
const block = (seed: number) => join([0xa3, 0x84, 0x81, 0, 0, seed]);
const cluster = (length: number | null) => {
  const body = join([0xe7, 0x81, 0], block(1), block(2));
  return element([0x1f, 0x43, 0xb6, 0x75], body, length === null ? null : body.length);
};
export const placeTags = element(
  [0x12, 0x54, 0xc3, 0x67],
  element(
    [0x73, 0x73],
    element([0x67, 0xc8], join(element([0x45, 0xa3], bytesOf("LOCATION")), element([0x44, 0x87], bytesOf(PLACE)))),
  ),
);

/** As a recorder writes it (lengths not known) or as a file that was finished; `tags` stand between or behind the pictures. */
export function webm(options: { recorded: boolean; tags?: Uint8Array }): Uint8Array {
  const length = options.recorded ? null : 0;
  const body = join(INFO, cluster(length), cluster(length), options.tags ?? []);
  return join(HEAD, element([0x18, 0x53, 0x80, 0x67], body, options.recorded ? null : body.length));
}
