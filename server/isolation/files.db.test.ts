/** Files: a link is given for one's own alone, and opens that file, by that method, for that time, and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StampedRow } from "../../db/isolation/audiences.ts";
import { newId } from "../../db/isolation/world.ts";
import { callProcedure, likeness } from "./calls.ts";
import { openHarness, OPENS_WITHIN_MS, pictureOf, type Harness } from "./harness.ts";
import { WHO, type Who } from "./tenants.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, OPENS_WITHIN_MS);
afterAll(() => harness.close());

const link = (who: Who, mediaId: string) =>
  callProcedure(harness, { path: "media.link", type: "query" }, who, { mediaId });
const pathOf = (url: string) => url.slice(new URL(url).origin.length);
const idOf = (row: StampedRow) => String(row.id);
const mineAndOthers = (who: Who) => {
  const rows = harness.canaries.rowsOf("media");
  const mine = rows.filter((row) => harness.canaries.mayRead(harness.claimsOf(who), "media", row));
  return { mine, others: rows.filter((row) => !mine.includes(row)) };
};
/** The address of a file that `who` may see. */
async function ownLink(who: Who): Promise<{ id: string; path: string }> {
  const id = idOf(mineAndOthers(who).mine[0]!);
  const { text } = await link(who, id);
  return { id, path: pathOf((JSON.parse(text) as { result: { data: { url: string } } }).result.data.url) };
}

describe.each(WHO)("%s", (who) => {
  test("gets a link to every picture of its own, and for every other the answer for one that is not there", async () => {
    const { mine, others } = mineAndOthers(who);
    expect(mine.length).toBeGreaterThan(0);
    if (who !== "HQ") expect(others.length).toBeGreaterThan(mine.length / 4);
    const absent = newId();
    const nothing = likeness(await link(who, absent), [absent]);
    for (const row of mine) expect((await link(who, idOf(row))).status).toBe(200);
    for (const row of others) expect(likeness(await link(who, idOf(row)), [idOf(row)])).toEqual(nothing);
  });

  test("a link opens its own picture and cannot be turned to another", async () => {
    const { id, path } = await ownLink(who);
    const opened = await harness.send(null, "GET", path);
    expect(opened.status).toBe(200);
    expect(opened.text).toContain(`picture ${id}`);
    const absent = newId();
    const nothing = likeness(await harness.send(null, "GET", path.replace(id, absent)), [absent]);
    for (const row of [...mineAndOthers(who).others.slice(0, 10), ...mineAndOthers(who).mine.slice(0, 3)]) {
      if (idOf(row) === id) continue;
      const turned = await harness.send(who, "GET", path.replace(id, idOf(row)));
      expect(likeness(turned, [idOf(row)])).toEqual(nothing);
      expect(turned.text).not.toContain("picture");
    }
  });
});

test("no word of a link can be changed, and none can be left out", async () => {
  const { path } = await ownLink("dealer A");
  const [address, query] = path.split("?") as [string, string];
  for (const [name, value] of new URLSearchParams(query)) {
    for (const other of [null, "", "0", `${value}0`, String(Date.now() * 10), value.slice(0, -2)]) {
      const changed = new URLSearchParams(query);
      if (other === null) changed.delete(name);
      else changed.set(name, other);
      if (changed.get(name) === value) continue;
      // An absent and an empty word are the same, and nothing is read as 0.
      if (["", "0"].includes(value) && !Number(other)) continue;
      const { status, text } = await harness.send("dealer A", "GET", `${address}?${changed}`);
      expect({ name, other, status, shows: text.includes("picture") }).toEqual({
        name,
        other,
        status: 403,
        shows: false,
      });
    }
  }
});

test("a link to look at a picture replaces none", async () => {
  const { id, path } = await ownLink("dealer A");
  const { status } = await harness.send("dealer A", "PUT", path, pictureOf("forged"), { "content-type": "image/jpeg" });
  expect(status).toBe(403);
  expect((await harness.send(null, "GET", path)).text).toContain(`picture ${id}`);
});

test("a link to send a picture takes that one alone, shows nothing, and cannot be turned to another", async () => {
  const content = pictureOf(newId());
  const sha256 = new Bun.CryptoHasher("sha256").update(content).digest("hex");
  const signed = await callProcedure(harness, { path: "media.sign", type: "mutation" }, "dealer A", {
    operationId: newId(),
    contentType: "image/jpeg",
    bytes: content.length,
    sha256,
    purpose: "CHECK_OUT",
  });
  const { mediaId, url } = (JSON.parse(signed.text) as { result: { data: { mediaId: string; url: string } } }).result
    .data;
  const path = pathOf(url);
  const type = { "content-type": "image/jpeg" };
  const theirs = idOf(mineAndOthers("dealer A").others[0]!);
  expect((await harness.send("dealer A", "PUT", path.replace(mediaId, theirs), content, type)).status).toBe(403);
  expect((await harness.send("dealer A", "GET", path)).status).toBe(403);
  const forged = Uint8Array.from(content, (byte, at) => (at === content.length - 1 ? byte ^ 1 : byte));
  expect((await harness.send("dealer A", "PUT", path, forged, type)).status).toBe(422);
  expect((await harness.send("dealer A", "PUT", path, content, type)).status).toBe(204);
  expect(await harness.services.files.read(theirs).then((file) => new Response(file!.open()).text())).toContain(
    `picture ${theirs}`,
  );
});
