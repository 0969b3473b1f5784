import { beforeAll, describe, expect, test } from "bun:test";
import { testDatabase } from "../../../db/testing.ts";
import type { Database } from "../../../db/tenancy.ts";
import { mintWorld, type World } from "../../../db/testing-world.ts";
import type { AppError } from "../../domain/errors.ts";
import { MAX_MEDIA_BYTES, MAX_VIDEO_BYTES } from "../../domain/media/magic.ts";
import type { SignMediaInput } from "../../domain/media/schema.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { signMedia } from "./sign.ts";

let db: Database;
let world: World;
let operator: Claims;
const files = new DiskStore({ dataDir: "/nowhere", secret: "s".repeat(32), publicUrl: "http://localhost:3000" });
beforeAll(async () => {
  ({ db } = await testDatabase());
  world = await mintWorld(db);
  operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
}, 60_000);

const film = (changes: Partial<SignMediaInput> = {}): SignMediaInput => ({
  operationId: crypto.randomUUID(),
  contentType: "video/mp4",
  bytes: 5_000_000,
  sha256: "ab".repeat(32),
  purpose: "CHECK_OUT",
  ...changes,
});
const sign = (input: SignMediaInput, who = operator) => db.withTenant(who, (tenant) => signMedia(tenant, files, input));
const refusal = (input: SignMediaInput) =>
  sign(input).then(
    () => null,
    (error: AppError) => error.code,
  );

describe("announcing a file", () => {
  test("again with the same operation gives the same file and an address of its own", async () => {
    const input = film();
    const [first, again] = [await sign(input), await sign(input)];
    expect(again.mediaId).toBe(first.mediaId);
    expect(first.mediaId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(files.verify("PUT", again.mediaId, new URL(again.url).searchParams, Date.now())).toMatchObject({
      bytes: 5_000_000,
    });
  });

  test("with another's operation id gives a file of one's own", async () => {
    const input = film();
    const other = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    expect((await sign(input, other)).mediaId).not.toBe((await sign(input)).mediaId);
  });

  test("with the operation id of another file is refused", async () => {
    const input = film();
    await sign(input);
    for (const changes of [{ sha256: "cd".repeat(32) }, { bytes: 4_000_000 }, { contentType: "video/webm" }])
      expect(await refusal({ ...input, ...changes })).toBe("operation.reused");
  });

  test("without an operation id gives a new file each time", async () => {
    const { operationId: _, ...input } = film();
    expect((await sign(input)).mediaId).not.toBe((await sign(input)).mediaId);
  });

  test("has its size judged by its type", async () => {
    expect(await refusal(film({ bytes: MAX_VIDEO_BYTES }))).toBeNull();
    expect(await refusal(film({ bytes: MAX_VIDEO_BYTES + 1 }))).toBe("media.too_large");
    expect(await refusal(film({ contentType: "image/jpeg", bytes: MAX_MEDIA_BYTES + 1 }))).toBe("media.too_large");
    expect(await refusal(film({ contentType: "video/quicktime" }))).toBe("media.unsupported_type");
  });
});
