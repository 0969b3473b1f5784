/** The pages that the server makes itself. Those of the app are walked through in `screens.e2e.ts`, under the same watch. */
import { onlineJourney as journey } from "./harness/journey.ts";

journey("the API's reference and the demo's mailbox break no content security policy", async ({ open }) => {
  const { page } = await open();
  await page.goto("/api/reference");
  await page.getByText("/alerts").first().waitFor();
  // A long list is drawn where it is looked at.
  const route = page.getByText("/rentals/checkout").first();
  for (let tries = 0; tries < 60 && !(await route.isVisible()); tries++) {
    await page.mouse.move(600, 600);
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(100);
  }
  await route.waitFor();
  await page.goto("/dev/mailbox");
  await page.getByRole("heading", { name: "Demo mailbox" }).waitFor();
});
