/** Machines from a file: one statement to know the fleet, one each to add, to label and to change. */
import { sql } from "drizzle-orm";
import type { EquipmentStatus } from "../../domain/assets/schema.ts";
import {
  judgeMachines,
  type Fleet,
  type KnownMachine,
  type MachineChange,
} from "../../domain/import/judge-machines.ts";
import { machineRowSchema, readMachineCell, type MachineRow } from "../../domain/import/machine-columns.ts";
import type { ReadRow } from "../../domain/import/read-rows.ts";
import type { ImportInput } from "../../domain/import/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { sqlState, type Tenant } from "../../../db/tenancy.ts";
import { appendEvents } from "../ledger/append-events.ts";
import { lockImports, type Importer } from "./run-import.ts";

export const machineImporter: Importer<MachineRow, MachineChange> = {
  kind: "MACHINES",
  cells: readMachineCell,
  schema: machineRowSchema,
  judge: async (tenant, dealerId, rows) => judgeMachines(rows, await readFleet(tenant, dealerId, rows)),
  write: writeMachines,
};

type FleetRow = {
  id: string;
  human_id: string;
  fleet_number: string | null;
  type: KnownMachine["type"];
  make: string;
  model: string;
  serial_number: string;
  pin: string | null;
  model_year: number | null;
  oec: string | null;
  day_rate: string | null;
  purchased_on: string | null;
  hour_meter: number;
  hour_meter_offset: number;
  attachments: string[];
  tracker_id: string | null;
  status: EquipmentStatus;
  yard_id: string | null;
};

