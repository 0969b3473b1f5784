/** What people are told: the inbox with its bell, and what is chosen. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { journey } from "./harness/journey.ts";
import { DEALER } from "./screen-table.ts";

const bell = (page: Page) => page.getByRole("banner").getByRole("link", { name: /Notifications/ });
const unread = async (page: Page) => Number((await bell(page).innerText()).trim() || 0);

journey("what somebody was told is in the inbox, leads to its alert, and is read by that", async ({ open }) => {
  const { page } = await open({ as: DEALER });
  await page.goto("/notifications");
  const rows = page.getByRole("main").getByRole("listitem");
  await rows.first().waitFor();
  // The bell asks by itself.
  await bell(page).getByText(/\d/).waitFor();
  const before = await unread(page);
  await rows.first().getByRole("link").click();
  await page.waitForURL("**/alerts/*");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(
    (count) =>
      Number(document.querySelector<HTMLElement>("header a[href='/notifications']")?.innerText.trim() || 0) < count,
    before,
  );
});

journey("what is chosen is kept over a reload and holds once it is saved", async ({ open }) => {
  const { page } = await open({ as: DEALER, worker: false });
  await page.goto("/notifications/settings");
  const idle = page.getByRole("checkbox", { name: "Much idling: E-mail" });
  await idle.waitFor();
  const was = await idle.isChecked();
  await idle.setChecked(!was);
  // It is put away a moment after the last change.
  await Bun.sleep(1_000);
  await page.reload();
  await page.getByText("Your unsaved changes are still here", { exact: false }).waitFor();
  expect(await idle.isChecked()).toBe(!was);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("These are the defaults of your role.").waitFor({ state: "detached" });
  await page.reload();
  await idle.waitFor();
  expect(await idle.isChecked()).toBe(!was);
  await idle.setChecked(was);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Save", exact: true }).and(page.locator(":disabled")).waitFor();
});
