/** What the suites of reservations share: verbs called as somebody, days to come, and refusals with what they tell. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policies } from "../../../db/schema/policies.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, JOBSITE_POINT, type World } from "../../../db/testing-world.ts";
import type { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { checkInInput, checkOutInput } from "../../domain/rentals/schema.ts";
import { reserveInput, type ReserveInput } from "../../domain/reservations/schema.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { refusalOf } from "../../trpc.ts";
import { checkIn } from "../rentals/check-in.ts";
import { checkOut } from "../rentals/check-out.ts";
import { reserve } from "./reserve.ts";

export const { db } = await testDatabase();

const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-test-"));
export const deps = {
  files: new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl: "http://localhost:3000" }),
  rentalChanged: async () => {},
};

export const operation = () => ({ operationId: Bun.randomUUIDv7() });

/** A day so many days from now at the test world's sites, which are in Berlin. */
export const day = (days: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(Date.now() + days * 86_400_000);

export const as = <T>(claims: Claims, verb: (tenant: Tenant) => Promise<T>) => db.withTenant(claims, verb);

/** Reserves as somebody, for the test world's jobsite from tomorrow on for five days where nothing else is said. */
export const book = (claims: Claims, world: World, wanted: Partial<ReserveInput>, now = new Date()) =>
  as(claims, (tenant) => {
    const input = { ...operation(), siteId: world.jobsiteId, from: day(1), to: day(5), ...wanted };
    return reserve(tenant, now, reserveInput.parse(input), null);
  });

/** Sends a machine of the test world out to its jobsite for two days, or as `changes` say. */
export const sendOut = (
  claims: Claims,
  world: World,
  humanId: string,
  changes: object = {},
  tagId: string | null = null,
) =>
  as(claims, (tenant) => {
    const dueAt = new Date(Date.now() + 172_800_000).toISOString();
    const position = { ...JOBSITE_POINT, accuracyM: 8 };
    const input = { ...operation(), humanId, siteId: world.jobsiteId, engineStart: 101, dueAt, position, ...changes };
    return checkOut(tenant, { ...deps, now: new Date() }, checkOutInput.parse(input), tagId);
  });

export const takeBack = (claims: Claims, humanId: string) =>
  as(claims, (tenant) =>
    checkIn(tenant, { ...deps, now: new Date() }, checkInInput.parse({ ...operation(), humanId, engineEnd: 102 })),
  );

/** What a call was refused with; throws where it was carried out, or failed otherwise. */
export async function refusal(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => new Error("it was carried out"),
    (thrown: unknown) => thrown,
  );
  const refused = refusalOf(error);
  if (!refused) throw error;
  return refused;
}

export const codeOf = (call: Promise<unknown>) => refusal(call).then(({ code }) => code);

/** Puts the dealer's policy to something else. */
let versions = 1;
export const setPolicy = (world: World, thresholds: object) =>
  as(hqActor, ({ tx }) =>
    tx.insert(policies).values({
      orgOwnerId: world.dealerId,
      dealerId: world.dealerId,
      version: ++versions,
      thresholds,
      weights: {},
    }),
  );

/** Everything that a refused call could have left behind. */
export async function traces(world: World) {
  const { rows } = await as(hqActor, ({ tx }) =>
    tx.execute(`select (select json_agg(json_build_array(state, period, human_id) order by id) from rentals where dealer_id = '${world.dealerId}') as rentals,
      (select json_agg(json_build_array(state, quantity, starts_at, ends_at, equipment_id) order by id) from reservations where dealer_id = '${world.dealerId}') as reservations,
      (select count(*)::int from tasks where dealer_id = '${world.dealerId}') as tasks,
      (select count(*)::int from events where org_owner_id = '${world.dealerId}') as events`),
  );
  return rows[0];
}