/** The dealer's machines that the rows may mean or collide with, held to the commit, and its yards. */
async function readFleet({ tx }: Tenant, dealerId: string, rows: readonly ReadRow<MachineRow>[]): Promise<Fleet> {
  await lockImports({ tx }, dealerId);
  const all = (field: "humanId" | "fleetNumber" | "serialNumber") =>
    JSON.stringify([...new Set(rows.flatMap(({ values }) => values[field] ?? []))]);
  const texts = (json: string) => sql`(select array_agg(value) from jsonb_array_elements_text(${json}::jsonb))::text[]`;
  const found = await tx.execute<FleetRow>(sql`
    with named as (
      select id, serial_number from equipment where dealer_id = ${dealerId}::uuid
        and (human_id = any(${texts(all("humanId"))}) or fleet_number = any(${texts(all("fleetNumber"))}))
    )
    select e.id, e.human_id, e.fleet_number, e.type, e.make, e.model, e.serial_number, e.pin, e.model_year, e.oec, e.day_rate,
      e.purchased_on::text as purchased_on, e.hour_meter, e.hour_meter_offset, e.attachments, e.tracker_id, e.status,
      case when s.kind = 'YARD' then s.id end as yard_id
    from equipment e left join sites s on s.id = e.site_id
    where e.dealer_id = ${dealerId}::uuid
      and (e.serial_number = any(${texts(all("serialNumber"))}) or e.serial_number in (select serial_number from named) or e.id in (select id from named))
    order by e.id for update of e`);
  const yards = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from sites where dealer_id = ${dealerId}::uuid and kind = 'YARD' and active order by name limit 2000`,
  );
  return { machines: found.rows.map(knownOf), yards: yards.rows };
}

const knownOf = (row: FleetRow): KnownMachine => ({
  id: row.id,
  humanId: row.human_id,
  fleetNumber: row.fleet_number,
  type: row.type,
  make: row.make,
  model: row.model,
  serialNumber: row.serial_number,
  pin: row.pin,
  modelYear: row.model_year,
  oec: row.oec === null ? null : Number(row.oec),
  dayRate: row.day_rate === null ? null : Number(row.day_rate),
  purchasedOn: row.purchased_on,
  hourMeter: row.hour_meter,
  hourMeterOffset: row.hour_meter_offset,
  attachments: row.attachments,
  trackerId: row.tracker_id,
  status: row.status,
  yardId: row.yard_id,
});

/** A number taken by somebody else since the rows were judged undoes all of it: `import.changed`. */
async function writeMachines(
  tenant: Tenant,
  dealerId: string,
  changes: readonly MachineChange[],
  input: ImportInput,
): Promise<Map<number, string>> {
  try {
    const made = await addMachines(
      tenant,
      dealerId,
      changes.filter((change) => change.id === null),
      input,
    );
    await changeMachines(
      tenant,
      dealerId,
      changes.filter((change) => change.id !== null),
      input,
    );
    return made;
  } catch (error) {
    if (sqlState(error) === "23505") throw new AppError("import.changed", { cause: error });
    throw error;
  }
}

async function addMachines(tenant: Tenant, dealerId: string, changes: readonly MachineChange[], input: ImportInput) {
  if (changes.length === 0) return new Map<number, string>();
  const rows = changes.map(({ row, values }) => ({
    ...values,
    row,
    id: Bun.randomUUIDv7(),
    tagId: Bun.randomUUIDv7(),
  }));
  const json = JSON.stringify(rows);
  const { rows: numbered } = await tenant.tx.execute<{ id: string; human_id: string }>(sql`
    insert into equipment (id, org_owner_id, dealer_id, human_id, site_id, fleet_number, type, make, model, serial_number, pin, model_year,
      oec, day_rate, purchased_on, hour_meter, hour_meter_at, hour_meter_offset, attachments, tracker_id)
    select id, ${dealerId}::uuid, ${dealerId}::uuid, app.next_human_id(), "yardId", "fleetNumber", type, make, model, "serialNumber", pin, "modelYear",
      oec, "dayRate", "purchasedOn", coalesce("hourMeter", 0), now(), coalesce("hourMeterOffset", 0), coalesce(attachments, '{}'), "trackerId"
    from (select * from ${machinesOf(json)} order by row) given
    returning id, human_id`);
  await tenant.tx.execute(sql`
    insert into tags (id, org_owner_id, dealer_id, equipment_id, claimed_at)
    select "tagId", ${dealerId}::uuid, ${dealerId}::uuid, id, now()
    from jsonb_to_recordset(${json}::jsonb) as given(id uuid, "tagId" uuid)`);
  const numbers = new Map(numbered.map(({ id, human_id: humanId }) => [id, humanId]));
  await appendEvents(
    tenant,
    rows.map(({ row, id, tagId, yardId, ...values }) => ({
      type: "asset.created",
      subject: { dealerId, siteId: yardId ?? null, equipmentId: id, humanId: numbers.get(id)! },
      data: {
        type: values.type,
        make: values.make,
        model: values.model,
        serialNumber: values.serialNumber,
        fleetNumber: values.fleetNumber ?? null,
        hourMeter: values.hourMeter ?? 0,
        tagId,
        row,
      },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    })),
  );
  return new Map(rows.map(({ row, id }) => [row, numbers.get(id)!]));
}

/** A field that a row does not have is absent from its JSON, and stays as it is. */
async function changeMachines(tenant: Tenant, dealerId: string, changes: readonly MachineChange[], input: ImportInput) {
  if (changes.length === 0) return;
  const json = JSON.stringify(changes.map(({ id, values }) => ({ id, has: Object.keys(values), ...values })));
  const keep = (field: string, column: string) =>
    sql.raw(`${column} = case when '${field}' = any(given.has) then given."${field}" else e.${column} end`);
  const { rows } = await tenant.tx.execute<{
    id: string;
    human_id: string;
    site_id: string | null;
    customer_id: string | null;
  }>(sql`
    update equipment e set ${sql.join(
      Object.entries(COLUMN_OF).map(([field, column]) => keep(field, column)),
      sql`, `,
    )}
    from ${machinesOf(json)} where e.id = given.id and e.dealer_id = ${dealerId}::uuid
    returning e.id, e.human_id, e.site_id, e.customer_id`);
  const stamps = new Map(rows.map((row) => [row.id, row]));
  await appendEvents(
    tenant,
    changes.map(({ id, row, values }) => {
      const machine = stamps.get(id!)!;
      // The customer that has the machine reads its events too: that the dealer's money changed is told, and not what it is.
      const { oec: _, dayRate: __, ...open } = values;
      return {
        type: "asset.updated",
        subject: {
          dealerId,
          customerId: machine.customer_id,
          siteId: machine.site_id,
          equipmentId: machine.id,
          humanId: machine.human_id,
        },
        data: { fields: Object.keys(values), to: open, row },
        occurredAt: input.occurredAt,
        operationId: input.operationId,
      };
    }),
  );
}

const COLUMN_OF = {
  yardId: "site_id",
  fleetNumber: "fleet_number",
  type: "type",
  make: "make",
  model: "model",
  serialNumber: "serial_number",
  pin: "pin",
  modelYear: "model_year",
  oec: "oec",
  dayRate: "day_rate",
  purchasedOn: "purchased_on",
  hourMeterOffset: "hour_meter_offset",
  attachments: "attachments",
  trackerId: "tracker_id",
} as const;

/** Rows of JSON as a table; texts are arrays of PostgreSQL where JSON has lists. */
const machinesOf = (
  json: string,
) => sql`jsonb_to_recordset(${json}::jsonb) as given(row int, id uuid, has text[], "yardId" uuid, "fleetNumber" text,
  type text, make text, model text, "serialNumber" text, pin text, "modelYear" int, oec numeric, "dayRate" numeric, "purchasedOn" date,
  "hourMeter" float8, "hourMeterOffset" float8, attachments text[], "trackerId" text)`;
