/** Calls of the functions that look past row-level security, and what each viewer is to get. Foreign is answered like absent. */
import type { Database } from "../tenancy.ts";
import { ownerRows } from "./as-owner.ts";
import { credentialCases } from "./credentials.ts";
import { membersAndPartners } from "./member-functions.ts";
import { insertText, literal } from "./sql-text.ts";
import type { Stage } from "./stage.ts";
import { newId, type Place } from "./world.ts";

export type FunctionCase = {
  fn: string;
  about: string;
  text: string;
  /** By viewer's name: the keys returned, or the state of the refusal. Others get `otherwise`. */
  answers: Record<string, string[] | string>;
  otherwise: string[] | string;
};

const REFUSED = "42501";
const CUSTOMERS_OF_A = [
  "customer of A",
  "customer of both",
  "operator at the site",
  "operator at another site",
  "operator without sites",
];
/** What a dealer arranges as a whole is told to all of its people; only rows that have a site are kept from those bound to others. */
const DEALER_A = ["HQ", "dealer A", "dealer A at its yard"];
/** HQ, dealer A and everyone it serves. */
const AROUND_A = [...DEALER_A, ...CUSTOMERS_OF_A];
const all = (names: readonly string[], answer: string[] | string) =>
  Object.fromEntries(names.map((name) => [name, answer]));

/** Columns of a rental at a place. */
export const rentalRow = (id: string, place: Place, state: "RESERVED" | "RETURNED") => ({
  id,
  org_owner_id: place.dealerId,
  dealer_id: place.dealerId,
  customer_id: place.customerId,
  site_id: place.siteId,
  equipment_id: place.machineId,
  human_id: "H",
  make: "M",
  model: "M",
  type: "DOZER",
  state,
  period: "[2001-01-01,2001-02-01)",
  due_at: new Date(0),
  first_due_at: new Date(0),
});

/** Columns of a machine that stands apart from the world's. */
export const looseMachine = (id: string, dealerId: string, siteId: string) => ({
  id,
  org_owner_id: dealerId,
  dealer_id: dealerId,
  site_id: siteId,
  human_id: `ISO-${id}`,
  type: "DOZER",
  make: "Make",
  model: "Model",
  serial_number: id,
});

export async function functionCases(db: Database, stage: Stage): Promise<FunctionCase[]> {
  return [
    ...appendEvent(stage),
    ...appendEvents(stage),
    ...(await presentedEquipment(db, stage)),
    ...(await followRental(db, stage)),
    ...(await rentalLife(db, stage)),
    ...(await bookings(db, stage)),
    ...(await lookUps(db, stage)),
    ...(await credentialCases(db, stage)),
    ...(await workOrders(db, stage)),
    ...devices(stage),
    ...withoutTenants(),
    ...(await membersAndPartners(db, stage)),
  ];
}

function appendEvent({ world: { orgs } }: Stage): FunctionCase[] {
  const made = (about: string, orgId: string, stamps: object, answers: FunctionCase["answers"]): FunctionCase => {
    const body = JSON.stringify({ id: newId(), orgId, at: "2001-01-01T00:00:00Z", type: "test.happened", ...stamps });
    return {
      fn: "append_event",
      about,
      text: `select 'appended' as key from app.append_event('${orgId}', ${literal(body)}, null, null)`,
      answers,
      otherwise: REFUSED,
    };
  };
  const raw = (about: string, args: string): FunctionCase => ({
    fn: "append_event",
    about,
    text: `select 'appended' as key from app.append_event(${args}, null, null)`,
    answers: {},
    otherwise: REFUSED,
  });
  return [
    made(
      "a dealer's chain takes events of the dealer and those it serves",
      orgs.dealerA,
      { dealerId: orgs.dealerA },
      all(AROUND_A, ["appended"]),
    ),
    made("a customer's chain takes its own", orgs.ofB, {}, all(["HQ", "customer of B"], ["appended"])),
    made(
      "a dealer's chain before its first customer",
      orgs.newDealer,
      {},
      all(["HQ", "dealer without customers"], ["appended"]),
    ),
    made("an absent chain", newId(), {}, { HQ: "23503" }),
    made(
      "an event before another dealer's customer",
      orgs.dealerA,
      { dealerId: orgs.dealerA, customerId: orgs.ofB },
      { HQ: ["appended"] },
    ),
    made("an event before another dealer", orgs.dealerA, { dealerId: orgs.dealerB }, {}),
    raw("a body that names another chain", `'${orgs.dealerA}', '{"orgId":"${orgs.dealerB}"}'`),
    raw("no chain", `null, '{}'`),
  ];
}

