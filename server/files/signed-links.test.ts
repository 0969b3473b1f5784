/** What a signed link is good for: one picture, one method, its announced contents, and until its time. */
import { expect, test } from "bun:test";
import { DiskStore } from "./disk-store.ts";

const of = (secret: string) => new DiskStore({ dataDir: "/nowhere", secret, publicUrl: "http://localhost:3000" });
const store = of("s".repeat(32));
const mediaId = Bun.randomUUIDv7();
const query = (url: string) => new URL(url).searchParams;

test("a link is good until its time and no longer, whatever it says of its time", () => {
  const { url, expiresAt } = store.downloadLink(mediaId, "image/jpeg");
  const until = expiresAt.getTime();
  expect(store.verify("GET", mediaId, query(url), until - 1)).toMatchObject({ mediaId, expires: until });
  expect(store.verify("GET", mediaId, query(url), until)).toBeNull();
  const later = query(url);
  later.set("x", String(until + 1_000));
  expect(store.verify("GET", mediaId, later, until)).toBeNull();
});

test("it is good for what it was signed for alone", () => {
  const file = { mediaId, contentType: "image/jpeg", bytes: 10, sha256: "a".repeat(64) };
  const { url } = store.uploadLink(file);
  const now = Date.now();
  expect(store.verify("PUT", mediaId, query(url), now)).toMatchObject(file);
  expect(store.verify("GET", mediaId, query(url), now)).toBeNull();
  expect(store.verify("PUT", Bun.randomUUIDv7(), query(url), now)).toBeNull();
  for (const [name, value] of Object.entries({ t: "image/png", b: "11", h: "b".repeat(64), s: "" })) {
    const changed = query(url);
    changed.set(name, value);
    expect({ name, link: store.verify("PUT", mediaId, changed, now) }).toEqual({ name, link: null });
  }
  expect(of("t".repeat(32)).verify("PUT", mediaId, query(url), now)).toBeNull();
});
