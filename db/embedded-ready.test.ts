import { expect, test } from "bun:test";
import { mulberry32 } from "../server/domain/prng.ts";
import { ReadyOnce } from "./embedded-ready.ts";

const message = (type: string, body: string) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, Buffer.from(body)]);
};

test("keeps the last ReadyForQuery of an answer and everything else in order, however it is cut", () => {
  const random = mulberry32(7);
  for (let round = 0; round < 300; round++) {
    const parts = Array.from({ length: 1 + Math.floor(random() * 8) }, () =>
      random() < 0.3 ? message("Z", "T") : message("D", "x".repeat(Math.floor(random() * 40))),
    );
    const last = message("Z", "I");
    const bytes = Buffer.concat([...parts, last]);
    const passed: Buffer[] = [];
    const filter = new ReadyOnce((chunk) => passed.push(chunk));
    for (let at = 0; at < bytes.length;) {
      const size = 1 + Math.floor(random() * 12);
      filter.feed(bytes.subarray(at, at + size));
      at += size;
    }
    filter.end();
    expect(Buffer.concat(passed)).toEqual(Buffer.concat([...parts.filter((part) => part[0] !== last[0]), last]));
  }
});
