/**
 * Rows of every tenant table, for every place or person of a world: what is to be seen or hidden, and what is tried to be
 * written. Each call makes new ones, with keys of their own.
 */
import { machineRow, newId, orgRow, siteRow, tieRow, type Person, type Place, type World } from "./world.ts";

export type Row = Record<string, unknown>;
/**
 * A row, and what must be there before and after it, inserted by the owner. `boundLike` names a site: members bound to that
 * site are bound to the row as well.
 */
export type Candidate = {
  about: string;
  row: Row;
  before?: [table: string, row: Row][];
  after?: [table: string, row: Row][];
  boundLike?: string;
};
type Factory = (world: World, places: readonly Place[], people: readonly Person[]) => Candidate[];

let made = 0;
/** A different day each time, long ago. */
const someDay = () => new Date(Date.UTC(2001, 0, 1) + (made++ % 28) * 86_400_000 + Math.floor(made / 28) * 1000);
const isoDay = (offset = made++) => new Date(Date.UTC(1990, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
const stamps = (place: Place) => ({
  org_owner_id: place.dealerId,
  dealer_id: place.dealerId,
  customer_id: place.customerId,
  site_id: place.siteId,
});
const ofMachine = (place: Place) => ({ ...stamps(place), equipment_id: place.machineId });

/** For each place; `customers` leaves yards out. */
const perPlace =
  (row: (place: Place, world: World) => Row, only: "all" | "customers" = "all"): Factory =>
  (world, places) =>
    places
      .filter((place) => only === "all" || place.customerId)
      .map((place) => ({ about: place.name, row: row(place, world) }));
/** The same, where something must be there before. */
const perPlaceWith =
  (made: (place: Place) => Pick<Candidate, "row" | "before">): Factory =>
  (_world, places) =>
    places.map((place) => ({ about: place.name, ...made(place) }));
const perPerson =
  (row: (person: Person) => Row): Factory =>
  (_world, _places, people) =>
    people.map((person) => ({ about: person.name, row: row(person) }));
const perOrg =
  (row: (orgId: string, world: World) => Row): Factory =>
  (world) =>
    Object.entries(world.orgs).map(([about, orgId]) => ({ about, row: row(orgId, world) }));

const eventRow = (orgId: string, place?: Place): Row => {
  const id = newId();
  const at = new Date(0);
  return {
    id,
    org_owner_id: orgId,
    ...(place ? ofMachine(place) : {}),
    seq: 1_000_000 + made++,
    type: "test.happened",
    at,
    record: "{}",
    self_hash: id,
  };
};
const suggestionRow = (place: Place): Row => ({
  id: newId(),
  ...ofMachine(place),
  type: "MOVE",
  score: 50,
  confidence: 0.5,
  factors: "[]",
  explanation: "why",
  actor_scope: "DEALER",
});
/** A source of readings, with the stamps of what hangs on it. */
const sourceRow = (place: Place): Row => {
  const { site_id: _, ...row } = stamps(place);
  return { id: newId(), ...row, name: "Feed", kind: "PUSH", cadence_s: 900, created_by: newId() };
};
const feedRow = (person: Person): Row => ({
  id: newId(),
  org_owner_id: person.orgId,
  user_id: person.userId,
  membership_id: person.membershipId,
  token_hash: newId(),
});
const pastRental = (place: Place): Row => ({
  id: newId(),
  ...ofMachine(place),
  human_id: "H",
  make: "M",
  model: "M",
  type: "EXCAVATOR",
  state: "RETURNED",
  period: "[2001-01-01,2001-02-01)",
  due_at: new Date(0),
  first_due_at: new Date(0),
});
/** A rental that a row at the place can hang on: the place's own, or where its stamps are forged another one of its dealer. */
const rentalFor = (world: World, place: Place): Row => {
  const ofDealer = world.rented.filter(({ dealerId }) => dealerId === place.dealerId);
  return pastRental(ofDealer.find(({ customerId }) => customerId === place.customerId) ?? ofDealer[0]!);
};
const mediaRow = (orgId: string, userId: string, rest: Row): Row => ({
  id: newId(),
  org_owner_id: orgId,
  uploaded_by: userId,
  purpose: "CHECK_OUT",
  content_type: "image/jpeg",
  bytes: 1,
  sha256: "00",
  ...rest,
});
/** What hangs on a rental of its own, for each customer's place. */
const perInspectedRental =
  (row: Row): Factory =>
  (world, places) =>
    places.flatMap((place) => {
      if (!place.customerId) return [];
      const rental = rentalFor(world, place);
      const of = { id: newId(), ...ofMachine(place), rental_id: rental.id, human_id: "H", kind: "OUT", ...row };
      return [{ about: place.name, row: of, before: [["rentals", rental]] }];
    });

export const ROWS: Record<string, Factory> = {
  organizations: () =>
    (["CATERPILLAR", "DEALER", "CUSTOMER"] as const).map((type) => ({
      about: `a new ${type}`,
      row: orgRow(newId(), type),
    })),
  dealer_customers: (_world, places) =>
    places
      .filter((place) => place.customerId)
      .map((place) => {
        const customerId = newId();
        return {
          about: place.name,
          row: { org_owner_id: place.dealerId, dealer_id: place.dealerId, customer_id: customerId },
          before: [["organizations", orgRow(customerId, "CUSTOMER")]],
        };
      }),
  memberships: (world) =>
    Object.entries(world.orgs).map(([about, orgId]) => {
      const userId = newId();
      return {
        about,
        row: { id: newId(), org_owner_id: orgId, user_id: userId, role: "OPERATOR", display_name: "Ada" },
        before: [["users", { id: userId, name: "Ada", email: `${userId}@isolation.example` }]],
      };
    }),
  sites: (world, places) =>
    places.map((place) => {
      const id = newId();
      const { customerId, dealerId } = place;
      if (!customerId) return { about: place.name, row: siteRow(id, { dealerId }, 100) };
      const after = world
        .servedBy(place.siteId)
        .map((dealer): [string, Row] => ["site_dealers", tieRow(id, dealer, customerId)]);
      return { about: place.name, row: siteRow(id, { customerId }, 100), after, boundLike: place.siteId };
    }),
  site_dealers: (_world, places) =>
    places.flatMap((place) => {
      if (!place.customerId) return [];
      const siteId = newId();
      return [
        {
          about: place.name,
          row: tieRow(siteId, place.dealerId, place.customerId),
          before: [["sites", siteRow(siteId, { customerId: place.customerId }, 100)]],
        },
      ];
    }),
  invitations: perOrg((orgId, world) => ({
    id: newId(),
    org_owner_id: orgId,
    invited_by_org: orgId === world.orgs.ofA ? world.orgs.dealerA : orgId,
    invited_by: newId(),
    email: `${newId()}@isolation.example`,
    role: "OPERATOR",
    token_hash: newId(),
    expires_at: new Date(0),
  })),
  relation_requests: perPlace((place) => ({
    id: newId(),
    org_owner_id: place.dealerId,
    dealer_id: place.dealerId,
    customer_id: place.customerId,
    email: `${newId()}@isolation.example`,
    requested_by: newId(),
  })),
  equipment: perPlace((place) => machineRow(newId(), place.dealerId, place.siteId, place.customerId)),
  tags: perPlace((place) => ({
    id: newId(),
    org_owner_id: place.dealerId,
    dealer_id: place.dealerId,
    customer_id: place.customerId,
    equipment_id: place.machineId,
  })),
  rentals: perPlace(pastRental, "customers"),
  rental_stays: (world, places) =>
    places.flatMap((place) => {
      if (!place.customerId) return [];
      const rental = rentalFor(world, place);
      const row = { id: newId(), ...stamps(place), rental_id: rental.id, from_at: new Date(0) };
      return [{ about: place.name, row, before: [["rentals", rental]] }];
    }),
  rental_requests: (world, places) =>
    places.flatMap((place) => {
      if (!place.customerId) return [];
      const rental = rentalFor(world, place);
      const asked = { kind: "CALL_OFF", requested_by: newId(), requested_by_org: place.customerId };
      const row = { id: newId(), ...stamps(place), rental_id: rental.id, ...asked, requested_at: new Date(0) };
      return [{ about: place.name, row, before: [["rentals", rental]] }];
    }),
  rates: perPlace((place) => {
    const { site_id: _, ...row } = stamps(place);
    return { id: newId(), ...row, type: "DOZER", currency: "EUR", day_minor: 1, valid_from: isoDay() };
  }),
  rental_terms: (_world, places) =>
    places
      .filter((place) => place.customerId)
      .map((place) => {
        // One row for a dealer and a customer, so each place gets a customer of its own.
        const row = { org_owner_id: place.dealerId, dealer_id: place.dealerId, customer_id: newId() };
        return {
          about: place.name,
          row,
          before: [
            ["organizations", orgRow(row.customer_id, "CUSTOMER")],
            ["dealer_customers", { ...row }],
          ],
        };
      }),
  reservations: perPlace(
    (place) => ({
      id: newId(),
      ...stamps(place),
      type: "DOZER",
      quantity: 1,
      from_day: isoDay(0),
      to_day: isoDay(1),
      state: "CLOSED",
    }),
    "customers",
  ),
  equipment_attachments: perPlaceWith((place) => {
    const { site_id: _, ...stamped } = stamps(place);
    const attachment = newId();
    return {
      row: { ...stamped, host_id: place.machineId, attachment_id: attachment },
      before: [["equipment", machineRow(attachment, place.dealerId, place.siteId, null)]],
    };
  }),
  usage_readings: perPlace((place) => ({ id: newId(), ...ofMachine(place), source: "TEST", at: someDay() })),
  usage_daily: perPlace((place) => ({ ...ofMachine(place), day: isoDay(), runtime_h: 2, idle_h: 1, source: "TEST" })),
  planted_anomalies: perPlace((place) => {
    const { site_id: _, ...row } = ofMachine(place);
    return { id: newId(), ...row, kind: "IDLE", from_day: isoDay(), to_day: isoDay(), detail: {} };
  }),
  maintenance: perPlace((place) => ({ id: newId(), ...ofMachine(place), service: "250 h", due_at_hours: 250 })),
  tasks: (world, places) =>
    places.flatMap((place) => {
      const row = () => ({ id: newId(), ...ofMachine(place), kind: "TRANSPORT", title: "Bring it" });
      const assigned = { state: "ASSIGNED", assignee_user_id: world.people["operator at the site"].userId };
      return [
        { about: place.name, row: row() },
        { about: `${place.name}, an operator's`, row: { ...row(), ...assigned } },
      ];
    }),
  check_lists: perPlace((place) => ({
    id: newId(),
    org_owner_id: place.dealerId,
    dealer_id: place.dealerId,
    customer_id: place.customerId,
    type: "DOZER",
    version: 1 + made++,
    items: '[{"key":"cab","label":null,"photo":false}]',
  })),
  inspections: perInspectedRental({
    type: "EXCAVATOR",
    check_list_version: 0,
    items: "[]",
    inspected_at: new Date(0),
    inspected_by: newId(),
  }),
  tickets: perInspectedRental({ record: "{}", digest: "00", event_id: newId(), signed_at: new Date(0) }),
  alerts: perPlace((place) => ({
    id: newId(),
    ...ofMachine(place),
    human_id: "H",
    kind: "OVERDUE",
    severity: "INFO",
    state: "RESOLVED",
    reason: "why",
    facts: {},
    opened_at: new Date(0),
  })),
  forecasts: perPlace((place) => ({
    ...stamps(place),
    type: "DOZER",
    made_on: isoDay(),
    day: isoDay(),
    p10: 0,
    p50: 1,
    p90: 2,
    model: "TEST",
  })),
  suggestions: perPlace(suggestionRow),
  suggestion_feedback: (_world, places) =>
    places.map((place) => {
      const parent = suggestionRow(place);
      return {
        about: place.name,
        row: { id: newId(), ...stamps(place), suggestion_id: parent.id, user_id: newId(), decision: "accept" },
        before: [["suggestions", parent]],
      };
    }),
  media: (_world, places, people) => [
    ...people.map((person) => ({
      about: `not attached, of ${person.name}`,
      row: mediaRow(person.orgId, person.userId, { state: "STORED" }),
    })),
    ...people.flatMap((person) =>
      places.map((place) => ({
        about: `of ${person.name}, attached: ${place.name}`,
        row: mediaRow(person.orgId, person.userId, {
          dealer_id: place.dealerId,
          customer_id: place.customerId,
          site_id: place.siteId,
          equipment_id: place.machineId,
          state: "ATTACHED",
        }),
      })),
    ),
  ],
  policies: perOrg((orgId) => ({ id: newId(), org_owner_id: orgId, version: 1 + made++, thresholds: {}, weights: {} })),
  events: (world, places) => [
    ...places.map((place) => ({ about: place.name, row: eventRow(place.dealerId, place) })),
    ...Object.entries(world.orgs).map(([about, orgId]) => ({ about: `${about}'s own`, row: eventRow(orgId) })),
  ],
  event_private: (_world, places) =>
    places.map((place) => {
      const parent = eventRow(place.dealerId, place);
      return {
        about: place.name,
        row: { event_id: parent.id, ...stamps(place), salt: "00", data: { name: "Ada" } },
        before: [["events", parent]],
      };
    }),
  chain_heads: perOrg((orgId) => ({ org_owner_id: orgId, seq: 1, hash: "00" })),
  checkpoints: perOrg((orgId) => ({
    id: newId(),
    org_owner_id: orgId,
    tree_size: 1 + made++,
    root_hash: "00",
    note: "note",
  })),
  badges: (_world, _places, people) =>
    people.map((person) => ({
      about: person.name,
      row: {
        id: newId(),
        org_owner_id: person.orgId,
        user_id: person.userId,
        state: "REVOKED",
        number_hint: "123",
        issued_by: person.userId,
      },
    })),
  api_clients: perOrg((orgId) => ({
    id: newId(),
    org_owner_id: orgId,
    name: "Interface",
    role: "OPERATOR",
    scopes: "{}",
    key_prefix: "srk_test",
    key_hash: newId(),
    created_by: newId(),
  })),
  operations: perPerson((person) => ({
    org_owner_id: person.orgId,
    user_id: person.userId,
    operation_id: newId(),
    procedure: "p",
    body_hash: "00",
  })),
  push_subscriptions: perPerson((person) => ({
    id: newId(),
    org_owner_id: person.orgId,
    user_id: person.userId,
    endpoint: newId(),
    keys: {},
  })),
  calendar_feeds: perPerson(feedRow),
  calendar_entries: (_world, _places, people) =>
    people.map((person) => {
      const feed = feedRow(person);
      return {
        about: person.name,
        row: {
          org_owner_id: person.orgId,
          user_id: person.userId,
          feed_id: feed.id,
          uid: newId(),
          content_hash: "00",
          modified_at: new Date(0),
        },
        before: [["calendar_feeds", feed]],
      };
    }),
  import_batches: perPlace((place) => ({
    id: newId(),
    org_owner_id: place.dealerId,
    dealer_id: place.dealerId,
    customer_id: place.customerId,
    kind: "MACHINES",
    content_hash: "00",
    created: 1,
    updated: 0,
    unchanged: 0,
    refused: 0,
    imported_by: newId(),
  })),
  import_columns: perPlace((place) => ({
    org_owner_id: place.dealerId,
    dealer_id: place.dealerId,
    customer_id: place.customerId,
    kind: "MACHINES",
    header: newId(),
  })),
  telemetry_sources: perPlace(sourceRow),
  telemetry_imports: perPlaceWith((place) => {
    const { id: sourceId, org_owner_id, dealer_id, customer_id, ...source } = sourceRow(place);
    const counts = {
      records: 1,
      stored: 1,
      unchanged: 0,
      header_only: 0,
      unknown: 0,
      refused: 0,
      created: 0,
      readings: 1,
    };
    const stamped = { org_owner_id, dealer_id, customer_id };
    return {
      row: {
        id: newId(),
        ...stamped,
        source_id: sourceId,
        content_hash: "00",
        bytes: 1,
        ...counts,
        imported_by: newId(),
      },
      before: [["telemetry_sources", { id: sourceId, ...stamped, ...source }]],
    };
  }),
  telemetry_rejects: perPlaceWith((place) => {
    const { id: sourceId, org_owner_id, dealer_id, customer_id, ...source } = sourceRow(place);
    const stamped = { org_owner_id, dealer_id, customer_id };
    const complaint = {
      machine: "P1",
      code: "unknown_machine",
      element: "",
      first_at: new Date(0),
      last_at: new Date(0),
    };
    return {
      row: { id: newId(), ...stamped, source_id: sourceId, ...complaint },
      before: [["telemetry_sources", { id: sourceId, ...stamped, ...source }]],
    };
  }),
  meter_changes: perPlace((place) => {
    const { site_id: _, ...row } = ofMachine(place);
    return { id: newId(), ...row, at: someDay(), meter_h: 0, offset_h: 100, before_offset_h: 0, made_by: newId() };
  }),
  usage_gaps: perPlace((place) => {
    const { site_id: _, ...row } = ofMachine(place);
    const from = someDay();
    return { ...row, from_at: from, to_at: new Date(from.getTime() + 86_400_000), hours: 4 };
  }),
  usage_operators: perPlace((place) => ({
    ...ofMachine(place),
    day: isoDay(),
    operator_user_id: newId(),
    runtime_h: 2,
    idle_h: 1,
  })),
  machine_faults: perPlace((place) => ({ ...ofMachine(place), source: "TEST", code: newId(), at: someDay() })),
  machine_fault_reports: perPlace((place) => {
    const { site_id: _, ...row } = ofMachine(place);
    return { ...row, source: "TEST", at: someDay(), occurred: ["E1"], ended: [] };
  }),
  machine_fault_lives: perPlace((place) => {
    const at = someDay();
    const fault = { source: "TEST", fault_key: newId(), code: "100-1", spn: 100, fmi: 1, level: "SEVERE" };
    return { id: newId(), ...ofMachine(place), ...fault, opened_at: at, last_at: at, times: 1 };
  }),
  notification_preferences: perPerson((person) => ({
    org_owner_id: person.orgId,
    user_id: person.userId,
    settings: {},
    id: newId(),
  })),
  notifications: perPerson((person) => ({
    id: newId(),
    org_owner_id: person.orgId,
    user_id: person.userId,
    kind: "OPENED",
    alert_id: newId(),
    event_id: newId(),
    severity: "INFO",
    in_app: true,
  })),
};

/** The factory of a table, or a sentence about what is missing. */
export function factoryOf(table: string): Factory {
  const factory = ROWS[table];
  if (!factory)
    throw new Error(
      `Table ${table} has no rows to prove its isolation with: add a factory for it to ROWS in db/isolation/rows.ts.`,
    );
  return factory;
}
