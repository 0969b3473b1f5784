/** People without an e-mail address: a supervisor issues their badge, and they share a phone, with and without a connection. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { journey } from "./harness/journey.ts";
import { SUPERVISOR } from "./screen-table.ts";

/** What the browser says about refusals and about being offline, which these journeys cause on purpose. */
const REFUSALS = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|WebSocket connection/;

const overview = (page: Page) => page.getByRole("heading", { level: 1, name: "Overview" });
const nobodyElse = () => `Ola ${crypto.randomUUID().slice(0, 6)}`;

type Card = { number: string; pin: string };

/** Adds a person by the members screen and reads what is shown this once. */
async function issue(page: Page, name: string): Promise<Card> {
  await page.goto("/members");
  await page.getByRole("button", { name: "Add without e-mail" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  const pin = await dialog.getByLabel("PIN").inputValue();
  expect(pin).toMatch(/^\d{6}$/);
  await dialog.getByLabel("PIN").fill("123456");
  await dialog.getByRole("button", { name: "Add and issue badge" }).click();
  await dialog.getByText("none that is easy to guess").waitFor();
  await dialog.getByLabel("PIN").fill(pin);
  await dialog.getByRole("button", { name: "Add and issue badge" }).click();
  await page.getByRole("heading", { name: "Badge is ready" }).waitFor();
  const number = await page
    .getByRole("dialog")
    .getByText(/^\d{3} \d{3} \d{4}$/)
    .innerText();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  return { number, pin };
}

async function enterByNumber(page: Page, { number, pin }: Card): Promise<void> {
  await page.getByLabel("Number on the badge").fill(number);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("PIN").fill(pin);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function enterAgain(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByLabel("PIN").fill(pin);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function switchPerson(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of / }).click();
  await page.getByRole("menuitem", { name: "Switch person" }).click();
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
}

const userOf = (page: Page) =>
  page.evaluate(() => {
    const me = JSON.parse(localStorage.getItem("smart-rental:me") ?? "null") as { user: { name: string } } | null;
    return me?.user.name ?? null;
  });

journey(
  "two people share a phone by badge and PIN, without a connection too, and nobody is shown another's name",
  async ({ open }) => {
    const { page: desk } = await open({ as: SUPERVISOR, expected: [REFUSALS] });
    const [first, second] = [nobodyElse(), nobodyElse()];
    const [one, two] = [await issue(desk, first), await issue(desk, second)];

    const { page, context } = await open({ device: "phone", expected: [REFUSALS] });
    await page.goto("/sign-in?way=badge");
    await page.getByLabel("Number on the badge").fill("1234567890");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("That is not a badge number").waitFor();
    await enterByNumber(page, one);
    await overview(page).waitFor();
    expect(await userOf(page)).toBe(first);
    await switchPerson(page);
    await page.getByRole("button", { name: "Another badge" }).click();
    await enterByNumber(page, two);
    await overview(page).waitFor();
    expect(await userOf(page)).toBe(second);
    await switchPerson(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

    await context.setOffline(true);
    await enterAgain(page, first, two.pin);
    await page.getByText("Wrong PIN. 4 tries left.").waitFor();
    await page.getByLabel("PIN").fill(one.pin);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("You are offline.").waitFor();
    expect(await userOf(page)).toBe(first);
    await switchPerson(page);
    expect(await userOf(page)).toBeNull();
    await context.setOffline(false);
    await enterAgain(page, second, two.pin);
    await overview(page).waitFor();
    expect(await userOf(page)).toBe(second);
  },
);

journey("a revoked badge signs its person out on the phone at once, and the phone forgets them", async ({ open }) => {
  const { page: desk } = await open({ as: SUPERVISOR, expected: [REFUSALS] });
  const name = nobodyElse();
  const card = await issue(desk, name);
  const { page } = await open({ device: "phone", expected: [REFUSALS] });
  await page.goto("/sign-in?way=badge");
  await enterByNumber(page, card);
  await overview(page).waitFor();

  await desk.getByRole("searchbox").fill(name);
  // The rows are others once the search has been answered, and with them their menus.
  await desk.getByText(SUPERVISOR).waitFor({ state: "detached" });
  await desk.getByRole("button", { name: new RegExp(name) }).click();
  await desk.getByRole("menuitem", { name: "Badge", exact: true }).click();
  await desk.getByRole("dialog").getByText("In use").waitFor();
  await desk.getByRole("dialog").getByRole("button", { name: "Revoke badge" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Revoke badge" }).click();
  await desk.getByText("The badge is revoked").waitFor();

  // The phone leaves by itself, and no address leads back in.
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await page.goto("/rentals");
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await page.getByRole("radio", { name: "Badge" }).check();
  await page.getByRole("button", { name: "Scan your badge" }).waitFor();
  expect(await page.getByText(name).count()).toBe(0);
  await enterByNumber(page, card);
  await page.getByText("The badge or the PIN is wrong.").waitFor();
});

journey("a key is shown once, works as its scopes say, and is refused once it is revoked", async ({ open, url }) => {
  const { page } = await open({ as: "admin@dealer1.example", expected: [REFUSALS] });
  const name = `ERP ${crypto.randomUUID().slice(0, 6)}`;
  await page.goto("/api-clients");
  await page.getByRole("button", { name: "New API client" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create key" }).click();
  await dialog.getByText("Tick at least one permission.").waitFor();
  await dialog.getByLabel("Sites: Read").check();
  await dialog.getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("dialog").getByLabel("Key").inputValue();
  await page.getByRole("button", { name: "I have copied it" }).click();

  const ask = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);
  const exchange = () =>
    ask("/api/v1/auth/token", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key }),
    });
  const { token } = (await (await exchange()).json()) as { token: string };
  const as = { headers: { authorization: `Bearer ${token}` } };
  expect((await ask("/api/v1/sites?limit=1", as)).status).toBe(200);
  expect((await ask("/api/v1/assets?limit=1", as)).status).toBe(403);

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
  await page.getByText("The key is revoked").waitFor();
  expect((await ask("/api/v1/sites?limit=1", as)).status).toBe(401);
  expect((await exchange()).status).toBe(401);
});
