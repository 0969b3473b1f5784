import { describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hqActor } from "../../db/testing-world.ts";
import { testDatabase } from "../../db/testing.ts";
import { Mailbox } from "../../server/iam/mail.ts";
import { dropOld, sendDigests } from "./send-digests.ts";
import { mintListeners } from "./testing.ts";

const { db } = await testDatabase();
const { world, as, tell, change, open, inbox, save } = await mintListeners(db);

describe("digest", () => {
  test("comes once a day at the person's hour, into the mailbox, with links", async () => {
    const who = await world.member(world.dealerId, "DEALER_DISPATCH");
    await save(who, { digestHour: 7, timeZone: "Europe/Berlin", language: "de" });
    const [late, over] = [await open("CRITICAL"), await open()];
    await tell();
    await change(over.id, { type: "alert.resolved", set: { state: "RESOLVED", resolvedAt: new Date() } });
    await tell();
    const mailbox = new Mailbox();
    const deps = { db, mailer: mailbox, publicUrl: "https://rental.example" };
    const mails = () => mailbox.list(`${who.sub}@test.example`);
    await sendDigests(deps, { at: "2031-07-01T04:45:00.000Z" });
    expect(mails()).toEqual([]);
    await sendDigests(deps, { at: "2031-07-01T05:00:00.000Z" });
    await sendDigests(deps, { at: "2031-07-01T05:15:00.000Z" });
    const [mail, ...others] = mails();
    expect(others).toEqual([]);
    expect(mail!.subject).toStartWith("Alarme des Tages: 1 (");
    expect(mail!.text).toContain(`Kritisch · ${late.humanId}: Überfällig · Jobsite`);
    expect(mail!.text).toContain(`https://rental.example/alerts/${late.id}?org=${world.dealerId}`);
    expect(mail!.text).toContain("Von selbst erledigt oder beantwortet: 1");
    expect(mail!.text).not.toContain(over.id);
    await sendDigests(deps, { at: "2031-07-02T05:00:00.000Z" });
    expect(mails()).toHaveLength(1);
  });

  test("tells nothing to who has seen it all done, to who wants none, and to who may not see it any more", async () => {
    const [done, deaf, gone] = await Promise.all([1, 2, 3].map(() => world.member(world.dealerId, "DEALER_DISPATCH")));
    await save(done!, { digestHour: 7 });
    await save(deaf!, { digestHour: null });
    await save(gone!, { digestHour: 7 });
    const { id } = await open();
    await tell();
    await as(hqActor, ({ tx }) =>
      tx.execute(sql`update memberships set active = false where user_id = ${gone!.sub}::uuid`),
    );
    await change(id, { type: "alert.acknowledged", set: { state: "ACKNOWLEDGED" }, by: done! });
    await tell();
    const mailbox = new Mailbox();
    await sendDigests({ db, mailer: mailbox, publicUrl: "https://rental.example" }, { at: "2032-07-01T07:00:00.000Z" });
    for (const who of [done, deaf, gone]) expect(mailbox.list(`${who!.sub}@test.example`)).toEqual([]);
  });

  test("what was put aside is not listed as open, and comes again once it wakes", async () => {
    const who = await world.member(world.dealerId, "DEALER_DISPATCH");
    await save(who, { digestHour: 7, timeZone: "UTC" });
    const [aside, left] = [await open(), await open()];
    await tell();
    const snoozedUntil = new Date(Date.now() + 86_400_000);
    await change(aside.id, { type: "alert.snoozed", set: { state: "SNOOZED", snoozedUntil } });
    await tell();
    const mailbox = new Mailbox();
    const send = async (at: string) => {
      await sendDigests({ db, mailer: mailbox, publicUrl: "https://rental.example" }, { at });
      return mailbox.list(`${who.sub}@test.example`)[0]!;
    };
    const first = await send("2033-07-01T07:00:00.000Z");
    expect(first.subject).toStartWith("Alerts of the day: 1 (");
    expect([first.text.includes(left.id), first.text.includes(aside.id)]).toEqual([true, false]);
    await change(aside.id, { type: "alert.woken", set: { state: "OPEN", snoozedUntil: null } });
    await tell();
    expect((await send("2033-07-02T07:00:00.000Z")).text).toContain(`/alerts/${aside.id}?`);
  });

  test("what was told long ago is forgotten", async () => {
    const who = await world.member(world.dealerId, "DEALER_DISPATCH");
    const [old, young] = [await open(), await open()];
    await tell();
    await db.withOwner(async (_tx, client) => {
      await client.query("set local role app_definer");
      await client.query(
        "update notifications set created_at = now() - interval '91 days' where alert_id = $1 and user_id = $2",
        [old.id, who.sub],
      );
    });
    await dropOld(db, { at: new Date().toISOString() });
    expect((await inbox(who)).map(({ alert }) => alert.id)).toEqual([young.id]);
  });
});
