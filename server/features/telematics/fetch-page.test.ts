import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { fetchPage } from "./fetch-page.ts";

/** A certificate for `feeds.example`, good for a hundred years. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdSULKooo/Hb1Agtx
qI4UfPm1oX/K66bEBht0wq3M48uhRANCAAS8rz9itd/Ks9X4IQlGPHwQELDkLMFc
hvSY9BJRkDO948BVjgPaNAcYoE12QXZRrkoPz59VtsFOxx7QgVc6+3IB
-----END PRIVATE KEY-----
`;
const CERT = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUHRQ/gTRl67juvF0JZBuv0gryNuEwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNZmVlZHMuZXhhbXBsZTAgFw0yNjExMjMwOTMxNTFaGA8yMTI2
MTAzMDA5MzE1MVowGDEWMBQGA1UEAwwNZmVlZHMuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABLyvP2K138qz1fghCUY8fBAQsOQswVyG9Jj0ElGQM73j
wFWOA9o0BxigTXZBdlGuSg/Pn1W2wU7HHtCBVzr7cgGjbTBrMB0GA1UdDgQWBBTr
m6u+/7mBUNCCop4gj64Bf7d/HzAfBgNVHSMEGDAWgBTrm6u+/7mBUNCCop4gj64B
f7d/HzAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDWZlZWRzLmV4YW1wbGUw
CgYIKoZIzj0EAwIDSAAwRQIhAO5C2MAjjsNAwE97UrvR88Mr9yzStmfCo4reshnp
pQBAAiA/9VrZaE/pxs1ISZ+QWVbn7gbOtky/sfBwbIFFXb10kw==
-----END CERTIFICATE-----
`;

const asked: (string | null)[] = [];
const maker = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  tls: { key: KEY, cert: CERT },
  fetch(request) {
    asked.push(request.headers.get("host"));
    return new Response("<Fleet/>");
  },
});
afterAll(() => maker.stop(true));
beforeEach(() => void (asked.length = 0));
const address = (host: string) => `https://${host}:${maker.port}/Fleet/1`;
const init = { headers: { accept: "application/xml" } };
/** A name server that says something else each time, the last for good. */
function names(...answers: string[][]) {
  const looked: string[] = [];
  const resolve = async (hostname: string) => {
    looked.push(hostname);
    return answers[Math.min(looked.length, answers.length) - 1]!;
  };
  return { looked, resolve };
}

describe("a page is fetched from the address that was checked", () => {
  test("under the name that its certificate and its virtual host go by", async () => {
    const { looked, resolve } = names(["127.0.0.1"]);
    const page = await fetchPage({ allowPrivate: true, resolve, ca: CERT }, address("feeds.example"), init);
    expect(page).toMatchObject({ ok: true });
    expect(asked).toEqual([`feeds.example:${maker.port}`]);
    expect(looked).toEqual(["feeds.example"]);
  });

  test("and not from a server that can not prove the name", async () => {
    const { resolve } = names(["127.0.0.1"]);
    const page = await fetchPage({ allowPrivate: true, resolve, ca: CERT }, address("other.example"), init);
    expect(page).toMatchObject({ ok: false, error: "unreachable" });
    expect(asked).toEqual([]);
  });

  test("a name that turns inward after the check is looked up once and not followed", async () => {
    const { looked, resolve } = names(["203.0.113.7"], ["127.0.0.1"]);
    const page = await fetchPage(
      { allowPrivate: false, resolve, ca: CERT, withinMs: 300 },
      address("feeds.example"),
      init,
    );
    expect(page.ok).toBe(false);
    expect(looked).toEqual(["feeds.example"]);
    expect(asked).toEqual([]);
  });

  test("a name that leads inward with any of its addresses is refused unasked", async () => {
    for (const answer of [["127.0.0.1"], ["203.0.113.7", "10.0.0.8"], ["203.0.113.7", "::1"], []]) {
      const { resolve } = names(answer);
      const page = await fetchPage({ allowPrivate: false, resolve, ca: CERT }, address("feeds.example"), init);
      expect(page).toMatchObject({ ok: false, error: "address_refused" });
    }
    expect(asked).toEqual([]);
  });

  test("an address that does not answer is passed over for the next one of the name", async () => {
    const { resolve } = names(["127.0.0.1", "::1"]);
    const { resolve: turned } = names(["::1", "127.0.0.1"]);
    for (const each of [resolve, turned])
      expect(
        await fetchPage({ allowPrivate: true, resolve: each, ca: CERT }, address("feeds.example"), init),
      ).toMatchObject({ ok: true });
  });
});