function appendEvents({ world: { orgs } }: Stage): FunctionCase[] {
  const record = (orgId: string, stamps: object) => ({
    body: JSON.stringify({ id: newId(), orgId, at: "2001-01-01T00:00:00Z", type: "test.happened", ...stamps }),
    salt: null,
    personal: null,
  });
  const made = (about: string, orgId: string, stamps: object[], answers: FunctionCase["answers"]): FunctionCase => ({
    fn: "append_events",
    about,
    text: `select 'appended' as key from app.append_events('${orgId}', ${literal(JSON.stringify(stamps.map((each) => record(orgId, each))))}::jsonb)`,
    answers,
    otherwise: REFUSED,
  });
  const ofA = { dealerId: orgs.dealerA };
  return [
    made(
      "a dealer's chain takes events of the dealer and those it serves",
      orgs.dealerA,
      [ofA, ofA],
      all(AROUND_A, ["appended"]),
    ),
    made("a customer's chain takes its own", orgs.ofB, [{}, {}], all(["HQ", "customer of B"], ["appended"])),
    made("none where one is before another dealer's customer", orgs.dealerA, [ofA, { ...ofA, customerId: orgs.ofB }], {
      HQ: ["appended"],
    }),
    made("none where one is before another dealer", orgs.dealerA, [ofA, { dealerId: orgs.dealerB }], {}),
    made("an absent chain", newId(), [{}], { HQ: "23503" }),
  ];
}

async function presentedEquipment(
  db: Database,
  { world: { orgs, sites, rented, yards } }: Stage,
): Promise<FunctionCase[]> {
  const [free, out, shared] = [yards[0]!.machineId, rented[0]!.machineId, rented[2]!];
  const [label, retired, labelOfOut, reserved] = [newId(), newId(), newId(), newId()];
  const [labelOfType, ofType] = [newId(), newId()];
  await db.withOwner(async (_tx, client) => {
    const tag = (id: string, machineId: string, state: string) =>
      insertText("tags", { id, org_owner_id: orgs.dealerA, dealer_id: orgs.dealerA, equipment_id: machineId, state });
    await client.query(tag(label, free, "ACTIVE"));
    await client.query(tag(retired, free, "RETIRED"));
    await client.query(tag(labelOfOut, out, "ACTIVE"));
    await client.query(insertText("equipment", looseMachine(reserved, orgs.dealerA, sites.yardA)));
    await client.query(insertText("rentals", rentalRow(newId(), { ...shared, machineId: reserved }, "RESERVED")));
    await client.query(
      insertText("equipment", { ...looseMachine(ofType, orgs.dealerA, sites.yardA), type: "TELEHANDLER" }),
    );
    await client.query(tag(labelOfType, ofType, "ACTIVE"));
    const { dealerId, customerId, siteId } = rented[0]!;
    await client.query(
      insertText("reservations", {
        id: newId(),
        org_owner_id: dealerId,
        dealer_id: dealerId,
        customer_id: customerId,
        site_id: siteId,
        type: "TELEHANDLER",
        quantity: 1,
        from_day: "2001-01-01",
        to_day: "3001-01-31",
        starts_at: "2001-01-01",
        ends_at: "3001-02-01",
        state: "CONFIRMED",
      }),
    );
  });
  const made = (about: string, args: string, answers: FunctionCase["answers"]): FunctionCase => ({
    fn: "presented_equipment",
    about,
    text: `select id::text as key from app.presented_equipment(${args})`,
    answers,
    otherwise: [],
  });
  const tag = (id: string, lock = false) => `null, '${id}', ${lock}`;
  const number = (machineId: string) => `'ISO-${machineId}', null, true`;
  const peopleOfA = ["customer of A", "operator at the site", "operator at another site", "operator without sites"];
  return [
    made("a free machine by its label", tag(label), all(AROUND_A, [free])),
    made("a free machine by its label, locked", tag(label, true), all(AROUND_A, [free])),
    made("a free machine by its number alone", number(free), all(DEALER_A, [free])),
    made("a reserved machine by its number", number(reserved), all([...DEALER_A, "customer of both"], [reserved])),
    {
      ...made("a machine of a type that a customer waits for at a site", "", {}),
      text: `select reserved::text as key from app.presented_equipment(${tag(labelOfType)})`,
      answers: { ...all(AROUND_A, ["false"]), ...all(["customer of A", "operator at the site"], ["true"]) },
    },
    made("a machine that is out by its label", tag(labelOfOut), all(["HQ", "dealer A", ...peopleOfA], [out])),
    made(
      "a machine that is out by its number",
      number(out),
      all(["HQ", "dealer A", "customer of A", "operator at the site"], [out]),
    ),
    made("a retired label", tag(retired), {}),
    made("an absent label", tag(newId()), {}),
    made("an absent number", number(newId()), {}),
  ];
}

