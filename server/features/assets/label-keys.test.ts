import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../../domain/errors.ts";
import { LabelKeys } from "./label-keys.ts";

const ORIGIN = "https://rental.example";
const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), "smart-rental-labels-"))));
const [ours, theirs] = (await Promise.all(folders.map((folder) => LabelKeys.open(folder, ORIGIN)))) as [
  LabelKeys,
  LabelKeys,
];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const codeOf = (text: string) =>
  ours.tagOf(text).then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

test("a label that our key has signed names its tag, also after a restart", async () => {
  const tagId = Bun.randomUUIDv7();
  const url = await ours.urlOf(tagId);
  expect(await ours.tagOf(url)).toBe(tagId);
  expect(await (await LabelKeys.open(folders[0]!, ORIGIN)).tagOf(url)).toBe(tagId);
});

test("a label of another key, a changed one and one of another place name none", async () => {
  const tagId = Bun.randomUUIDv7();
  const url = await ours.urlOf(tagId);
  const last = url.at(-2) === "A" ? "B" : "A";
  expect(await codeOf(await theirs.urlOf(tagId))).toBe("label.bad_signature");
  expect(await codeOf(`${url.slice(0, -2)}${last}${url.at(-1)}`)).toBe("label.bad_signature");
  expect(await codeOf(url.replace(ORIGIN, "https://elsewhere.example"))).toBe("label.foreign");
});
