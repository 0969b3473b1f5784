import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { CreateClientInput } from "../../domain/credentials/client.ts";
import type { Role } from "../../domain/iam/claims.ts";
import { mintOrganization, mintUser, openSignIn, ownAddress, type TestSignIn } from "../../iam/testing.ts";
import { op, openCalls, refused, type TestCalls } from "./testing.fixtures.ts";

let api: TestSignIn;
let calls: TestCalls;
let dealer: string;
let admin: Awaited<ReturnType<TestCalls["byCookie"]>>;

beforeAll(async () => {
  api = await openSignIn();
  calls = await openCalls(api);
  dealer = await mintOrganization("DEALER");
  admin = await signedIn(dealer, "DEALER_ADMIN");
});

async function signedIn(orgId: string, role: Role) {
  const { email } = await mintUser([{ orgId, role }]);
  return calls.byCookie((await api.signIn(email)).cookie);
}
const made = (input: Partial<CreateClientInput> = {}) =>
  admin.credentials.createClient(op({ name: "ERP", role: "DEALER_DISPATCH", scopes: ["sites:read"], ...input }));
const exchange = (key: string, address = ownAddress()) => api.post("/api/v1/auth/token", { key }, { address });
const tokenOf = async (key: string) => (await exchange(key)).json.token as string;