async function followRental(db: Database, { world: { rented } }: Stage): Promise<FunctionCase[]> {
  const past = newId();
  await db.withOwner((_tx, client) => client.query(insertText("rentals", rentalRow(past, rented[0]!, "RETURNED"))));
  const made = (about: string, id: string, answers: FunctionCase["answers"]): FunctionCase => ({
    fn: "follow_rental",
    about,
    text: `select 'followed' as key from app.follow_rental('${id}', null)`,
    answers,
    otherwise: REFUSED,
  });
  return [
    made("one's own rental", past, all(["HQ", "dealer A", "customer of A", "operator at the site"], ["followed"])),
    made("an absent rental", newId(), {}),
  ];
}

async function rentalLife(db: Database, { world: { orgs, rented } }: Stage): Promise<FunctionCase[]> {
  const place = rented[0]!;
  const [current, next, machine] = [newId(), newId(), newId()];
  const rental = (id: string, state: "RESERVED" | "RETURNED", years: string) => ({
    ...rentalRow(id, { ...place, machineId: machine }, state),
    period: years,
  });
  await db.withOwner(async (_tx, client) => {
    await client.query(insertText("equipment", looseMachine(machine, place.dealerId, place.siteId)));
    await client.query(insertText("rentals", rental(current, "RETURNED", "[2001-01-01,2001-02-01)")));
    await client.query(insertText("rentals", rental(next, "RESERVED", "[2002-01-01,2002-02-01)")));
    const terms = { org_owner_id: orgs.dealerA, dealer_id: orgs.dealerA, customer_id: place.customerId };
    await client.query(insertText("rental_terms", { ...terms, grace_minutes: 42 }));
  });
  const parties = ["HQ", "dealer A", "customer of A", "operator at the site"];
  const sides = [...parties, "dealer A at its yard", "operator at another site", "operator without sites"];
  const args = `'${orgs.dealerA}', '${place.customerId}'`;
  const made = (fn: string, about: string, text: string, who: string[], key: string, otherwise: string[] | string) => ({
    fn,
    about,
    text,
    answers: all(who, [key]),
    otherwise,
  });
  return [
    made(
      "terms_of",
      "are told to the two sides",
      `select coalesce(app.terms_of(${args}) ->> 'graceMinutes', 'none') as key`,
      sides,
      "42",
      ["none"],
    ),
    made("grace_minutes", "is told to the two sides", `select app.grace_minutes(${args})::text as key`, sides, "42", [
      "0",
    ]),
    made(
      "fix_rate",
      "of one's own rental",
      `select 'fixed' as key from app.fix_rate('${current}')`,
      parties,
      "fixed",
      REFUSED,
    ),
    made(
      "fix_rate",
      "of an absent rental",
      `select 'fixed' as key from app.fix_rate('${newId()}')`,
      [],
      "fixed",
      REFUSED,
    ),
    made(
      "next_claim",
      "of one's own rental",
      `select to_char(c at time zone 'UTC', 'YYYY') as key from app.next_claim('${current}') c where c is not null`,
      parties,
      "2002",
      [],
    ),
  ];
}

