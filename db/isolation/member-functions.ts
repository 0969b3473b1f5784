/** Calls of the functions behind members, organisations and their relations, and what each viewer is to get. */
import type { Database } from "../tenancy.ts";
import type { FunctionCase } from "./functions.ts";
import { insertText, literal } from "./sql-text.ts";
import type { Stage } from "./stage.ts";
import { newId, orgRow, siteRow } from "./world.ts";

const REFUSED = "42501";
const all = (names: readonly string[], answer: string[] | string) =>
  Object.fromEntries(names.map((name) => [name, answer]));

export async function membersAndPartners(db: Database, { world }: Stage): Promise<FunctionCase[]> {
  const { orgs, people } = world;
  const [former, brought, madeSite] = [newId(), newId(), newId()];
  const [toOfBoth, toOfB, toNobody] = [newId(), newId(), newId()];
  const [endable, endableBusy, session] = [newId(), orgs.ofBoth, newId()];
  const addressOf = (userId: string) => `${userId}@isolation.example`;
  const request = (id: string, email: string) => ({
    id,
    org_owner_id: orgs.dealerA,
    dealer_id: orgs.dealerA,
    email,
    requested_by: newId(),
  });
  const relate = (customerId: string, rest: object = {}) => ({
    org_owner_id: orgs.dealerA,
    dealer_id: orgs.dealerA,
    customer_id: customerId,
    ...rest,
  });
  await db.withOwner(async (_tx, client) => {
    const add = (table: string, row: Record<string, unknown>) => client.query(insertText(table, row));
    await add("organizations", orgRow(former, "CUSTOMER"));
    await add("dealer_customers", relate(former, { ended_at: new Date() }));
    await add("organizations", { ...orgRow(brought, "CUSTOMER"), created_by_org: orgs.dealerA });
    await add("dealer_customers", relate(brought));
    await add("organizations", orgRow(endable, "CUSTOMER"));
    await add("dealer_customers", relate(endable));
    await add("sites", { ...siteRow(madeSite, { customerId: orgs.ofA }, 40), created_by_org: orgs.dealerA });
    await add("sessions", {
      id: session,
      token: session,
      user_id: people["dealer A"].userId,
      expires_at: new Date(Date.now() + 3_600_000),
    });
    await add("relation_requests", request(toOfBoth, addressOf(people["customer of both"].userId)));
    await add("relation_requests", request(toOfB, addressOf(people["customer of B"].userId)));
    await add("relation_requests", request(toNobody, addressOf(newId())));
  });
  const made = (
    fn: string,
    about: string,
    call: string,
    answers: FunctionCase["answers"],
    otherwise: string[] | string = [],
  ): FunctionCase => ({ fn, about, text: call, answers, otherwise });
  const told = (value: string) => `select ${value}::text as key`;
  const customer = (id: string) =>
    literal({ id, name: "New", timeZone: "UTC", units: "METRIC", locale: "en", currency: "USD" });
  const invitation = () =>
    literal({
      id: newId(),
      email: addressOf(newId()),
      tokenHash: newId(),
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
  const create = (about: string, dealerId: string, viewers: string[]) =>
    made(
      "create_customer",
      about,
      told(`coalesce(app.create_customer('${dealerId}', ${customer(newId())})::text, '')`),
      all(viewers, [""]),
      REFUSED,
    );
  const end = (about: string, customerId: string, answers: FunctionCase["answers"]) =>
    made(
      "end_relation",
      about,
      told(`coalesce(app.end_relation('${orgs.dealerA}', '${customerId}'), 'none')`),
      answers,
      ["none"],
    );
  return [
    made(
      "dealer_sites",
      "hold what the dealer made",
      `select 'made' as key where '${madeSite}' = any(app.dealer_sites())`,
      {
        "dealer A": ["made"],
        "dealer A at its yard": ["made"],
      },
    ),
    made(
      "members_of",
      "are told to who manages them",
      `select email as key from app.members_of('${orgs.ofBoth}') where user_id = '${people["customer of both"].userId}'`,
      all(["HQ", "customer of both"], [addressOf(people["customer of both"].userId)]),
    ),
    made("members_of", "of an absent organisation", `select email as key from app.members_of('${newId()}')`, {}),
    made(
      "enter_organization",
      "a session of one's own",
      told(`app.enter_organization('${session}')`),
      all(["dealer A"], ["true"]),
      ["false"],
    ),
    made("enter_organization", "an absent session", told(`app.enter_organization('${newId()}')`), {}, ["false"]),
    create("by the dealer itself", orgs.dealerA, ["HQ", "dealer A"]),
    create("for an absent dealer", newId(), []),
    create("for what is no dealer", orgs.ofA, []),
    made(
      "invite_first_supervisor",
      "of a customer that the dealer brought in",
      told(`app.invite_first_supervisor('${brought}', ${invitation()})`),
      { "dealer A": ["true"] },
      REFUSED,
    ),
    made(
      "invite_first_supervisor",
      "of a customer that others brought in",
      told(`app.invite_first_supervisor('${orgs.ofA}', ${invitation()})`),
      {},
      REFUSED,
    ),
    made(
      "reaches_supervisor",
      "is told to dealers",
      told(`app.reaches_supervisor('${addressOf(people["customer of B"].userId)}')`),
      all(["HQ", "dealer A", "dealer A at its yard", "dealer B", "dealer without customers"], ["true"]),
      ["false"],
    ),
    made(
      "incoming_relation_requests",
      "are read by who may answer them",
      `select id::text as key from app.incoming_relation_requests() where id in ('${toOfBoth}', '${toOfB}', '${toNobody}')`,
      { "customer of both": [toOfBoth], "customer of B": [toOfB] },
    ),
    made(
      "answer_relation_request",
      "by the customer that it reached",
      told(`coalesce(app.answer_relation_request('${toOfB}', true)::text, 'none')`),
      { "customer of B": [orgs.dealerA] },
      ["none"],
    ),
    made(
      "answer_relation_request",
      "one that reached nobody",
      told(`coalesce(app.answer_relation_request('${toNobody}', true)::text, 'none')`),
      {},
      ["none"],
    ),
    made(
      "withdraw_relation_request",
      "by the dealer that asked",
      told(`app.withdraw_relation_request('${toOfB}')`),
      all(["HQ", "dealer A", "dealer A at its yard"], ["true"]),
      ["false"],
    ),
    made(
      "our_dealers",
      "are told to the customer",
      `select dealer_id::text as key from app.our_dealers() where dealer_id in ('${orgs.dealerA}', '${orgs.dealerB}')`,
      {
        ...all(
          ["customer of A", "operator at the site", "operator at another site", "operator without sites"],
          [orgs.dealerA],
        ),
        "customer of both": [orgs.dealerA, orgs.dealerB].sort(),
        "customer of B": [orgs.dealerB],
      },
    ),
    end("with nothing out", endable, all(["HQ", "dealer A"], ["ended"])),
    end("with something reserved", endableBusy, all(["HQ", "dealer A", "customer of both"], ["busy"])),
    end("that was ended before", former, {}),
    end("that never was", orgs.ofB, {}),
  ];
}
