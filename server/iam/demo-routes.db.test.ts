import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { callerOf } from "./caller.ts";
import { mintOrganization, mintUser, openSignIn, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let dealer: string;
let customer: string;

beforeAll(async () => {
  api = await openSignIn();
  dealer = await mintOrganization("DEALER", "North Rentals");
  customer = await mintOrganization("CUSTOMER");
});

const both = () =>
  mintUser([
    { orgId: dealer, role: "DEALER_ADMIN" },
    { orgId: customer, role: "CUSTOMER_SUPERVISOR" },
  ]);

describe("outside the demo", () => {
  test("there is no one-tap sign-in, no mailbox and no list of accounts", async () => {
    const { email } = await both();
    expect(await api.post("/api/auth/demo/sign-in", { email })).toMatchObject({
      status: 404,
      json: { code: "not_found" },
      cookie: "",
    });
    expect((await api.post("/api/auth/demo/sign-in", { email: "admin@hq.example" })).status).toBe(404);
    expect((await api.call("GET", "/dev/mailbox.json")).status).toBe(404);
    expect((await api.call("GET", "/dev/mailbox")).status).toBe(404);
    expect((await api.call("GET", "/api/public/config")).json).toEqual({
      demo: false,
      demoAccounts: [],
      version: "1.2.3",
    });
  });
});

describe("in the demo", () => {
  test("its people sign in with one tap, nobody else does", async () => {
    const demo = await openSignIn({ demo: true });
    const email = "dispatch@dealer2.example";
    await api.db.withOwner((tx) => tx.execute(sql`delete from users where email = ${email}`));
    const { id } = await mintUser([{ orgId: dealer, role: "DEALER_DISPATCH" }], { email });
    expect((await demo.call("GET", "/api/public/config")).json).toMatchObject({
      demo: true,
      demoAccounts: expect.arrayContaining([
        { email, name: "Ada Muster", role: "DEALER_DISPATCH", organization: "North Rentals" },
      ]),
    });
    const tapped = await demo.post("/api/auth/demo/sign-in", { email });
    expect(tapped).toMatchObject({ status: 200, json: { user: { id, email } } });
    expect(await callerOf(demo.identity, new Headers({ cookie: tapped.cookie }))).toMatchObject({
      userId: id,
      claims: { orgId: dealer },
    });
    const { email: stranger } = await both();
    expect((await demo.post("/api/auth/demo/sign-in", { email: stranger })).status).toBe(404);
    expect((await demo.signIn(email)).status).toBe(200);
    expect(await callerOf(demo.identity, new Headers({ cookie: tapped.cookie }))).not.toBeNull();
  });

  test("the mailbox shows newest first, by recipient, and as a page that runs nothing", async () => {
    const demo = await openSignIn({ demo: true });
    const { email } = await both();
    await demo.post("/api/v1/auth/otp", { email });
    await demo.post("/api/v1/auth/otp", { email });
    demo.mailbox.send({ to: "x@people.example", subject: "<script>alert(1)</script>", text: "hello" });
    const mails = (await demo.call("GET", `/dev/mailbox.json?to=${encodeURIComponent(email)}`)).json;
    expect(mails).toHaveLength(2);
    expect(mails[0]).toEqual({
      to: email,
      subject: expect.any(String),
      text: expect.any(String),
      otp: demo.codeFor(email),
    });
    expect((await demo.call("GET", "/dev/mailbox.json")).json[0]).toEqual({
      to: "x@people.example",
      subject: "<script>alert(1)</script>",
      text: "hello",
    });
    const page = (await demo.call("GET", "/dev/mailbox")).json as string;
    expect(page).toContain(demo.codeFor(email));
    expect(page).not.toContain("<script");
    for (let n = 0; n < 300; n++) demo.mailbox.send({ to: "x@people.example", subject: "s", text: "t" });
    expect(demo.mailbox.list()).toHaveLength(200);
  });
});