/** Bookings of one machine of dealer A for its customer, with an attachment, where `lookUps` has let the dealer publish counts. */
async function bookings(db: Database, { world: { orgs, rented, sites, yards } }: Stage): Promise<FunctionCase[]> {
  const place = rented[0]!;
  const [machine, hammer, reservation, rental] = [newId(), newId(), newId(), newId()];
  const days = "'3001-01-01', '3001-02-01'";
  await db.withOwner(async (_tx, client) => {
    const add = (table: string, row: Record<string, unknown>) => client.query(insertText(table, row));
    const dealer = { org_owner_id: place.dealerId, dealer_id: place.dealerId };
    for (const id of [machine, hammer])
      await add("equipment", { ...looseMachine(id, place.dealerId, yards[0]!.siteId), type: "GRADER" });
    await add("equipment_attachments", { ...dealer, host_id: machine, attachment_id: hammer });
    const booked = { type: "GRADER", quantity: 1, equipment_id: machine, from_day: "3001-01-01", to_day: "3001-01-31" };
    const stamps = { ...dealer, customer_id: place.customerId, site_id: place.siteId };
    await add("reservations", {
      id: reservation,
      ...stamps,
      ...booked,
      starts_at: "3001-01-01",
      ends_at: "3001-02-01",
      state: "CONFIRMED",
    });
    await add("events", {
      id: newId(),
      ...stamps,
      seq: 1_000_000,
      type: "reservation.reserved",
      at: new Date(0),
      record: JSON.stringify({ event: { data: { reservationId: reservation } } }),
      self_hash: "0",
    });
    const period = "[3001-01-01,3001-02-01)";
    await add("rentals", {
      ...rentalRow(rental, { ...place, machineId: machine }, "RESERVED"),
      type: "GRADER",
      period,
      reservation_id: reservation,
    });
  });
  const made = (fn: string, about: string, call: string, answers: FunctionCase["answers"]): FunctionCase => ({
    fn,
    about,
    text: `select ${call}`,
    answers,
    otherwise: [],
  });
  const parties = ["HQ", "dealer A", "customer of A", "operator at the site"];
  const others = ["customer of both", "operator at another site", "operator without sites"];
  return [
    made(
      "availability",
      "is counted for those whom the dealer tells, with the rest for the dealer",
      `coalesce(total::text, '?') || ':' || free as key from app.availability('${orgs.dealerA}', 'GRADER', ${days})`,
      { ...all(DEALER_A, ["2:1"]), ...all(CUSTOMERS_OF_A, ["?:1"]) },
    ),
    made(
      "availability",
      "of a dealer that publishes nothing",
      `type as key from app.availability('${orgs.dealerB}', 'EXCAVATOR', ${days})`,
      all(["HQ", "dealer B"], ["EXCAVATOR"]),
    ),
    made(
      "free_machines",
      "are named to the dealer alone",
      `id::text as key from app.free_machines('${orgs.dealerA}', 'GRADER', ${days}, '${sites.siteOfA}', 5)`,
      all(DEALER_A, [hammer]),
    ),
    made(
      "conflicts_of",
      "tell others of the dealer's customers that it is taken, and no more",
      `kind || coalesce(' ' || customer_id::text, '') || coalesce(' ' || rental_id, '') || coalesce(' ' || from_at, '') as key from app.conflicts_of('${machine}', ${days}, null)`,
      // Whose machine it is has to know whom it is promised to, wherever it is to go.
      {
        ...all([...parties, "dealer A at its yard"], [`RESERVED ${place.customerId} ${rental} 3001-01-01 00:00:00+00`]),
        ...all(others, ["TAKEN"]),
      },
    ),
    made(
      "nearest_free",
      "is told where the dealer publishes days",
      `to_char(from_at at time zone 'UTC', 'YYYY-MM-DD') as key from app.nearest_free('${machine}', '3001-01-10', '3001-01-11', null) where from_at > '3001-01-10'`,
      all(DEALER_A, ["3001-02-01"]),
    ),
    made(
      "travelling_with",
      "is told to those whom the dealer serves",
      `id::text as key from app.travelling_with('${machine}', true)`,
      all(AROUND_A, [hammer]),
    ),
    made(
      "events_of_reservation",
      "of one's own",
      `'found' as key from app.events_of_reservation('${reservation}')`,
      all(parties, ["found"]),
    ),
    made(
      "lock_reservation",
      "of one's own",
      `'locked' as key where app.lock_reservation('${reservation}', '{${machine}}')`,
      all(parties, ["locked"]),
    ),
    made(
      "lock_reservation",
      "that is not there",
      `'locked' as key where app.lock_reservation('${newId()}', '{${machine}}')`,
      {},
    ),
  ];
}

/** A browser is whoever's enters it last: its endpoint is known to it alone. */
function devices({ viewers }: Stage): FunctionCase[] {
  const people = viewers.filter(({ claims }) => claims?.membershipId).map(({ name }) => name);
  return [
    {
      fn: "keep_push_subscription",
      about: "by people, not by what has no membership",
      text: `select 'kept' as key from app.keep_push_subscription('${newId()}', 'https://push.example/1', '{}', 'en', '', 20)`,
      answers: all(people, ["kept"]),
      otherwise: REFUSED,
    },
  ];
}

