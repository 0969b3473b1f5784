/**
 * What is answered beside procedures: every route has its proof, and an address that opens something without a session, a calendar's
 * or an invitation's, tells nothing but what its maker may know, and dies like one that never was.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { callProcedure, likeness, wholeOf } from "./calls.ts";
import { openHarness, OPENS_WITHIN_MS, type Answer, type Harness } from "./harness.ts";
import { WHO, type Who } from "./tenants.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, OPENS_WITHIN_MS);
afterAll(() => harness.close());

/** Where each route's tenancy is proven. */
const PROVEN: Record<string, string> = {
  "/api/auth/*":
    "sign-in answers about its own caller alone: server/iam/routes.db.test.ts, server/iam/caller.db.test.ts",
  "/api/v1/auth/*": "the same for programs: server/iam/routes.db.test.ts, server/iam/bad-tokens.db.test.ts",
  "/api/invitations/*": "here, and server/iam/invitation-routes.db.test.ts",
  "/api/public/config": "tells no tenant's data: server/iam/demo-routes.db.test.ts",
  "/dev/*": "the demo's mailbox, closed elsewhere: server/iam/demo-routes.db.test.ts",
  "/files/*": "server/isolation/files.db.test.ts",
  "/calendar/*": "here",
  "/hooks/*": "a broker's address reaches its own dealer alone: server/http/telemetry.db.test.ts",
};

test("every route beside procedures has its proof", () => {
  const paths = harness.routes.flatMap(({ routes }) => routes.map(({ path }) => path));
  const covers = (pattern: string, path: string) =>
    pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  const unproven = paths.filter((path) => !Object.keys(PROVEN).some((pattern) => covers(pattern, path)));
  expect([...new Set(unproven)], "prove it, and say where in PROVEN of server/isolation/routes.db.test.ts").toEqual([]);
  expect(
    Object.keys(PROVEN).filter((pattern) => !paths.some((path) => covers(pattern, path)) && pattern !== "/dev/*"),
  ).toEqual([]);
});

const resultOf = <T>({ text }: Answer) => (JSON.parse(text) as { result: { data: T } }).result.data;
const foreignIn = (answer: Answer, who: Who) =>
  harness.canaries
    .foreignIn(wholeOf(answer), harness.claimsOf(who), "")
    .map(({ table, column, word }) => ({ table, column, word }));
const turned = (token: string) => `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;

describe.each(WHO)("a calendar of %s", (who) => {
  const made = async () => {
    const input = { operationId: crypto.randomUUID() };
    const answer = await callProcedure(harness, { path: "calendarFeeds.create", type: "mutation" }, who, input);
    expect(answer.status).toBe(200);
    const { feed, url } = resultOf<{ feed: { id: string }; url: string }>(answer);
    return { id: feed.id, path: new URL(url).pathname };
  };

  test("tells what its owner may read, whoever opens it", async () => {
    const { path } = await made();
    await harness.canaries.refresh();
    for (const reader of [null, ...WHO.filter((other) => other !== who).slice(0, 2)]) {
      const answer = await harness.send(reader, "GET", path);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain("BEGIN:VCALENDAR");
      expect(foreignIn(answer, who)).toEqual([]);
    }
  });

  test("turned, revoked and never given are one answer", async () => {
    const { id, path } = await made();
    const token = path.slice("/calendar/".length, -".ics".length);
    const ask = async (asked: string) => likeness(await harness.send(null, "GET", `/calendar/${asked}.ics`), [asked]);
    const nothing = await ask(crypto.randomUUID().replaceAll("-", ""));
    expect(nothing.status).toBe(404);
    expect(await ask(turned(token))).toEqual(nothing);
    const input = { operationId: crypto.randomUUID(), id };
    await callProcedure(harness, { path: "calendarFeeds.revoke", type: "mutation" }, who, input);
    expect(await ask(token)).toEqual(nothing);
  });
});

test("calendars show their owner's own tasks and machines, so that their silence about others' means something", async () => {
  const shown: Record<string, number> = {};
  for (const who of WHO) {
    const input = { operationId: crypto.randomUUID() };
    const answer = await callProcedure(harness, { path: "calendarFeeds.create", type: "mutation" }, who, input);
    const { url } = resultOf<{ url: string }>(answer);
    const { text } = await harness.send(null, "GET", new URL(url).pathname);
    shown[who] = text.split("BEGIN:VEVENT").length - 1;
  }
  expect(Object.values(shown).filter((events) => events > 0).length, JSON.stringify(shown)).toBeGreaterThan(3);
});

describe.each(["dealer A", "dealer B"] as const)("an invitation by %s", (who) => {
  const invite = async () => {
    const { orgId } = harness.claimsOf(who);
    const email = `${crypto.randomUUID()}@new.example`;
    const input = { operationId: crypto.randomUUID(), orgId, email, role: "DEALER_DISPATCH" };
    const answer = await callProcedure(harness, { path: "members.invite", type: "mutation" }, who, input);
    expect(answer.status).toBe(200);
    const token = /\/invite\/(\S+)/.exec(harness.mailbox.list(email)[0]!.text)![1]!;
    return { id: resultOf<{ id: string }>(answer).id, token };
  };
  const open = (token: string) =>
    harness.send(null, "POST", "/api/invitations/open", JSON.stringify({ token }), {
      "content-type": "application/json",
      origin: harness.services.config.publicUrl,
    });

  test("tells its reader the house and the place, and nothing of others", async () => {
    const { token } = await invite();
    await harness.canaries.refresh();
    const answer = await open(token);
    expect(answer.status).toBe(200);
    expect(foreignIn(answer, who)).toEqual([]);
  });

  test("turned and never given are one answer", async () => {
    const { token } = await invite();
    const absent = await open(turned(turned(token).split("").toReversed().join("")));
    expect(likeness(await open(turned(token)), [turned(token)]).said).toEqual(likeness(absent, []).said);
    expect(absent.status).toBeGreaterThanOrEqual(400);
  });
});
