/** People come, change their place and go: each step seen by the one it is about. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { newId, sharedApi, type Api } from "./api-client.ts";
import { onlineJourney as journey } from "./harness/journey.ts";

/** What the browser says about answers from 400 to 499, which these journeys cause on purpose. */
const REFUSALS = /status of 4\d\d/;
/** And of a socket that wants to come back after its session has ended. */
const CLOSED_SOCKET = /WebSocket connection to .* failed: HTTP Authentication failed/;
const ADMIN = "admin@dealer3.example";

const linkFor = async (api: Api, email: string) => {
  const [mail] = await api.mails(email);
  return /https?:\/\/\S+\/invite\/(\S+)/.exec(mail!.text)![1]!;
};
const me = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch("/api/trpc/iam.me");
    const body = (await answer.json()) as { result?: { data: { role: string; siteIds: string[] | null } } };
    return { status: answer.status, role: body.result?.data.role ?? null };
  });

async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
}

journey(
  "somebody is invited, joins by the link and a code, gets another role while the page is open, and is out once deactivated",
  async ({ open }) => {
    const api = await sharedApi();
    const email = `${newId()}@new.example`;
    const name = `Ada ${newId().slice(-8)}`;
    const admin = await open({ as: ADMIN });
    await admin.page.goto("/members");
    await admin.page.getByRole("button", { name: "Invite", exact: true }).first().click();
    const dialog = admin.page.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill("nobody");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await dialog.getByText("Enter an e-mail address like name@company.com.").waitFor();
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByRole("radio", { name: /^Dispatcher/ }).check();
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await admin.page.getByRole("tab", { name: "Invited", selected: true }).waitFor();
    await admin.page.getByText(email).first().waitFor();

    const token = await linkFor(api, email);
    const stranger = await open({ as: "dispatch@dealer1.example", expected: [REFUSALS] });
    await stranger.page.goto(`/invite/${token}`);
    await stranger.page.getByText("You are signed in as dispatch@dealer1.example.").waitFor();

    const guest = await open({ device: "phone", expected: [REFUSALS, CLOSED_SOCKET] });
    await guest.page.goto(`/invite/${token.slice(0, -1)}`);
    await guest.page.getByText("This invitation is not known.").waitFor();
    await guest.page.goto(`/invite/${token}`);
    await guest.page.getByText("invites you").waitFor();
    await guest.page.getByLabel("Your name").fill(name);
    await guest.page.getByRole("button", { name: "Send code to this address" }).click();
    await guest.page.getByRole("heading", { name: "Enter your code" }).waitFor();
    const [mail] = await api.mails(email);
    await guest.page.getByLabel("Six-digit code").fill(mail!.otp!);
    await guest.page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    expect(await me(guest.page)).toEqual({ status: 200, role: "DEALER_DISPATCH" });

    await admin.page.getByRole("tab", { name: "Active", exact: true }).click();
    await openMenu(admin.page, name);
    await admin.page.getByRole("menuitem", { name: "Change role and sites" }).click();
    await dialog.getByRole("radio", { name: /^Dealer administrator/ }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await admin.page.getByText(`Access of ${name} changed`).waitFor();
    // The open page follows by itself: what only administrators have appears, without signing in again.
    await guest.page.getByRole("button", { name: "More", exact: true }).click();
    await guest.page.getByRole("dialog").getByRole("link", { name: "Members" }).waitFor();
    expect(await me(guest.page)).toEqual({ status: 200, role: "DEALER_ADMIN" });

    await openMenu(admin.page, name);
    await admin.page.getByRole("menuitem", { name: "Deactivate" }).click();
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await admin.page.getByText(`${name} is deactivated`).waitFor();
    await guest.page.getByText("Your access has changed", { exact: true }).waitFor();
    expect((await me(guest.page)).status).toBe(401);

    const again = await open({ device: "phone", expected: [REFUSALS] });
    await again.page.goto(`/invite/${token}`);
    await again.page.getByText("This invitation was already accepted.").waitFor();
  },
);

journey("the last administrator is kept, and says why", async ({ open }) => {
  const { page } = await open({ as: "supervisor@customer9.example", expected: [REFUSALS] });
  await page.goto("/members");
  await page
    .getByRole("button", { name: /^Actions for / })
    .first()
    .waitFor();
  const row = page.getByRole("row").filter({ hasText: "supervisor@customer9.example" });
  await row.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Leave organisation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await page.getByText("This is the last administrator. Make somebody else one first.").waitFor();
});

journey("a dealer asks to serve another's customer, whose supervisor agrees on the phone", async ({ open }) => {
  const api = await sharedApi();
  const supervisor = "supervisor@customer10.example";
  const { memberships: _, organization } = await api.me(supervisor);
  const { items: before } = await api.get<{ items: { dealerId: string }[] }>(supervisor, "/relations/dealers");
  const asking = [1, 2, 3].map((n) => `admin@dealer${n}.example`);
  const orgs = await Promise.all(asking.map((who) => api.me(who)));
  const at = orgs.findIndex(({ organization: dealer }) => !before.some(({ dealerId }) => dealerId === dealer.id));
  const dealer = await open({ as: asking[at]! });
  await dealer.page.goto("/customers");
  await dealer.page.getByRole("button", { name: "Ask a customer" }).click();
  const dialog = dealer.page.getByRole("dialog");
  await dialog.getByLabel("E-mail of a supervisor").fill(supervisor);
  await dialog.getByLabel("Message").fill("Two dozers for the north ramp");
  await dialog.getByRole("button", { name: "Send request" }).click();
  await dealer.page.getByText("Waits for an answer").first().waitFor();

  const customer = await open({ as: supervisor, device: "phone" });
  await customer.page.goto("/our-dealers");
  await customer.page.getByText("Two dozers for the north ramp").waitFor();
  await customer.page.getByRole("button", { name: "Accept" }).click();
  await customer.page.getByText(`${orgs[at]!.organization.name} serves you now`).waitFor();

  await dealer.page.getByText("Accepted", { exact: true }).first().waitFor();
  await dealer.page.getByRole("tab", { name: "Served now" }).click();
  await dealer.page.getByText(organization.name).first().waitFor();
});

journey("a dealer brings in a customer, whose first supervisor finds it empty and its own", async ({ open }) => {
  const api = await sharedApi();
  const email = `${newId()}@new.example`;
  const name = `Hoch & Tief ${newId().slice(-6)}`;
  const dealer = await open({ as: ADMIN });
  await dealer.page.goto("/customers");
  await dealer.page.getByRole("button", { name: "New customer" }).click();
  const dialog = dealer.page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Bring in" }).click();
  await dealer.page.getByText(`${email} is invited`).waitFor();

  const token = await linkFor(api, email);
  const guest = await open();
  await guest.page.goto(`/invite/${token}`);
  await guest.page.getByLabel("Your name").fill("Ben Bauer");
  await guest.page.getByRole("button", { name: "Send code to this address" }).click();
  await guest.page.getByRole("heading", { name: "Enter your code" }).waitFor();
  const [mail] = await api.mails(email);
  await guest.page.getByLabel("Six-digit code").fill(mail!.otp!);
  await guest.page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await guest.page.goto("/members");
  await guest.page.getByText("Ben Bauer").first().waitFor();
  await guest.page.goto("/our-dealers");
  await guest.page.getByText("Serves you").waitFor();
});
