/** What procedures need to get far, beside the rows that row-level security is proven with: machines, rentals, alerts, sessions. */
import type { Client } from "../../db/client.ts";
import { insertText, literal } from "../../db/isolation/sql-text.ts";
import { newId, type Place, type World } from "../../db/isolation/world.ts";

const POSITION = (place: { lon: number; lat: number }) => ({ lat: place.lat + 0.005, lon: place.lon + 0.005 });

export async function furnish(client: Client, world: World, people: readonly string[]): Promise<void> {
  const statements: string[] = [];
  const add = (table: string, row: Record<string, unknown>) => statements.push(insertText(table, row));
  const machine = (place: Place, status: string, customerId: string | null = null) => {
    const id = newId();
    add("equipment", {
      id,
      org_owner_id: place.dealerId,
      dealer_id: place.dealerId,
      customer_id: customerId,
      site_id: place.siteId,
      human_id: `EQ-${id}`,
      type: "EXCAVATOR",
      make: "Make",
      model: "Model",
      serial_number: `SN ${id}`,
      status,
      hour_meter: 100,
      hour_meter_at: new Date(Date.now() - 30 * 86_400_000),
      last_lat: 50.005,
      last_lon: 10.005,
    });
    add("tags", { id: newId(), org_owner_id: place.dealerId, dealer_id: place.dealerId, equipment_id: id });
    return id;
  };
  for (const userId of people) {
    add("sessions", {
      id: newId(),
      token: newId(),
      user_id: userId,
      expires_at: new Date(Date.now() + 86_400_000),
      ip_address: "192.0.2.1",
      user_agent: "Browser",
    });
    add("passkeys", {
      id: newId(),
      name: "Key",
      public_key: newId(),
      user_id: userId,
      credential_id: newId(),
      counter: 0,
      device_type: "singleDevice",
      backed_up: false,
    });
  }
  for (const yard of world.yards)
    for (const status of ["AVAILABLE", "AVAILABLE", "AVAILABLE", "IDLE"]) machine(yard, status);
  for (const place of world.rented) {
    for (let count = 0; count < 2; count++) {
      const id = machine(place, "ON_RENT", place.customerId);
      add("rentals", {
        id: newId(),
        org_owner_id: place.dealerId,
        dealer_id: place.dealerId,
        customer_id: place.customerId,
        site_id: place.siteId,
        equipment_id: id,
        human_id: `EQ-${id}`,
        make: "Make",
        model: "Model",
        type: "EXCAVATOR",
        state: "ON_RENT",
        period: `[${new Date(Date.now() - 86_400_000).toISOString()},)`,
        due_at: new Date(Date.now() + 5 * 86_400_000),
        first_due_at: new Date(Date.now() + 5 * 86_400_000),
        checked_out_at: new Date(Date.now() - 86_400_000),
        engine_start: 100,
        check_out_position: POSITION({ lat: 50, lon: 10 }),
      });
      add("alerts", {
        id: newId(),
        org_owner_id: place.dealerId,
        dealer_id: place.dealerId,
        customer_id: place.customerId,
        site_id: place.siteId,
        equipment_id: id,
        human_id: `EQ-${id}`,
        kind: "OVERDUE",
        severity: "INFO",
        state: "OPEN",
        reason: "why",
        facts: {},
        opened_at: new Date(),
      });
    }
  }
  // A dealer's tasks are done by its own people, but where its customer's operator does them.
  for (const [dealerId, person] of [
    [world.orgs.dealerA, world.people["dealer A"]],
    [world.orgs.dealerB, world.people["dealer B"]],
  ] as const)
    statements.push(
      `update tasks set assignee_user_id = ${literal(person.userId)} where dealer_id = ${literal(dealerId)} and customer_id is distinct from ${literal(world.orgs.ofA)}`,
    );
  // Numbers are typed in capitals, and every table that repeats one repeats it so.
  statements.push(
    `update equipment set human_id = upper(human_id) where dealer_id in (${Object.values(world.orgs).map(literal).join(", ")})`,
  );
  await client.query(statements.join(";\n"));
}

/** A competitor asks to serve a customer of another: it is put to a person's address, and told to that person alone. */
export async function askToServe(client: Client, { orgs, people }: World): Promise<void> {
  const request = {
    id: newId(),
    org_owner_id: orgs.dealerB,
    dealer_id: orgs.dealerB,
    email: `${people["customer of A"].userId}@isolation.example`,
    requested_by: people["dealer B"].userId,
  };
  await client.query(insertText("relation_requests", request));
}
