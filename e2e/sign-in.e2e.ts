/** The ways in and out: by code, by one tap, by passkey; and back to where one wanted to go. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { sharedApi } from "./api-client.ts";
import { onlineJourney as journey } from "./harness/journey.ts";

/** What the browser says about answers from 400 to 499, which these journeys cause on purpose. */
const REFUSALS = /status of 4\d\d/;

const overview = (page: Page) => page.getByRole("heading", { level: 1, name: "Overview" });
const signInScreen = (page: Page) => page.getByRole("heading", { level: 1, name: "Sign in" });

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of / }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await signInScreen(page).waitFor();
}

journey(
  "a code from the mailbox signs in where a wrong one does not, leads to the page that was wanted, and signing out ends it",
  async ({ open }) => {
    const api = await sharedApi();
    const email = "dispatch@dealer2.example";
    const { page } = await open({ expected: [REFUSALS] });
    await page.goto("/rentals?tab=returned");
    await page.getByLabel("E-mail").fill("nobody");
    await page.getByRole("button", { name: "Send code" }).click();
    await page.getByText("Enter an e-mail address like name@company.com.").waitFor();
    await page.getByLabel("E-mail").fill(` ${email.toUpperCase()} `);
    await page.getByRole("button", { name: "Send code" }).click();
    await page.getByRole("heading", { name: "Enter your code" }).waitFor();

    const [mail] = await api.mails(email);
    const code = page.getByLabel("Six-digit code");
    await code.fill(mail!.otp === "000000" ? "111111" : "000000");
    await page.getByText("That code is not right. Check the newest e-mail.").waitFor();
    await code.fill(mail!.otp!);

    await page.getByRole("heading", { level: 1, name: "Rentals" }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/rentals?tab=returned");

    await signOut(page);
    await page.goto("/rentals");
    await signInScreen(page).waitFor();
    expect(new URL(page.url()).searchParams.get("next")).toBe("/rentals");
  },
);

journey("one tap on a demo account signs in as that person, and another person may follow", async ({ open }) => {
  const { page } = await open({ device: "phone", expected: [REFUSALS] });
  await page.goto("/");
  for (const role of ["Dispatcher", "Operator"]) {
    await page
      .getByRole("button", { name: `Sign in as ${role}` })
      .first()
      .click();
    await overview(page).waitFor();
    const me = await page.evaluate(
      () => JSON.parse(localStorage.getItem("smart-rental:me") ?? "null") as { role: string } | null,
    );
    expect(me?.role).toBe({ Dispatcher: "DEALER_DISPATCH", Operator: "OPERATOR" }[role]);
    await signOut(page);
    expect(await page.evaluate(() => localStorage.getItem("smart-rental:me"))).toBeNull();
  }
});

/** Leaves the person with no passkey, also where an earlier run was cut short. */
async function forgetPasskeys(page: Page, origin: string): Promise<void> {
  const { request } = page.context();
  const answer = (await (await request.get("/api/trpc/credentials.passkeys")).json()) as {
    result: { data: { items: { id: string }[] } };
  };
  for (const { id } of answer.result.data.items) {
    const data = { operationId: crypto.randomUUID(), id };
    const removed = await request.post("/api/trpc/credentials.removePasskey", { data, headers: { origin } });
    expect(removed.status()).toBe(200);
  }
}

journey(
  "a passkey that was added in the settings signs in without an address, under any name, until it is removed",
  async ({ open, url }) => {
    const { page, context } = await open({ as: "admin@dealer3.example", expected: [REFUSALS] });
    await forgetPasskeys(page, url);
    const devices = await context.newCDPSession(page);
    await devices.send("WebAuthn.enable");
    const { authenticatorId } = await devices.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    /** Somebody at the device touches its sensor, or nobody: then it does not answer the browser's offer inside the e-mail field either. */
    const touch = (enabled: boolean) =>
      devices.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    const usePasskey = async () => {
      await touch(false);
      await signOut(page);
      await page.getByRole("radio", { name: "Passkey" }).check();
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await touch(true);
    };
    await page.goto("/settings");
    await page.getByText("No passkey yet").waitFor();
    await page.getByLabel("Name of this device").fill("Yard tablet");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const mine = page.getByRole("list", { name: "Passkeys" }).getByText("Yard tablet");
    await mine.waitFor();
    const { credentials } = await devices.send("WebAuthn.getCredentials", { authenticatorId });
    expect(credentials).toHaveLength(1);

    await usePasskey();
    await overview(page).waitFor();

    await page.goto("/settings");
    await mine.waitFor();
    await page.getByText("last used").first().waitFor();
    await page.getByRole("button", { name: "Rename passkey Yard tablet" }).click();
    await page.getByRole("dialog").getByLabel("Name of this device").fill("Gate tablet");
    await page.getByRole("dialog").getByRole("button", { name: "Save name" }).click();
    await page.getByRole("button", { name: "Remove passkey Gate tablet" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("No passkey yet").waitFor();

    await usePasskey();
    await page.getByText("The passkey was not accepted. Use a code instead.").waitFor();
  },
);
