/** A photograph's way: announced, put, attached, shown; and everything else that may be put there, or asked for by others. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api, type Body } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, jobsites } from "./api-world.ts";

const DISPATCH = "dispatch@dealer2.example";
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

type Signed = { mediaId: string; url: string; method: string; headers: Record<string, string>; expiresAt: string };

let api: Api;
let machine: Asset;
let site: Site;
beforeAll(async () => {
  api = await sharedApi();
  machine = (await freeMachines(api, DISPATCH))[0]!;
  site = (await jobsites(api, DISPATCH))[0]!;
}, OPENS_WITHIN_MS);
afterAll(() => giveBack(api, DISPATCH, machine.humanId), WITHIN_MS);

const announced = (content: Uint8Array, changes: Body = {}) => ({
  contentType: "image/png",
  bytes: content.length,
  sha256: new Bun.CryptoHasher("sha256").update(content).digest("hex"),
  purpose: "CHECK_OUT",
  ...changes,
});
const sign = (content: Uint8Array = png, changes: Body = {}) =>
  api.post<Signed>(DISPATCH, "/files/sign", announced(content, changes));
const at = (url: string) => url.slice(url.indexOf("/files/"));
const put = (url: string, content: Uint8Array, headers: Record<string, string> = { "content-type": "image/png" }) =>
  api.send("PUT", at(url), content, headers);
const link = (who: string, mediaId: string) =>
  api.rest<{ url: string; contentType: string; expiresAt: string }>(who, "GET", `/files/${mediaId}/link`);

test(
  "a photo is announced, put, attached to a check-out, and shown to its parties alone",
  async () => {
    const signed = await sign();
    expect(signed).toMatchObject({ method: "PUT", headers: { "content-type": "image/png" } });
    expect(signed.url).toStartWith(`${api.url}/files/${signed.mediaId}?`);
    refused(
      await api.rest(DISPATCH, "POST", "/rentals/checkout", checkOutOf(machine, site, { photos: [signed.mediaId] })),
      422,
      "media.not_stored",
    );
    expect((await put(signed.url, png, signed.headers)).status).toBe(204);
    const stranger = "dispatch@dealer3.example";
    refused(
      await api.rest(
        stranger,
        "POST",
        "/rentals/checkout",
        checkOutOf((await freeMachines(api, stranger))[0]!, (await jobsites(api, stranger))[0]!, {
          photos: [signed.mediaId],
        }),
      ),
      422,
      "media.not_stored",
    );
    await api.post(DISPATCH, "/rentals/checkout", checkOutOf(machine, site, { photos: [signed.mediaId] }));
    expect(await api.get<{ photos: object[] }>(DISPATCH, `/assets/${machine.humanId}`)).toMatchObject({
      photos: expect.arrayContaining([expect.objectContaining({ mediaId: signed.mediaId })]),
    });

    const shown = await link(DISPATCH, signed.mediaId);
    expect(shown.body.contentType).toBe("image/png");
    const picture = await fetch(`${api.url}${at(shown.body.url)}`);
    expect(Buffer.from(await picture.arrayBuffer()).equals(png)).toBe(true);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
    });
    for (const other of ["dispatch@dealer1.example", "dispatch@dealer3.example"])
      refused(await link(other, signed.mediaId), 404, "not_found");
    // A photo belongs to one record.
    refused(
      await api.rest(DISPATCH, "POST", "/rentals/checkin", {
        operationId: newId(),
        humanId: machine.humanId,
        engineEnd: machine.hourMeter,
        photos: [signed.mediaId],
      }),
      422,
      "media.not_stored",
    );
  },
  WITHIN_MS,
);

describe("what is put is what was announced, or nothing", () => {
  test("type, size and purpose are judged when they are announced", async () => {
    const announce = (changes: Body) => api.rest(DISPATCH, "POST", "/files/sign", announced(png, changes));
    refused(await announce({ contentType: "image/svg+xml" }), 415, "media.unsupported_type");
    refused(await announce({ contentType: "text/html" }), 415, "media.unsupported_type");
    refused(await announce({ bytes: 1 << 30 }), 413, "media.too_large");
    for (const changes of [{ bytes: 0 }, { sha256: "AB".repeat(32) }, { purpose: "PORN" }])
      refused(await announce(changes), 422, "input.invalid");
    refused(await api.rest(null, "POST", "/files/sign", announced(png)), 401, "auth.required");
  });

  test(
    "another length, type, hash or kind of file is refused and leaves no photo",
    async () => {
      const longer = Buffer.concat([png, Buffer.from([0])]);
      const changed = Buffer.from(png);
      changed[40] = changed[40]! ^ 1;
      const page = Buffer.from("<script>alert(1)</script>".padEnd(64));
      const cases: [Signed, Uint8Array, Record<string, string>, number, string][] = [
        [await sign(), longer, { "content-type": "image/png" }, 413, "media.too_large"],
        [await sign(), png.subarray(0, 30), { "content-type": "image/png" }, 422, "media.mismatch"],
        [await sign(), png, { "content-type": "image/jpeg" }, 422, "media.mismatch"],
        [await sign(), changed, { "content-type": "image/png" }, 422, "media.mismatch"],
        [await sign(page), page, { "content-type": "image/png" }, 415, "media.unsupported_type"],
      ];
      for (const [signed, content, headers, status, code] of cases) {
        refused(await put(signed.url, content, headers), status, code);
        refused(await link(DISPATCH, signed.mediaId), 404, "not_found");
      }
    },
    WITHIN_MS,
  );
});

describe("links", () => {
  test(
    "can not be changed, lent to another file or method, or used after their time",
    async () => {
      const [signed, other] = [await sign(), await sign()];
      expect((await put(signed.url, png)).status).toBe(204);
      const shown = (await link(DISPATCH, signed.mediaId)).body.url;
      const tampered = (url: string, name: string, value: string) => {
        const changed = new URL(url);
        changed.searchParams.set(name, value);
        return at(changed.href);
      };
      const bad = [
        at(shown).replace(signed.mediaId, other.mediaId),
        tampered(shown, "x", String(Date.now() + 86_400_000)),
        tampered(shown, "t", "text/html"),
        tampered(shown, "s", "A".repeat(43)),
        at(shown).split("?")[0]!,
        at(signed.url),
      ];
      for (const path of bad) refused(await api.send("GET", path), 403, "media.link_expired");
      for (const path of [
        tampered(signed.url, "b", "999999"),
        tampered(signed.url, "h", "0".repeat(64)),
        at(shown),
        at(signed.url).replace(signed.mediaId, other.mediaId),
      ]) {
        refused(await api.send("PUT", path, png, { "content-type": "image/png" }), 403, "media.link_expired");
      }
      // A method written elsewhere than on the request line is nobody's method.
      for (const header of ["x-http-method-override", "x-http-method", "x-method-override"])
        refused(await api.send("GET", at(signed.url), undefined, { [header]: "PUT" }), 403, "media.link_expired");
    },
    WITHIN_MS,
  );

  test("name no file but those that were put", async () => {
    for (const path of [
      "/files/../auth-secret",
      "/files/%2e%2e%2fauth-secret",
      "/files/..%2f..%2fetc%2fpasswd?x=1&s=1",
      "/files/%00",
      "/../../etc/passwd",
      "/_build/..%2f..%2fpackage.json",
      "/%2e%2e/%2e%2e/etc/passwd",
      "//etc/passwd",
    ]) {
      const answer = await raw(path);
      expect(answer).not.toContain("root:");
      expect(answer).not.toContain('smart-rental",');
      expect(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])).toBeOneOf([200, 400, 403, 404]);
      if (answer.startsWith("HTTP/1.1 200")) expect(answer).toContain("<!DOCTYPE html>");
    }
  });
});

/** A request whose path no client tidies up. */
function raw(path: string): Promise<string> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`),
    );
    socket.on("data", (data) => (text += data.toString("utf8")));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}
