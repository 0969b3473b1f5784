/** What people are told: the inbox and its bell, a push that reaches the service worker, and what is chosen. */
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
  const before = await unread(page);
  expect(before).toBeGreaterThan(0);
  await rows.first().getByRole("link").click();
  await page.waitForURL("**/alerts/*");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(
    (count) =>
      Number(document.querySelector<HTMLElement>("header a[href='/notifications']")?.innerText.trim() || 0) < count,
    before,
  );
});

journey(
  "a push is shown by the service worker, in the words and with the link that it brings",
  async ({ open, url }) => {
    const { page, context } = await open({ as: DEALER });
    await context.grantPermissions(["notifications"], { origin: url });
    const devtools = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const [first] = registrations;
        if (first) resolve(first.registrationId);
      }),
    );
    await devtools.send("ServiceWorker.enable");
    await page.goto("/notifications");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const deliver = async (message: object) =>
      devtools.send("ServiceWorker.deliverPushMessage", {
        origin: url,
        registrationId: await registered,
        data: JSON.stringify(message),
      });
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({
          title,
          body,
          tag,
          data,
        }));
      });
    const told = {
      tag: "alert:1",
      title: "EQX1004: Überfällig",
      body: "Kritisch · Köln",
      url: "/alerts/1",
      language: "de",
    };
    await deliver(told);
    await deliver({ ...told, body: "Niemand hat es bestätigt" });
    for (let tries = 0; (await shown()).length === 0 && tries < 50; tries++) await Bun.sleep(100);
    // The newer one of an alert stands in the place of the older.
    expect(await shown()).toEqual([
      { title: told.title, body: "Niemand hat es bestätigt", tag: told.tag, data: { url: "/alerts/1" } },
    ]);
  },
);

journey("what is chosen is kept over a reload and holds once it is saved", async ({ open }) => {
  const { page } = await open({ as: DEALER, worker: false });
  await page.goto("/notifications/settings");
  const idle = page.getByRole("checkbox", { name: "Much idling: E-mail" });
  await idle.waitFor();
  const was = await idle.isChecked();
  await idle.setChecked(!was);
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
