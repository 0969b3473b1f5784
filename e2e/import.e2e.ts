/** A dealer's table: checked row by row, applied, and brought in again without adding anything. */
import { expect } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import { sharedApi } from "./api-client.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { DEALER } from "./scanning.ts";

type Page = { items: Asset[] };

journey(
  "good rows of a pasted table become machines, bad ones say why, and again nothing is added",
  async ({ open }) => {
    const api = await sharedApi();
    const mark = crypto.randomUUID().slice(0, 8);
    const table = [
      "Flottennummer;Maschinentyp;Hersteller;Modell;Seriennummer;Tagessatz;Bemerkung",
      `${mark}-1;Bagger;Komatsu;PC210;${mark}K1;310,50;neu`,
      `${mark}-2;Radlader;Volvo;L90;${mark}V2;;`,
      `${mark}-3;Raumschiff;Volvo;L90;${mark}V3;;`,
      `${mark}-4;Bagger;=1+1;PC210;${mark}K4;;`,
    ].join("\n");
    const found = () => api.get<Page>(DEALER, `/assets?q=${mark}`);

    const { page } = await open({ as: DEALER, device: "desktop", expected: [/status of 409/] });
    await page.goto("/import");
    const paste = page.getByLabel("Or paste the rows");
    await paste.fill(table);
    await page.getByRole("button", { name: "Check the rows" }).click();
    await page.getByText("Unknown type of machine: Raumschiff").waitFor();
    await page.getByText("Make holds a formula: =1+1").waitFor();
    await page.getByText("2 refused rows are left out.").waitFor();
    // A dry run writes nothing.
    expect((await found()).items).toEqual([]);
    // The column that no word tells is left out, and may be given a meaning.
    expect(await page.getByLabel("Bemerkung").inputValue()).toBe("");

    await page.getByRole("button", { name: "Apply 2 rows" }).click();
    await page.getByText("2 added, 0 changed.").waitFor();
    expect(
      (await found()).items.map(({ fleetNumber, make, type, status }) => [fleetNumber, make, type, status]),
    ).toEqual([
      [`${mark}-1`, "Komatsu", "EXCAVATOR", "AVAILABLE"],
      [`${mark}-2`, "Volvo", "WHEEL_LOADER", "AVAILABLE"],
    ]);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the results" }).click();
    const results = await Bun.file(await (await download).path()).text();
    expect(results).toContain("Make holds a formula: =1+1");
    expect(results).not.toMatch(/(^|,)=1\+1/m);

    await page.getByRole("button", { name: "Bring in another file" }).click();
    await paste.fill(table);
    await page.getByRole("button", { name: "Check the rows" }).click();
    await page.getByText("There is nothing to apply: no row adds or changes anything.").waitFor();
    expect((await found()).items).toHaveLength(2);

    // When somebody changes the machine while the rows are looked at, nothing is written before they were looked at again.
    const { humanId } = (await found()).items[0]!;
    await paste.fill(table.replace("PC210;", "PC290;"));
    await page.getByRole("button", { name: "Check the rows" }).click();
    await page.getByText("Model: PC210 → PC290").waitFor();
    await api.post(DEALER, `/assets/${humanId}`, { operationId: crypto.randomUUID(), model: "PC240" });
    await page.getByRole("button", { name: "Apply 1 row" }).click();
    await page.getByText("The data changed while you were looking, so nothing was written.").waitFor();
    await page.getByText("Model: PC240 → PC290").waitFor();
    await page.getByRole("button", { name: "Apply 1 row" }).click();
    await page.getByText("0 added, 1 changed.").waitFor();
    expect((await api.get<Asset>(DEALER, `/assets/${humanId}`)).model).toBe("PC290");
  },
);

journey("a file that is no text is refused with what to do, and a template can be downloaded", async ({ open }) => {
  const { page } = await open({ as: DEALER, device: "phone" });
  await page.goto("/import");
  const workbook = {
    name: '=Flotte 🚜".xlsx',
    mimeType: "application/octet-stream",
    buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]),
  };
  await page.locator('input[type="file"]').setInputFiles(workbook);
  await page.getByText("This file is not text. Save the table as CSV and choose that file.").waitFor();
  await page.getByRole("button", { name: "Check the rows" }).click();
  expect(await page.getByRole("heading", { name: "Columns" }).count()).toBe(0);

  const latin = { name: "flotte.csv", mimeType: "text/csv", buffer: Buffer.from("make,model\nM\xfcller,X1", "latin1") };
  await page.locator('input[type="file"]').setInputFiles(latin);
  await page.getByRole("button", { name: "Check the rows" }).click();
  await page.getByText("Müller X1").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download a template" }).click();
  expect(await Bun.file(await (await download).path()).text()).toContain("fleetNumber,type,make,model,serialNumber");
});
