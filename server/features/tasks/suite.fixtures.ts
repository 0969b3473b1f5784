/** What the suites of tasks, maintenance and inspections share: procedures called as a member, photos, refusals, and traces. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { testDatabase } from "../../../db/testing.ts";
import { JOBSITE_POINT, type World } from "../../../db/testing-world.ts";
import { readConfig } from "../../config.ts";
import type { Services } from "../../context.ts";
import type { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { Authorizer } from "../../iam/authorizer.ts";
import { badgeHash } from "../../iam/badge-hash.ts";
import { Mailbox } from "../../iam/mail.ts";
import { EventHub } from "../../realtime/hub.ts";
import { appRouter } from "../../router.ts";
import { createSealer } from "../../sealing.ts";
import { createCallerFactory, refusalOf } from "../../trpc.ts";
import { LabelKeys } from "../assets/label-keys.ts";

export async function openSuite() {
  const { db } = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-test-"));
  const log = pino({ level: "silent" });
  const publicUrl = "http://localhost:3000";
  const files = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl });
  const services: Services = {
    config: readConfig({ DATA_DIR: dataDir }),
    db,
    log,
    authorizer: await Authorizer.load(),
    badgeHash: (code) => badgeHash("s".repeat(32), code),
    files,
    labelKeys: await LabelKeys.open(dataDir, publicUrl),
    hub: new EventHub({ db, log }),
    mailer: new Mailbox(),
    sealer: createSealer("s".repeat(32)),
    rentalChanged: async () => {},
  };
  const createCaller = createCallerFactory(appRouter);
  const as = (claims: Claims) =>
    createCaller({
      services,
      caller: { userId: claims.sub, sessionId: null, claims },
      requestId: "test",
      ip: "127.0.0.1",
    });

  /** A stored picture of the actor's, different each time. */
  const photo = async (actor: Claims, purpose: "INSPECTION" | "TASK" | "MAINTENANCE" = "INSPECTION") => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(Bun.randomUUIDv7())]);
    const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    const announced = { contentType: "image/jpeg", bytes: bytes.length, sha256, purpose };
    const { mediaId } = await as(actor).media.sign(announced);
    await files.put(mediaId, bytes);
    return mediaId;
  };

  /** Sends a machine of the world out to its jobsite, by the dealer, and returns the rental. */
  const sendOut = async (world: World, at = 0) => {
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    return as(dispatch).rentals.checkOut({
      ...op(),
      humanId: world.machines[at]!.humanId,
      siteId: world.jobsiteId,
      engineStart: 101,
      dueAt: new Date(Date.now() + 48 * 3_600_000).toISOString(),
      position: { ...JOBSITE_POINT, accuracyM: 8 },
    });
  };

  /** Everything in a world that a refused call could have left behind. */
  const traces = async (world: World) =>
    db.withOwner(async (_tx, client) => {
      const of = (table: string) =>
        `(select md5(string_agg(t::text, ',' order by t.id)) from ${table} t where t.dealer_id = $1) as ${table}`;
      const tables = ["tasks", "maintenance", "inspections", "tickets", "check_lists", "equipment", "rentals", "media"];
      const { rows } = await client.query<Record<string, unknown>>(
        `select ${tables.map(of).join(", ")}, (select seq from chain_heads where org_owner_id = $1) as seq`,
        [world.dealerId],
      );
      return rows[0];
    });

  /** Events of a dealer's chain, oldest first. */
  const eventsOf = async (world: World) =>
    db.withOwner(async (_tx, client) => {
      const { rows } = await client.query<{ type: string; record: string }>(
        "select type, record from events where org_owner_id = $1 order by seq",
        [world.dealerId],
      );
      return rows.map(({ type, record }) => ({
        type,
        record,
        data: (JSON.parse(record) as { event: { data: Record<string, unknown> } }).event.data,
      }));
    });

  return { db, files, services, as, photo, sendOut, traces, eventsOf };
}

export const op = () => ({ operationId: Bun.randomUUIDv7() });

/** What a call was refused with; null where it was carried out. */
export async function refusal(
  call: Promise<unknown>,
): Promise<Pick<AppError, "code" | "status" | "fields" | "details"> | null> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return null;
  const refused = refusalOf(error);
  if (!refused) throw error;
  return refused;
}
export const codeOf = async (call: Promise<unknown>) => (await refusal(call))?.code ?? "accepted";