async function lookUps(db: Database, { world: { orgs, sites } }: Stage): Promise<FunctionCase[]> {
  await db.withOwner((_tx, client) =>
    client.query(
      insertText("policies", {
        id: newId(),
        org_owner_id: orgs.dealerA,
        version: 1_000_000,
        thresholds: { idleDays: 7, publishCounts: true },
        weights: {},
      }),
    ),
  );
  const yardsOfA = (
    await ownerRows<{ id: string }>(db, "select id::text from sites where dealer_id = $1 order by 1", [orgs.dealerA])
  ).map((row) => row.id);
  const yards = (about: string, dealerId: string, answers: FunctionCase["answers"]): FunctionCase => ({
    fn: "dealer_yards",
    about,
    text: `select id::text as key from app.dealer_yards('${dealerId}')`,
    answers,
    otherwise: [],
  });
  const thresholds = (about: string, orgId: string, answers: FunctionCase["answers"]): FunctionCase => ({
    fn: "thresholds_of",
    about,
    text: `select coalesce(app.thresholds_of('${orgId}') ->> 'idleDays', 'none') as key`,
    answers,
    otherwise: ["none"],
  });
  const near = (about: string, id: string, viewers: string[]): FunctionCase => ({
    fn: "sites_near",
    about,
    text: `select n.id::text as key from (values (10), (12), (14)) v(lon), app.sites_near(v.lon + 0.005, 50.005, 1) n where n.id = '${id}'`,
    answers: all(viewers, [id]),
    otherwise: [],
  });
  const tied = (about: string, id: string, viewers: string[]): FunctionCase => ({
    fn: "dealer_sites",
    about,
    text: `select 'tied' as key where '${id}' = any(app.dealer_sites())`,
    answers: all(viewers, ["tied"]),
    otherwise: [],
  });
  return [
    yards("are told to those served", orgs.dealerA, all(AROUND_A, yardsOfA)),
    yards("of an absent dealer", newId(), {}),
    thresholds("are told to those served", orgs.dealerA, all(AROUND_A, ["7"])),
    thresholds("of an absent organisation", newId(), {}),
    near("a customer's site", sites.siteOfA, ["HQ", "dealer A", "customer of A", "operator at the site"]),
    near("a shared customer's site", sites.siteOfBoth, ["HQ", "dealer A", "dealer B", "customer of both"]),
    near("a dealer's yard", sites.yardA, DEALER_A),
    tied("are one's own", sites.siteOfBoth, ["dealer A", "dealer A at its yard", "dealer B"]),
    tied("and no other's", sites.siteOfB, ["dealer B"]),
  ];
}

async function workOrders(db: Database, { world: { rented } }: Stage): Promise<FunctionCase[]> {
  const [place, rentalId, inspectionId, orderId] = [rented[0]!, newId(), newId(), newId()];
  await db.withOwner(async (_tx, client) => {
    const rental = rentalRow(rentalId, place, "RETURNED");
    await client.query(insertText("rentals", rental));
    const { org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, type } = rental;
    const of = { org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, type, rental_id: rentalId };
    const seen = { kind: "IN", check_list_version: 0, inspected_at: new Date(0), inspected_by: newId() };
    const items = '[{"key":"cab","label":null,"answer":"FAIL","photos":[],"marks":[]}]';
    await client.query(insertText("inspections", { id: inspectionId, ...of, ...seen, items }));
  });
  const made = (about: string, id: string, answers: FunctionCase["answers"]): FunctionCase => ({
    fn: "open_work_orders",
    about,
    text: `select maintenance_id::text as key from app.open_work_orders('${id}', array['${orderId}']::uuid[])`,
    answers,
    otherwise: REFUSED,
  });
  return [
    made(
      "of one's own inspection",
      inspectionId,
      all(["HQ", "dealer A", "customer of A", "operator at the site"], [orderId]),
    ),
    made("of an absent inspection", newId(), {}),
  ];
}

function withoutTenants(): FunctionCase[] {
  return [
    {
      fn: "next_human_id",
      about: "gives a new number",
      text: "select 'given' as key where app.next_human_id() like 'EQX%'",
      answers: {},
      otherwise: ["given"],
    },
    {
      fn: "ensure_usage_partition",
      about: "refuses months out of range",
      text: "select 'made' as key from app.ensure_usage_partition('1900-01-01')",
      answers: {},
      otherwise: "22008",
    },
    {
      fn: "fresh_claims",
      about: "are nothing without a membership",
      text: `select app.fresh_claims('{"sub":"${newId()}"}') as key`,
      answers: {},
      otherwise: "SR401",
    },
  ];
}