describe("a program's key", () => {
  test("is told once, kept as a hash, and exchanged for a short-lived token", async () => {
    const input = op({ name: "ERP", role: "DEALER_DISPATCH" as const, scopes: ["sites:read"] });
    const { client, key } = await admin.credentials.createClient(input);
    expect(key).toMatch(/^srk_[\w-]{8}_[\w-]{43}$/);
    expect(key).toStartWith(client.keyPrefix);
    expect(await admin.credentials.createClient(input)).toEqual({ client, key: null });
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ row: string }>(sql`
        select c::text as row from api_clients c where id = ${client.id} union all
        select o::text from operations o where operation_id = ${input.operationId} union all select record from events where record like ${`%${client.id}%`}`),
    );
    expect(rows).toHaveLength(3);
    for (const { row } of rows) expect(row).not.toContain(key!.slice(20));
    const answer = await exchange(key!);
    expect(answer).toMatchObject({
      status: 200,
      json: { orgId: dealer, role: "DEALER_DISPATCH", scopes: ["sites:read"] },
      cookie: "",
    });
    const left = new Date(answer.json.expiresAt).getTime() - Date.now();
    expect(left).toBeGreaterThan(14 * 60_000);
    expect(left).toBeLessThanOrEqual(15 * 60_000);
    expect(
      (await admin.credentials.clients({ limit: 100 })).items.find(({ id }) => id === client.id)!.lastUsedAt,
    ).not.toBeNull();
  });

  test("does what its scopes and its role allow, and nothing else", async () => {
    const reading = await calls.byToken(await tokenOf((await made()).key!));
    expect((await reading.sites.list({ limit: 10 })).items).toEqual([]);
    for (const call of [reading.ledger.list({ limit: 1 }), reading.iam.me(), reading.credentials.sessions()])
      expect(await refused(call)).toBe("auth.scope_missing");
    const chief = await made({ role: "DEALER_ADMIN", scopes: ["ledger.list"] });
    const one = await calls.byToken(await tokenOf(chief.key!));
    expect((await one.ledger.list({ limit: 1 })).items).toHaveLength(1);
    expect(await refused(one.ledger.verify({}))).toBe("auth.scope_missing");
    expect(await refused(one.credentials.clients({ limit: 1 }))).toBe("auth.scope_missing");
  });

  test("is refused at its next call once it is revoked or has expired, and so are its tokens and live events", async () => {
    const { client, key } = await made({ scopes: ["sites:read", "ledger:read"] });
    const token = await tokenOf(key!);
    await (await calls.byToken(token)).sites.list({ limit: 1 });
    const { rows } = await api.db.withService((tx) =>
      tx.execute<{ claims: never }>(sql`select claims from app.client_claims(${client.id}::uuid)`),
    );
    const live = await calls.services.hub.subscribe(rows[0]!.claims);
    const next = live.next().catch((error: { code: string }) => error.code);
    await admin.credentials.revokeClient(op({ id: client.id }));
    expect(await next).toBe("auth.membership_changed");
    expect(await refused(calls.byToken(token))).toBe("auth.required");
    expect(await refused(api.db.withTenant(rows[0]!.claims, async () => 1))).toBe("auth.membership_changed");
    expect(await exchange(key!)).toMatchObject({ status: 401, json: { code: "auth.invalid_key" } });
    expect(await refused(admin.credentials.revokeClient(op({ id: client.id })))).toBe("not_found");

    const short = await made({ expiresInDays: 1 });
    const kept = await tokenOf(short.key!);
    await api.db.withOwner((tx) =>
      tx.execute(sql`update api_clients set expires_at = now() - interval '1 second' where id = ${short.client.id}`),
    );
    expect(await refused(calls.byToken(kept))).toBe("auth.required");
    expect((await exchange(short.key!)).status).toBe(401);
  });

  test("can not be had for another type of organisation's role, or for what the role may not", async () => {
    expect(await refused(made({ role: "CAT_ADMIN" }))).toBe("client.role_unfit");
    expect(await refused(made({ role: "OPERATOR" }))).toBe("client.role_unfit");
    for (const scope of ["credentials:write", "iam:read", "nothing:read", "sites.nothing", "members.invite"])
      expect(await refused(made({ scopes: [scope] }))).toBe("client.scope_unknown");
  });

  test("is managed by its organisation's administrators, and no token makes or revokes keys", async () => {
    const { client } = await made();
    const elsewhere = await signedIn(await mintOrganization("DEALER"), "DEALER_ADMIN");
    for (const id of [client.id, Bun.randomUUIDv7()])
      expect(await refused(elsewhere.credentials.revokeClient(op({ id })))).toBe("not_found");
    expect((await elsewhere.credentials.clients({ limit: 10 })).items).toEqual([]);
    const dispatcher = await signedIn(dealer, "DEALER_DISPATCH");
    expect(await refused(dispatcher.credentials.clients({ limit: 10 }))).toBe("auth.forbidden");
    expect(
      await refused(
        dispatcher.credentials.createClient(op({ name: "X", role: "DEALER_DISPATCH", scopes: ["sites:read"] })),
      ),
    ).toBe("auth.forbidden");
  });

  test("that is none is refused, and after three hundred so is the network", async () => {
    for (const key of ["x", "srk_AAAAAAAA_" + "A".repeat(43)])
      expect(await exchange(key)).toMatchObject({ status: 401, json: { code: "auth.invalid_key" } });
    expect((await api.post("/api/v1/auth/token", { key: "" })).status).toBe(422);
    expect((await api.post("/api/v1/auth/token", { key: "x".repeat(201) })).status).toBe(422);
    const address = ownAddress();
    const answers = await Promise.all(Array.from({ length: 320 }, (_, n) => exchange(`srk_${n}`, address)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(300);
    expect(answers.filter(({ json }) => json.code === "auth.too_many_attempts")).toHaveLength(20);
  });

  test("acts for no other organisation", async () => {
    const { key } = await made();
    const answer = await api.post("/api/v1/auth/switch", { orgId: dealer }, { bearer: await tokenOf(key!) });
    expect(answer).toMatchObject({ status: 403, json: { code: "auth.forbidden" } });
  });

  test("pages, the newest first", async () => {
    const owner = await signedIn(await mintOrganization("DEALER"), "DEALER_ADMIN");
    for (const name of ["a", "b", "c"])
      await owner.credentials.createClient(op({ name, role: "DEALER_DISPATCH", scopes: ["sites:read"] }));
    const first = await owner.credentials.clients({ limit: 2 });
    const second = await owner.credentials.clients({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["c", "b", "a"]);
    expect(second.nextCursor).toBeNull();
  });
});
