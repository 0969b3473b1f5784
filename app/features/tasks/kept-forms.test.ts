import "fake-indexeddb/auto";
import { expect, test } from "bun:test";
import { KeptForms } from "./kept-forms.ts";

const DAY_MS = 86_400_000;

test("a form comes back as it was, with its photographs, after the page was closed", async () => {
  const name = `forms-${crypto.randomUUID()}`;
  const form = { notes: "Left track", photos: [{ id: "a", blob: new Blob(["x"]), sha256: "00" }] };
  await new KeptForms(name).write("ada:one", "task 1", form, 1000);
  const forms = new KeptForms(name);
  const back = (await forms.read("ada:one", "task 1")) as typeof form;
  expect(back).toMatchObject({ notes: "Left track", photos: [{ id: "a", sha256: "00" }] });
  expect(await back.photos[0]!.blob.text()).toBe("x");
  // Taken up again and again, with one more photograph each time.
  const second = { ...back, photos: [...back.photos, { id: "b", blob: new Blob(["y"]), sha256: "01" }] };
  await forms.write("ada:one", "task 1", second, 3000);
  const last = (await new KeptForms(name).read("ada:one", "task 1")) as typeof form;
  expect(await Promise.all(last.photos.map(({ blob }) => blob.text()))).toEqual(["x", "y"]);
});

test("nobody is shown another person's, nor the same person's of another organisation", async () => {
  const forms = new KeptForms(`forms-${crypto.randomUUID()}`);
  await forms.write("ada:one", "task 1", { notes: "mine" }, 1000);
  expect(await forms.read("bob:one", "task 1")).toBeNull();
  expect(await forms.read("ada:two", "task 1")).toBeNull();
  expect(await forms.read("ada:one", "task 2")).toBeNull();
});

test("what was handed over is gone; what was begun is not, however long ago or whatever the clock says", async () => {
  const forms = new KeptForms(`forms-${crypto.randomUUID()}`);
  const done = { notes: "done", photo: new Blob(["x"]) };
  await forms.write("ada:one", "task 1", done, 1000);
  await forms.write("ada:one", "task 11", done, 1000);
  await forms.drop("ada:one", "task 1");
  expect(await forms.read("ada:one", "task 1")).toBeNull();
  expect(await ((await forms.read("ada:one", "task 11")) as typeof done).photo.text()).toBe("x");
  await forms.write("ada:one", "task 2", { notes: "old" }, 1000);
  await forms.write("ada:one", "task 3", { notes: "new" }, 400 * DAY_MS);
  expect(await forms.read("ada:one", "task 3")).toMatchObject({ notes: "new" });
  expect(await forms.read("ada:one", "task 2")).toMatchObject({ notes: "old" });
});
